// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/candidacy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

// One person, three items: days 1-5, 6-9, 20-22.
Instance OnePerson() {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 5}, {6, 9}, {20, 22}});
  instance.items_per_person_max = 3;
  return instance;
}

TEST(StandingPairs, AllStandWhereNothingIsInTheWay) {
  EXPECT_THAT(StandingPairs(OnePerson()), ElementsAre(true, true, true));
}

TEST(StandingPairs, ForbiddenDoesNot) {
  Instance instance = OnePerson();
  instance.forbidden = {1};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, false, true));
}

TEST(StandingPairs, BusyDaysWithTheirBuffer) {
  Instance instance = OnePerson();
  instance.busy_begin = {0, 1};
  instance.busy = {{.days = {10, 12}}};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, true, true));
  instance.travel_buffer_days = 1;
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, false, true));
}

TEST(StandingPairs, LongerThanTheDaysLimit) {
  Instance instance = OnePerson();
  instance.days_per_person = {4};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(false, true, true));
}

TEST(StandingPairs, PrerequisiteCompletedOrWithinReach) {
  Instance instance = OnePerson();
  instance.prerequisites = {{.item = 2, .before = 0}, {.item = 0, .before = 1}};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(false, true, true));
  instance.items_per_person_max = 1;
  EXPECT_THAT(StandingPairs(instance), ElementsAre(false, true, false));
  instance.completed_begin = {0, 2};
  instance.completed = {0, 1};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, true, true));
}

TEST(StandingPairs, PinsLeaveNoRoomForWhatClashesOrIsTooMuch) {
  Instance instance = OnePerson();
  instance.items[1].days.first = 5;
  instance.pinned = {0};
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, false, true));
  instance.items_per_person_max = 1;
  EXPECT_THAT(StandingPairs(instance), ElementsAre(true, false, false));
}

TEST(MostTogether, OfItemsOnTheSameDaysOne) {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 5}, {1, 5}, {1, 6}});
  instance.items_per_person_max = 3;
  const std::vector<int32_t> all = {0, 1, 2};
  EXPECT_EQ(MostTogether(instance, all), 2);
  EXPECT_EQ(MostTogether(instance, std::span<const int32_t>(all).first(2)), 1);
  EXPECT_EQ(MostTogether(instance, {}), 0);
  instance.items_per_person_max = 1;
  EXPECT_EQ(MostTogether(instance, all), 1);
}

}  // namespace
}  // namespace jiedui::planning
