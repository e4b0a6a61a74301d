// SPDX-License-Identifier: Apache-2.0
// How often a property is tried.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/numbers.h"

namespace jiedui {

// As often as usual, or that percentage of it which the environment says in JIEDUI_PERCENT, at least once. Sanitizers
// make a round many times as slow, and look for what a few rounds do as well as all of them.
inline int64_t Rounds(int64_t usual) {
  const char* const given = std::getenv("JIEDUI_PERCENT");
  int32_t percent = 100;
  if (given != nullptr && !absl::SimpleAtoi(given, &percent)) ADD_FAILURE() << "JIEDUI_PERCENT=" << given;
  return std::max<int64_t>(1, usual * percent / 100);
}

}  // namespace jiedui
