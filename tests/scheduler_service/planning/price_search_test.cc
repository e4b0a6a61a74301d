// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/price_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

struct Searched {
  absl::int128 bound;
  std::vector<int64_t> prices;
};

// Units of 1/16.
Searched Search(const Instance& instance, int32_t clearings, int32_t steps, int64_t target) {
  const Choices choices = LayOut(instance);
  std::vector<int64_t> weight;
  for (const int32_t pair : choices.pair) weight.push_back(16 * instance.levels[0].value[static_cast<size_t>(pair)]);
  const Budget budget;
  Meter meter(budget);
  PriceSearch search(choices, weight, std::vector<int64_t>(choices.capacity.size()), meter);
  for (int32_t k = 0; k < clearings; ++k) search.ClearMarkets();
  search.Descend(16 * target, 0, steps);
  return {search.bound(), search.prices()};
}

TEST(PriceSearch, WithoutPricesEverybodyGetsEverything) {
  EXPECT_EQ(Search(Wishes({{5}, {3}}, {1}), 0, 0, 5).bound, 16 * 8);
}

TEST(PriceSearch, ClearingFindsThePriceBetweenServedAndTurnedAway) {
  const Searched found = Search(Wishes({{5}, {3}}, {1}), 1, 0, 5);
  EXPECT_EQ(found.bound, 16 * 5);
  EXPECT_THAT(found.prices, ElementsAre(16 * 4));
}

TEST(PriceSearch, FloorsHaveNegativePrices) {
  Instance instance = InGroups(Wishes({{-3}, {2}}, {2}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 2}};
  const Searched found = Search(instance, 2, 0, -1);
  EXPECT_EQ(found.bound, -16);
  EXPECT_EQ(found.prices[1], -48);
}

TEST(PriceSearch, StepsGoOnWhereClearingIsStuck) {
  // Two of three overlapping pairs each: at any price the bound is above the plan's 3, and falls with steps.
  Instance instance = OnDays(Wishes({{2, 2, 0}, {0, 2, 2}, {2, 0, 2}}, {1, 1, 1}), {{1, 3}, {2, 5}, {4, 8}});
  instance.items_per_person_max = 2;
  EXPECT_LE(Search(instance, 3, 60, 6).bound, Search(instance, 3, 0, 6).bound);
  EXPECT_GE(Search(instance, 3, 60, 6).bound, 16 * 6);
}

TEST(PriceSearch, AnExhaustedBudgetKeepsABoundThatHolds) {
  const Instance instance = Wishes({{5}, {3}}, {1});
  const Choices choices = LayOut(instance);
  const std::vector<int64_t> weight = {5, 3};
  const Budget budget{.work_max = 1};
  Meter meter(budget);
  PriceSearch search(choices, weight, {0}, meter);
  search.ClearMarkets();
  search.Descend(5, 0, 10);
  EXPECT_GE(search.bound(), 5);
}

TEST(SearchWeightMax, LeavesRoomForManyItemsAndGates) {
  const Choices one = LayOut(Wishes({{1}}, {1}));
  EXPECT_EQ(SearchWeightMax(one), (int64_t{1} << 58) / 3);
  Instance three = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 1}, {2, 2}, {3, 3}});
  three.items_per_person_max = 3;
  EXPECT_EQ(SearchWeightMax(LayOut(three)), (int64_t{1} << 58) / 3 / 3);
}

}  // namespace
}  // namespace jiedui::planning
