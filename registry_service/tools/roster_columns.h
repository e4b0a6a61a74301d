// SPDX-License-Identifier: Apache-2.0
// Which column of a roster says what. Headers are known in the words that townships use, in any order and spacing;
// others can be mapped by hand. Pure, any thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/roster_fields.h"

namespace jiedui::registry {

class RosterColumns {
 public:
  // From the row of headers. INVALID_ARGUMENT: there is no column of names or of identity numbers (it lists the headers
  // that were found), a field has two columns, or a header of `map` is not there.
  static absl::StatusOr<RosterColumns> Read(const std::vector<std::string>& headers, const HeaderMap& map);

  bool Has(RosterField field) const { return columns_.count(field) > 0; }

  // What the row says, as it is written, unguarded; empty if it says nothing or there is no such column.
  absl::string_view Cell(const CsvRow& row, RosterField field) const;

  // Whether it says nothing at all but its serial number, as the unused rows of a form do.
  bool IsUnused(const CsvRow& row) const;

  // What stands beyond the last header; empty if nothing does.
  std::string CellsBeyond(const CsvRow& row) const;

  // The header of the column from which the value at a path of the person came: that of the field itself, or of the
  // list that the path leads into. The path itself if there is none.
  std::string HeaderOf(absl::string_view path) const;
  // What the row says there.
  absl::string_view CellOf(const CsvRow& row, absl::string_view path) const;

  // Headers that mean nothing here.
  const std::vector<std::string>& unknown() const { return unknown_; }
  // The row's cells without the columns that an error file added: one for each of headers().
  std::vector<std::string> OwnCells(const CsvRow& row) const;
  const std::vector<std::string>& headers() const { return headers_; }

 private:
  absl::Status Take(size_t column, absl::string_view header, const HeaderMap& map);
  absl::Status RequireField(RosterField field, absl::string_view title) const;
  const size_t* ColumnOf(absl::string_view path) const;

  size_t width_ = 0;  // of the row of headers
  std::map<RosterField, size_t> columns_;
  std::vector<size_t> own_columns_;
  std::vector<std::string> headers_;
  std::vector<std::string> unknown_;
  std::set<size_t> serial_numbers_;
};

// Rows that may stand above the row of headers, such as the roster's title.
inline constexpr int kHeaderRowsTried = 10;

// Reads up to and with the row of headers: the first row that has all the columns that a roster must have. Errors as of
// RosterColumns::Read, of the row that comes nearest.
absl::StatusOr<RosterColumns> ReadHeader(CsvReader& reader, const HeaderMap& map);

}  // namespace jiedui::registry
