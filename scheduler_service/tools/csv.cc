// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/csv.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace jiedui::scheduler {
namespace {

// The full-width ones too: Excel in Chinese and Japanese reads them as the others.
constexpr absl::string_view kFormulaStarts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

std::string Quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string GuardedCell(absl::string_view text) {
  const bool formula = std::any_of(std::begin(kFormulaStarts), std::end(kFormulaStarts),
                                   [text](absl::string_view start) { return absl::StartsWith(text, start); });
  return formula ? absl::StrCat("'", text) : std::string(text);
}

std::string CsvLine(const std::vector<std::string>& cells) {
  return absl::StrJoin(cells, ",",
                       [](std::string* out, const std::string& cell) { out->append(Quoted(GuardedCell(cell))); }) +
         "\r\n";
}

}  // namespace jiedui::scheduler
