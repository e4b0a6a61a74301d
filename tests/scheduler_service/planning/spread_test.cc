// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/spread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The fullest period could have 1 + 3.
TEST(Spread, TheNextPairIsWorthMoreWhereFewerAre) {
  const Spread spread(CoursesByMonth(3, {3, 3}, {1, 0}));
  EXPECT_EQ(spread.level(), 1);
  EXPECT_EQ(spread.periods(), 2);
  EXPECT_EQ(spread.WorthOfNext(0, 0), 3);
  EXPECT_EQ(spread.WorthOfNext(0, 2), 1);
  EXPECT_EQ(spread.WorthOfNext(1, 0), 4);
  EXPECT_EQ(spread.WorthOfNext(1, 2), 2);
  EXPECT_EQ(spread.total_max(), 3 + 2 + 1 + 4 + 3 + 2);
  EXPECT_FALSE(HasSpread(Wishes({{1}}, {1})));
  EXPECT_EQ(Spread(Wishes({{1}}, {1})).periods(), 0);
}

TEST(Spread, SeatsDoNotMatterAndAPersonCountsAsOftenAsTheyMayCome) {
  Instance instance = CoursesByMonth(2, {1, 1, 1}, {0});
  instance.levels[1].periods = {.of_item = {0, 0, kNoPeriod}, .taken = {0}};
  EXPECT_EQ(Spread(instance).pairs_max(0), 2);
  instance.items_per_person_max = 3;
  EXPECT_EQ(Spread(instance).pairs_max(0), 2) << "both on the same days";
  EXPECT_EQ(Spread(OnDays(instance, {{1, 5}, {6, 9}})).pairs_max(0), 4);
}

TEST(Spread, CountsByPeriod) {
  Instance instance = CoursesByMonth(3, {3, 3, 3}, {0, 0});
  instance.levels[1].periods.of_item = {1, 0, kNoPeriod};
  EXPECT_THAT(Spread(instance).Count(instance, {0, 3, 7, 8}), ElementsAre(1, 2));
}

// Of plans with as many pairs in periods, the larger value has the lesser sum of squares.
TEST(SpreadProperty, ValueIsTheSumOfSquaresTurnedRound) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallSpreadInstance(dice);
    if (!CheckInstance(instance).ok()) continue;
    const Spread spread(instance);
    const std::vector<int32_t>& taken = instance.levels[At(spread.level())].periods.taken;
    const auto counts = [&] {
      std::vector<int32_t> count;
      for (int32_t p = 0; p < spread.periods(); ++p) count.push_back(dice.Between(0, spread.pairs_max(p)));
      return count;
    };
    const auto pairs_and_squares = [&](const std::vector<int32_t>& count) {
      std::pair<int64_t, int64_t> sum;
      for (size_t p = 0; p < count.size(); ++p) {
        sum.first += count[p];
        sum.second += int64_t{taken[p] + count[p]} * (taken[p] + count[p]);
      }
      return sum;
    };
    for (int32_t k = 0; k < 20; ++k) {
      const std::vector<int32_t> a = counts();
      const std::vector<int32_t> b = counts();
      if (pairs_and_squares(a).first != pairs_and_squares(b).first) continue;
      const int64_t less = pairs_and_squares(b).second - pairs_and_squares(a).second;
      ASSERT_EQ(2 * (spread.TotalOf(a) - spread.TotalOf(b)), less) << "seed " << seed;
    }
  }
}

TEST(CheckInstance, PeriodsAreChecked) {
  const auto error = [](auto change) {
    Instance instance = CoursesByMonth(2, {1, 1}, {0, 0});
    change(instance);
    return std::string(CheckInstance(instance).message());
  };
  EXPECT_EQ(error([](Instance&) {}), "");
  EXPECT_THAT(error([](Instance& i) { i.levels[1].periods.of_item = {0}; }), HasSubstr("of_item: 1, must be one an"));
  EXPECT_THAT(error([](Instance& i) { i.levels[1].periods.of_item = {0, 2}; }), HasSubstr("of_item[1]: 2, must be -1"));
  EXPECT_THAT(error([](Instance& i) { i.levels[1].periods.taken[0] = -1; }), HasSubstr("periods.taken[0]: -1"));
  EXPECT_THAT(error([](Instance& i) { i.levels[1].periods.taken.clear(); }), HasSubstr("of_item[0]"));
  EXPECT_THAT(error([](Instance& i) { i.levels[1].value[0] = 1; }), HasSubstr("must be 0 at a level with periods"));
  EXPECT_THAT(error([](Instance& i) { i.levels.push_back(i.levels[1]); }), HasSubstr("another level has some"));
  EXPECT_THAT(error([](Instance& i) {
                i.groups = 1;
                i.levels[1].fair_groups = {0};
              }),
              HasSubstr("must have one of these at most"));
}

}  // namespace
}  // namespace jiedui::planning
