// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace jiedui::demo {
namespace {

// The reference: SplitMix64 seeded with 1234567 gives these numbers one after the other.
TEST(SplitMix64, GivesThePublishedNumbers) {
  EXPECT_EQ(SplitMix64(1234567), 6457827717110365317U);
  EXPECT_EQ(SplitMix64(1234567 + 0x9e3779b97f4a7c15U), 3203168211198807973U);
}

TEST(Dice, IsTheSameForTheSameKey) {
  Dice one({1, 2, EntityKind::kTalentTrainee, 3});
  Dice other({1, 2, EntityKind::kTalentTrainee, 3});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(one.Next(), other.Next());
}

TEST(Dice, DiffersInEveryPartOfTheKey) {
  const std::set<uint64_t> firsts = {
      Dice({1, 2, EntityKind::kTalentTrainee, 3}).Next(), Dice({9, 2, EntityKind::kTalentTrainee, 3}).Next(),
      Dice({1, 9, EntityKind::kTalentTrainee, 3}).Next(), Dice({1, 2, EntityKind::kEcommerceTrainee, 3}).Next(),
      Dice({1, 2, EntityKind::kTalentTrainee, 9}).Next(), Dice({2, 1, EntityKind::kTalentTrainee, 3}).Next()};
  EXPECT_EQ(firsts.size(), 6U);
}

TEST(Dice, StaysBelowItsBoundAndReachesAllOfIt) {
  Dice dice({1, 1, EntityKind::kTalentTrainee, 1});
  std::set<int> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(dice.Between(-2, 3));
  EXPECT_THAT(seen, testing::ElementsAre(-2, -1, 0, 1, 2, 3));
}

TEST(Dice, IsFairWithinAFewPerCent) {
  int hits = 0;
  for (uint64_t i = 0; i < 10'000; ++i) hits += Dice({7, 0, EntityKind::kTalentTrainee, i}).PerCent(30) ? 1 : 0;
  EXPECT_THAT(hits, testing::AllOf(testing::Gt(2800), testing::Lt(3200)));
}

}  // namespace
}  // namespace jiedui::demo
