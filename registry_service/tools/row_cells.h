// SPDX-License-Identifier: Apache-2.0
// The cells of one row of a roster, read for what they mean, and what was found in them. Pure, not shared between
// threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "registry_service/tools/cell_finding.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/roster_columns.h"

namespace jiedui::registry {

class RowCells {
 public:
  // Both must outlive it.
  RowCells(const CsvRow& row, const RosterColumns& columns) : row_(row), columns_(columns) {}

  // As it is written.
  absl::string_view Raw(RosterField field) const { return columns_.Cell(row_, field); }
  // As it is written, for what the registry judges by itself: without tabs and line ends around it; empty where it says
  // that there is nothing.
  std::string Plain(RosterField field) const;
  // Without white space around it; empty where it says that there is nothing.
  std::string Text(RosterField field) const;
  // ISO form of a date; empty where the cell says nothing, or is refused.
  std::string Date(RosterField field);
  // What the words mean, by one of roster_words.h; nullopt where the cell says nothing, or is refused as `unknown`.
  template <typename Value>
  std::optional<Value> Meaning(RosterField field, std::optional<Value> (*find)(absl::string_view),
                               const FindingWords& unknown) {
    const std::string text = Text(field);
    if (text.empty()) return std::nullopt;
    const std::optional<Value> value = find(text);
    if (!value.has_value()) Refuse(unknown, field);
    return value;
  }

  void Refuse(const FindingWords& words, RosterField field);
  void Warn(const FindingWords& words, RosterField field, absl::string_view new_value);
  void Fix(const FindingWords& words, RosterField field, absl::string_view new_value);

  const std::vector<v1::RowFinding>& findings() const { return findings_; }

 private:
  void Add(v1::RowFinding::Kind kind, const FindingWords& words, RosterField field, absl::string_view new_value);

  const CsvRow& row_;
  const RosterColumns& columns_;
  std::vector<v1::RowFinding> findings_;
};

}  // namespace jiedui::registry
