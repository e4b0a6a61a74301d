// SPDX-License-Identifier: Apache-2.0
// How often a property is tried.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace jiedui {

// As often as usual, or that percentage of it which the environment says in JIEDUI_PERCENT, at least once. Sanitizers
// make a round many times as slow, and look for what every tenth round does as well as the others.
inline int64_t Rounds(int64_t usual) {
  const char* const percent = std::getenv("JIEDUI_PERCENT");
  return percent == nullptr ? usual : std::max<int64_t>(1, usual * std::atoi(percent) / 100);
}

}  // namespace jiedui
