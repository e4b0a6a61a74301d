// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/error_file.h"

#include "absl/strings/str_cat.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr absl::string_view kBetween = "；";

void Join(absl::string_view text, bool is_first, std::string& cell) {
  absl::StrAppend(&cell, is_first ? "" : kBetween, text);
}

}  // namespace

std::string ErrorFileHead(const RosterColumns& columns) {
  std::vector<std::string> headers = columns.headers();
  headers.insert(headers.end(), {"行号", "问题栏", "原值", "问题", "建议", "代码"});
  return absl::StrCat(kByteOrderMark, CsvLine(headers));
}

std::string ErrorFileRow(const CsvRow& row, const std::vector<v1::RowFinding>& findings, const RosterColumns& columns) {
  std::string headers;
  std::string values;
  std::string problems;
  std::string suggestions;
  std::string codes;
  bool is_first = true;
  for (const v1::RowFinding& finding : findings) {
    if (finding.kind() == v1::RowFinding::KIND_FIXED) continue;
    Join(columns.HeaderOf(finding.field()), is_first, headers);
    Join(finding.value().empty() ? columns.CellOf(row, finding.field()) : finding.value(), is_first, values);
    Join(finding.problem(), is_first, problems);
    Join(finding.suggestion(), is_first, suggestions);
    Join(finding.code(), is_first, codes);
    is_first = false;
  }
  std::vector<std::string> cells = columns.OwnCells(row);
  cells.insert(cells.end(), {absl::StrCat(row.number), headers, values, problems, suggestions, codes});
  return CsvLine(cells);
}

}  // namespace jiedui::registry
