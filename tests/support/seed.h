// SPDX-License-Identifier: Apache-2.0
// Where random tests begin. A test prints the seed it took, as JIEDUI_SEED=seed, with which it runs again.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>

#include "absl/strings/numbers.h"

namespace jiedui {

// The one that the environment says in JIEDUI_SEED, if it does.
inline std::optional<uint64_t> GivenSeed() {
  const char* const given = std::getenv("JIEDUI_SEED");
  if (given == nullptr) return std::nullopt;
  uint64_t seed = 0;
  if (!absl::SimpleAtoi(given, &seed)) ADD_FAILURE() << "JIEDUI_SEED=" << given;
  return seed;
}

// That one, or a new one.
inline uint64_t SomeSeed() { return GivenSeed().value_or(std::random_device{}()); }

}  // namespace jiedui
