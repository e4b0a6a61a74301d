// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/row_cells.h"

#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"
#include "registry_service/tools/roster_date.h"

namespace jiedui::registry {

using v1::RowFinding;

std::string RowCells::Plain(RosterField field) const {
  const absl::string_view cell = WithoutOuterControls(Raw(field));
  return SaysNothing(cell) ? "" : std::string(cell);
}

std::string RowCells::Text(RosterField field) const {
  const absl::string_view cell = Raw(field);
  return SaysNothing(cell) ? "" : Trimmed(cell);
}

std::string RowCells::Date(RosterField field) {
  const std::string text = Text(field);
  if (text.empty()) return "";
  const std::optional<std::string> date = DateFromText(text);
  if (date.has_value()) return *date;
  Refuse({"DATE_UNREADABLE", "日期无法识别", "按2021-10-31的格式填写"}, field);
  return "";
}

void RowCells::Refuse(const FindingWords& words, RosterField field) { Add(RowFinding::KIND_REFUSED, words, field, ""); }

void RowCells::Warn(const FindingWords& words, RosterField field, absl::string_view new_value) {
  Add(RowFinding::KIND_WARNED, words, field, new_value);
}

void RowCells::Fix(const FindingWords& words, RosterField field, absl::string_view new_value) {
  Add(RowFinding::KIND_FIXED, words, field, new_value);
}

void RowCells::Add(RowFinding::Kind kind, const FindingWords& words, RosterField field, absl::string_view new_value) {
  findings_.push_back(NewFinding(kind, words, PathOf(field), Raw(field)));
  findings_.back().set_new_value(std::string(new_value));
}

}  // namespace jiedui::registry
