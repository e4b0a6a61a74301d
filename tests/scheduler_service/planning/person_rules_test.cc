// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/person_rules.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

// Entries are in the order of the items: each has 3 days, and the next begins on the day after.
Instance Days() {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 3}, {4, 6}, {7, 9}});
  instance.items_per_person_max = 3;
  return instance;
}

TEST(PersonRules, DatesAndExclusionsClash) {
  Instance instance = Days();
  instance.exclusions = {{0, 2}};
  const Choices choices = LayOut(instance);
  const PersonRules rules(instance, choices);
  EXPECT_FALSE(rules.Clashes(0, 1));
  EXPECT_TRUE(rules.Clashes(0, 2));
  instance.travel_buffer_days = 1;
  EXPECT_TRUE(rules.Clashes(0, 1));
}

TEST(PersonRules, PinsTakeDaysAndExclude) {
  Instance instance = Days();
  instance.days_per_person = {5};
  instance.pinned = {0};
  const Choices choices = LayOut(instance);
  const PersonRules rules(instance, choices);
  EXPECT_EQ(rules.DaysLeft(0), 2);
  EXPECT_EQ(choices.entries(), 0);  // either of the others would be a day too many
  instance.days_per_person = {kNoLimit};
  instance.exclusions = {{0, 2}};
  const Choices beside = LayOut(instance);
  const PersonRules excluded(instance, beside);
  EXPECT_EQ(excluded.DaysLeft(0), PersonRules::kAnyDays);
  ASSERT_EQ(beside.entries(), 1);  // the last is excluded
  EXPECT_EQ(excluded.ItemOf(0), 1);
}

TEST(PersonRules, PrerequisitesComeFromWhatIsHeldCompletedOrPinned) {
  Instance instance = Days();
  instance.prerequisites = {{.item = 1, .before = 0}};
  const Choices choices = LayOut(instance);
  const PersonRules rules(instance, choices);
  const std::vector<int32_t> first = {0};
  EXPECT_EQ(rules.Missing(1, {}), 0);
  EXPECT_EQ(rules.Missing(1, first), PersonRules::kNoItem);
  EXPECT_EQ(rules.Missing(2, {}), PersonRules::kNoItem);
  EXPECT_EQ(rules.EntryFor(1, 0), 0);
  instance.completed_begin = {0, 1};
  instance.completed = {0};
  EXPECT_EQ(rules.Missing(1, {}), PersonRules::kNoItem);
  instance.completed_begin.clear();
  instance.pinned = {0};
  const Choices with_pin = LayOut(instance);
  const PersonRules pinned(instance, with_pin);
  EXPECT_EQ(pinned.Missing(0, {}), PersonRules::kNoItem);
  EXPECT_EQ(pinned.EntryFor(0, 0), PersonRules::kNoItem);
}

TEST(PersonRules, WhatComesTooLateIsNoPrerequisite) {
  Instance instance = Days();
  instance.prerequisites = {{.item = 1, .before = 2}};
  const Choices choices = LayOut(instance);
  // The pair cannot stand, so entries are items 0 and 2.
  EXPECT_EQ(choices.entries(), 2);
}

}  // namespace
}  // namespace jiedui::planning
