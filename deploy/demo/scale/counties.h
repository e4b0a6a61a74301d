// SPDX-License-Identifier: Apache-2.0
// Counties that are paired at scale: real codes and names as of 2021 (GB/T 2260). Below the county there are invented
// townships, whose codes no real one has. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::demo {

struct County {
  std::string code;  // 6 digits
  std::string name;  // "阆中市"
};

// Those that may be paired, in the order of the tables. Neither the golden pair's counties nor any whose last four
// digits are theirs: synthetic identity numbers are told apart by these.
const std::vector<County>& EasternCounties();
const std::vector<County>& WesternCounties();

// Whether most people there are Yi or Tibetan (凉山, 甘孜, 阿坝).
bool IsMinorityCounty(absl::string_view code);

}  // namespace jiedui::demo
