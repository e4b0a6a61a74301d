// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/home_ledger.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

// Two people of one group, of whom one may be away; items on days 1 to 5, 5 to 9 and 20.
Instance OneAway() {
  Instance instance =
      OnDays(InGroups(Wishes({{1, 1, 1}, {1, 1, 1}}, {2, 2, 2}), 2, {{0}, {0, 1}}), {{1, 5}, {5, 9}, {20, 20}});
  instance.home_covers = {{.group = 0, .away_max = 1}};
  return instance;
}

TEST(HomeLedger, OneDayInCommonIsEnough) {
  const Instance instance = OneAway();
  HomeLedger home(instance);
  EXPECT_TRUE(home.HasRoom(0, 0));
  home.Add(0, 0, 1);
  EXPECT_FALSE(home.HasRoom(1, 1));
  EXPECT_TRUE(home.HasRoom(1, 2));
  home.Add(0, 0, -1);
  EXPECT_TRUE(home.HasRoom(1, 1));
}

TEST(HomeLedger, BusyDaysCountWhereTheySaySo) {
  Instance instance = OneAway();
  instance.busy_begin = {0, 0, 3};
  instance.busy = {{.days = {3, 3}}, {.days = {20, 25}, .away = true}, {.days = {19, 21}, .away = true}};
  instance.home_covers[0].away_max = 2;
  const HomeLedger two(instance);
  EXPECT_TRUE(two.HasRoom(0, 2));  // overlapping ranges are one person
  instance.home_covers[0].away_max = 1;
  const HomeLedger one(instance);
  EXPECT_TRUE(one.HasRoom(0, 0));
  EXPECT_FALSE(one.HasRoom(0, 2));
}

TEST(HomeLedger, OnOtherDaysACoverDoesNotBind) {
  Instance instance = OneAway();
  instance.home_covers[0] = {.group = 0, .away_max = 0, .days = {7, 19}};
  const HomeLedger home(instance);
  EXPECT_TRUE(home.HasRoom(0, 0));
  EXPECT_FALSE(home.HasRoom(0, 1)) << "days 5 to 9";
  EXPECT_TRUE(home.HasRoom(0, 2));
  instance.home_covers[0].days = {10, 19};
  EXPECT_TRUE(HomeLedger(instance).HasRoom(0, 1));
}

TEST(HomeLedger, OtherGroupsAndNoCoversDoNotBind) {
  Instance instance = OneAway();
  instance.home_covers = {{.group = 1, .away_max = 0}};
  const HomeLedger home(instance);
  EXPECT_TRUE(home.HasRoom(0, 0));
  EXPECT_FALSE(home.HasRoom(1, 0));
  instance.home_covers.clear();
  const HomeLedger none(instance);
  EXPECT_TRUE(none.empty());
  EXPECT_TRUE(none.HasRoom(1, 0));
}

}  // namespace
}  // namespace jiedui::planning
