// SPDX-License-Identifier: Apache-2.0
// Each rule, broken once.
#include "scheduler_service/planning/verify_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> Broken(const Instance& instance, const std::vector<int32_t>& chosen) {
  std::vector<std::string> list;
  Findings findings(list);
  CheckRules(Reading(instance), chosen, findings);
  return list;
}

// One person, three items: days 1-5, 6-9, 20-22.
Instance OnePerson() {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 5}, {6, 9}, {20, 22}});
  instance.items_per_person_max = 3;
  return instance;
}

TEST(CheckRules, AllThreeItemsFit) { EXPECT_THAT(Broken(OnePerson(), {0, 1, 2}), IsEmpty()); }

TEST(CheckRules, Seats) {
  EXPECT_THAT(Broken(Wishes({{1}, {1}}, {1}), {0, 1}), ElementsAre(HasSubstr("at most 1 seats")));
}

TEST(CheckRules, ClassBelowItsMinimumIsNotHeld) {
  Instance instance = Wishes({{1}, {1}}, {2});
  instance.items[0].seats_min = 2;
  EXPECT_THAT(Broken(instance, {0}), ElementsAre(HasSubstr("at least 2 or none")));
  EXPECT_THAT(Broken(instance, {}), IsEmpty());
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
}

TEST(CheckRules, QuotaFloorAndCeiling) {
  Instance instance = InGroups(Wishes({{1}, {1}, {1}}, {3}), 1, {{0}, {0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  EXPECT_THAT(Broken(instance, {2}), ElementsAre(HasSubstr("floor 1")));
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("ceiling 1")));
  EXPECT_THAT(Broken(instance, {0, 2}), IsEmpty());
}

TEST(CheckRules, FloorOfAClosedClassDoesNotHold) {
  Instance instance = InGroups(Wishes({{1}}, {1}), 1, {{0}});
  instance.items[0].seats_min = 1;
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  EXPECT_THAT(Broken(instance, {}), IsEmpty());
}

TEST(CheckRules, Overlap) {
  Instance instance = OnePerson();
  instance.items[1].days.first = 5;
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("overlaps pairs[0]")));
}

TEST(CheckRules, TravelBuffer) {
  Instance instance = OnePerson();
  instance.travel_buffer_days = 1;
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("overlaps")));
  EXPECT_THAT(Broken(instance, {0, 2}), IsEmpty());
}

TEST(CheckRules, BusyDays) {
  Instance instance = OnePerson();
  instance.busy_begin = {0, 1};
  instance.busy = {{.days = {22, 30}}};
  EXPECT_THAT(Broken(instance, {2}), ElementsAre(HasSubstr("busy")));
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
}

TEST(CheckRules, ItemsPerPerson) {
  Instance instance = OnePerson();
  instance.items_per_person_max = 2;
  EXPECT_THAT(Broken(instance, {0, 1, 2}), ElementsAre(HasSubstr("has 3 items, at most 2")));
}

TEST(CheckRules, DaysPerPerson) {
  Instance instance = OnePerson();
  instance.days_per_person = {8};
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("9 days, at most 8")));
  EXPECT_THAT(Broken(instance, {0, 2}), IsEmpty());
}

TEST(CheckRules, Prerequisite) {
  Instance instance = OnePerson();
  instance.prerequisites = {{.item = 2, .before = 0}};
  EXPECT_THAT(Broken(instance, {2}), ElementsAre(HasSubstr("lacks its prerequisite, item 0")));
  EXPECT_THAT(Broken(instance, {0, 2}), IsEmpty());
  instance.completed_begin = {0, 1};
  instance.completed = {0};
  EXPECT_THAT(Broken(instance, {2}), IsEmpty());
}

TEST(CheckRules, PrerequisiteMustComeBefore) {
  Instance instance = OnePerson();
  instance.prerequisites = {{.item = 0, .before = 2}};
  EXPECT_THAT(Broken(instance, {0, 2}), ElementsAre(HasSubstr("lacks its prerequisite")));
}

TEST(CheckRules, Exclusion) {
  Instance instance = OnePerson();
  instance.exclusions = {{0, 2}};
  EXPECT_THAT(Broken(instance, {0, 2}), ElementsAre(HasSubstr("allows one only")));
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
}

TEST(CheckRules, PinnedAndForbidden) {
  Instance instance = OnePerson();
  instance.pinned = {1};
  instance.forbidden = {2};
  EXPECT_THAT(Broken(instance, {2}), ElementsAre(HasSubstr("is pinned"), HasSubstr("is forbidden")));
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
}

TEST(CheckRules, HomeCoverCountsEachPersonOnceADay) {
  Instance instance = InGroups(Wishes({{1}, {1}, {1}}, {3}), 1, {{0}, {0}, {0}});
  instance.home_covers = {{.group = 0, .away_max = 2}};
  EXPECT_THAT(Broken(instance, {0, 1, 2}), ElementsAre(HasSubstr("3 people are away on day 1")));
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
  instance.busy_begin = {0, 0, 0, 2};
  instance.busy = {{.days = {5, 9}, .away = true}, {.days = {3, 6}, .away = true}};
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("3 people are away on day 3")));
  EXPECT_THAT(Broken(instance, {0}), IsEmpty());
}

TEST(CheckRules, HomeCoverHoldsOnItsDays) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {2}), 1, {{0}, {0}});  // days 1 to 5
  instance.home_covers = {{.group = 0, .away_max = 1, .days = {6, 20}}};
  EXPECT_THAT(Broken(instance, {0, 1}), IsEmpty());
  instance.home_covers[0].days = {5, 20};
  EXPECT_THAT(Broken(instance, {0, 1}), ElementsAre(HasSubstr("2 people are away on day 5")));
}

TEST(CheckRules, HomeCoverThatLeaveAloneBreaksBindsThePlanOnly) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {2}), 1, {{0}, {0}});
  instance.home_covers = {{.group = 0, .away_max = 0}};
  instance.busy_begin = {0, 1, 1};
  instance.busy = {{.days = {8, 9}, .away = true}};
  EXPECT_THAT(Broken(instance, {}), IsEmpty());
}

}  // namespace
}  // namespace jiedui::planning
