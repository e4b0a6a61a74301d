// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/base/cell_guard.h"

namespace jiedui::scheduler {
namespace {

std::string Quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& cells) {
  return absl::StrJoin(cells, ",",
                       [](std::string* out, const std::string& cell) { out->append(Quoted(GuardedCell(cell))); }) +
         "\r\n";
}

}  // namespace jiedui::scheduler
