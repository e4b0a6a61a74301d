// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/weighted.h"

#include <gtest/gtest.h>

#include <map>

namespace jiedui::demo {
namespace {

TEST(Draw, ComesAsOftenAsTheWeightsSay) {
  constexpr Weighted<char> kChoices[] = {{'a', 1}, {'b', 0}, {'c', 3}};
  Dice dice({1, 0, EntityKind::kPairSize, 0});
  std::map<char, int> drawn;
  for (int i = 0; i < 4'000; ++i) ++drawn[Draw(kChoices, dice)];
  EXPECT_NEAR(drawn['a'], 1'000, 100);
  EXPECT_EQ(drawn['b'], 0);
  EXPECT_NEAR(drawn['c'], 3'000, 100);
}

}  // namespace
}  // namespace jiedui::demo
