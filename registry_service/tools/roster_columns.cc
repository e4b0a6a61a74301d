// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/cell_guard.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

constexpr int kEchoedCodePointsMax = 40;

std::string Listed(const std::vector<std::string>& headers) {
  return absl::StrJoin(headers, ", ", [](std::string* out, const std::string& header) {
    absl::StrAppend(out, Excerpt(Trimmed(header), kEchoedCodePointsMax));
  });
}

// The headers that were mapped by hand are there.
absl::Status RequireMapped(const std::vector<std::string>& headers, const HeaderMap& map) {
  for (const auto& [header, field] : map) {
    const bool found = std::any_of(headers.begin(), headers.end(),
                                   [&header = header](const auto& text) { return FoldedHeader(text) == header; });
    if (!found)
      return absl::InvalidArgumentError(absl::StrCat("--map names a header \"", Excerpt(header, kEchoedCodePointsMax),
                                                     "\" that the roster does not have; it has: ", Listed(headers)));
  }
  return absl::OkStatus();
}

int KnownHeaders(const CsvRow& row) {
  return static_cast<int>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return FieldOfHeader(FoldedHeader(cell)).has_value();
  }));
}

}  // namespace

absl::StatusOr<RosterColumns> RosterColumns::Read(const std::vector<std::string>& headers, const HeaderMap& map) {
  RosterColumns columns;
  columns.width_ = headers.size();
  for (size_t i = 0; i < headers.size(); ++i) RETURN_IF_ERROR(columns.Take(i, headers[i], map));
  RETURN_IF_ERROR(RequireMapped(headers, map));
  RETURN_IF_ERROR(columns.RequireField(RosterField::kName, "姓名"));
  RETURN_IF_ERROR(columns.RequireField(RosterField::kIdNumber, "身份证号"));
  return columns;
}

absl::Status RosterColumns::Take(size_t column, absl::string_view header, const HeaderMap& map) {
  const std::string folded = FoldedHeader(header);
  const auto mapped = map.find(folded);
  const std::optional<RosterField> field = mapped != map.end() ? mapped->second : FieldOfHeader(folded);
  if (field == RosterField::kErrorReport) return absl::OkStatus();
  own_columns_.push_back(column);
  headers_.emplace_back(UnguardedCell(header));
  if (!field.has_value() && !IsBlank(header)) unknown_.emplace_back(header);
  if (field == RosterField::kSerialNumber) serial_numbers_.insert(column);
  if (!field.has_value() || field == RosterField::kSerialNumber) return absl::OkStatus();
  const auto [first, added] = columns_.emplace(*field, column);
  if (added) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("two columns say the ", NameOf(*field), ", the second is \"",
                                                 Trimmed(header), "\": leave one of them out by --map ", folded,
                                                 "=ignore"));
}

absl::Status RosterColumns::RequireField(RosterField field, absl::string_view title) const {
  if (Has(field)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "the roster has no column ", title, "; its headers are: ", Listed(headers_), "; --map can say which one it is"));
}

absl::string_view RosterColumns::Cell(const CsvRow& row, RosterField field) const {
  const auto column = columns_.find(field);
  if (column == columns_.end() || column->second >= row.cells.size()) return "";
  return UnguardedCell(row.cells[column->second]);
}

bool RosterColumns::IsUnused(const CsvRow& row) const {
  return std::all_of(own_columns_.begin(), own_columns_.end(), [&](size_t column) {
    return column >= row.cells.size() || serial_numbers_.count(column) > 0 || IsBlank(row.cells[column]);
  });
}

std::string RosterColumns::CellsBeyond(const CsvRow& row) const {
  if (row.cells.size() <= width_) return "";
  const auto first = row.cells.begin() + static_cast<ptrdiff_t>(width_);
  if (std::all_of(first, row.cells.end(), [](const std::string& cell) { return IsBlank(cell); })) return "";
  return absl::StrJoin(first, row.cells.end(), ",");
}

// The longest of the fields' paths that the path begins with.
const size_t* RosterColumns::ColumnOf(absl::string_view path) const {
  const size_t* nearest = nullptr;
  size_t longest = 0;
  for (const auto& [field, column] : columns_) {
    const absl::string_view own = PathOf(field);
    if (own.size() <= longest || !absl::StartsWith(path, own)) continue;
    nearest = &column;
    longest = own.size();
  }
  return nearest;
}

std::string RosterColumns::HeaderOf(absl::string_view path) const {
  const size_t* const column = ColumnOf(path);
  if (column == nullptr) return std::string(path);
  const auto own = std::find(own_columns_.begin(), own_columns_.end(), *column);
  return Trimmed(headers_[static_cast<size_t>(own - own_columns_.begin())]);
}

absl::string_view RosterColumns::CellOf(const CsvRow& row, absl::string_view path) const {
  const size_t* const column = ColumnOf(path);
  return column == nullptr || *column >= row.cells.size() ? absl::string_view() : UnguardedCell(row.cells[*column]);
}

std::vector<std::string> RosterColumns::OwnCells(const CsvRow& row) const {
  std::vector<std::string> cells;
  cells.reserve(own_columns_.size());
  for (const size_t column : own_columns_)
    cells.emplace_back(column < row.cells.size() ? UnguardedCell(row.cells[column]) : "");
  return cells;
}

absl::StatusOr<RosterColumns> ReadHeader(CsvReader& reader, const HeaderMap& map) {
  absl::Status nearest = absl::InvalidArgumentError("the roster is empty: there is no row of headers");
  int most = -1;
  for (int i = 0; i < kHeaderRowsTried; ++i) {
    ASSIGN_OR_RETURN(const std::optional<CsvRow> row, reader.Next());
    if (!row.has_value()) break;
    absl::StatusOr<RosterColumns> columns = RosterColumns::Read(row->cells, map);
    if (columns.ok()) return columns;
    if (const int known = KnownHeaders(*row); known > most) {
      most = known;
      nearest = columns.status();
    }
  }
  return nearest;
}

}  // namespace jiedui::registry
