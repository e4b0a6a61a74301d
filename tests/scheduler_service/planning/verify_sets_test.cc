// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_sets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/one_person.h"

namespace jiedui::planning {
namespace {

TEST(PartIntoSets, SetsAreThoseOfTheRulesReadOneByOne) {
  int parted = 0;
  for (uint64_t seed = 1; seed <= 3000; ++seed) {
    Dice dice(seed);
    const Instance instance = OnePersonInstance(dice);
    const std::vector<size_t> expected = FirstTied(instance);
    const auto sets = PartIntoSets(Reading(instance), instance.pair_item);
    ASSERT_EQ(sets.has_value(), AreAllTiedInFull(instance, expected)) << seed;
    if (!sets.has_value()) continue;
    ASSERT_EQ(*sets, expected) << seed;
    ++parted;
  }
  EXPECT_GT(parted, 100);
  EXPECT_LT(parted, 2900);
}

}  // namespace
}  // namespace jiedui::planning
