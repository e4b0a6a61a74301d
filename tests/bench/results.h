// SPDX-License-Identifier: Apache-2.0
// What a benchmark found, for people and for tests/bench/run.sh.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

namespace jiedui {

// One line of the result. One without a goal only tells.
struct Line {
  std::string measure;
  double value = 0;
  double reference = 0;
  double goal = 0;
  bool at_most = false;  // the ratio must stay below the goal, not above

  double ratio() const { return reference > 0 ? value / reference : 0; }
  bool has_goal() const { return goal > 0; }
  bool holds() const { return at_most ? ratio() <= goal : ratio() >= goal; }
};

inline std::string TextOf(const Line& line) {
  if (!line.has_goal()) return absl::StrFormat("%-70s %10.2f\n", line.measure, line.value);
  return absl::StrFormat("%-70s %10.2f / %10.2f = %5.2f  (goal %s %.2f)  %s\n", line.measure, line.value,
                         line.reference, line.ratio(), line.at_most ? "at most" : "at least", line.goal,
                         line.holds() ? "holds" : "MISSED");
}

inline void Print(const std::vector<Line>& lines) {
  for (const Line& line : lines) std::fputs(TextOf(line).c_str(), stdout);
}

inline std::string ToJson(absl::string_view bench, const std::vector<Line>& lines) {
  const auto append = [bench](std::string* out, const Line& line) {
    absl::StrAppendFormat(out,
                          R"({"bench":"%s","measure":"%s","value":%.3f,"reference":%.3f,)"
                          R"("ratio":%.4f,"goal":%.2f,"holds":%s})",
                          bench, line.measure, line.value, line.reference, line.ratio(), line.goal,
                          !line.has_goal() ? "null"
                          : line.holds()   ? "true"
                                           : "false");
  };
  return absl::StrCat("[", absl::StrJoin(lines, ",\n ", append), "]\n");
}

}  // namespace jiedui
