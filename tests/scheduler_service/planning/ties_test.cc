// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/ties.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/scheduler_service/planning/one_person.h"

namespace jiedui::planning {
namespace {

TEST(Ties, SetsAreThoseOfTheRulesReadOneByOne) {
  int tied_in_part = 0;
  for (uint64_t seed = 1; seed <= 3000; ++seed) {
    Dice dice(seed);
    const Instance instance = OnePersonInstance(dice);
    const Ties ties(instance);
    const std::vector<size_t> first = FirstTied(instance);
    std::map<size_t, std::vector<int32_t>> expected;
    for (int32_t j = 0; j < instance.pairs(); ++j) expected[first[static_cast<size_t>(j)]].push_back(j);
    std::vector<int32_t> pairs(instance.pair_item.rbegin(), instance.pair_item.rend());
    const std::vector<std::vector<int32_t>> sets = ties.TiedSets(pairs);
    ASSERT_EQ(sets.size(), expected.size()) << seed;
    bool all_in_full = true;
    for (const std::vector<int32_t>& set : sets) {
      ASSERT_EQ(set, expected[static_cast<size_t>(set.front())]) << seed;
      all_in_full = all_in_full && ties.AreTiedInFull(set);
    }
    ASSERT_EQ(all_in_full, AreAllTiedInFull(instance, first)) << seed;
    tied_in_part += all_in_full ? 0 : 1;
  }
  EXPECT_GT(tied_in_part, 100);
  EXPECT_LT(tied_in_part, 2900);
}

TEST(Ties, PairsAreTiedByDaysOrAnExclusion) {
  Dice dice(1);
  Instance instance = OnePersonInstance(dice);
  instance.items = {{.days = {1, 5}, .seats = 1}, {.days = {6, 9}, .seats = 1}, {.days = {20, 22}, .seats = 1}};
  instance.exclusions = {{0, 2}};
  instance.pair_item = {0, 1, 2};
  instance.travel_buffer_days = 0;
  EXPECT_FALSE(Ties(instance).AreTied(0, 1));
  EXPECT_TRUE(Ties(instance).AreTied(0, 2));
  EXPECT_TRUE(Ties(instance).ShareAnExclusion(std::vector<int32_t>{0, 1, 2}));
  EXPECT_FALSE(Ties(instance).ShareAnExclusion(std::vector<int32_t>{0, 1}));
  instance.travel_buffer_days = 1;
  EXPECT_TRUE(Ties(instance).AreTied(0, 1));
  EXPECT_TRUE(Ties(instance).TiedSets(std::vector<int32_t>()).empty());
}

}  // namespace
}  // namespace jiedui::planning
