// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/candidacy.h"
#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Claims ClaimsOf(const Instance& instance) { return CutIntoClaims(instance, StandingPairs(instance)); }

// One person and three items, the first two at the same time.
Instance TwoPeriods(int32_t items_per_person_max = 2) {
  Instance instance = OnDays(Wishes({{1, 1, 1}}, {1, 1, 1}), {{1, 5}, {3, 9}, {20, 22}});
  instance.items_per_person_max = items_per_person_max;
  return instance;
}

TEST(CutIntoClaims, OneItemAPersonIsOneClaim) {
  const Claims claims = ClaimsOf(TwoPeriods(1));
  EXPECT_THAT(claims.person, ElementsAre(0));
  EXPECT_THAT(claims.pair, ElementsAre(0, 1, 2));
}

TEST(CutIntoClaims, EachPeriodIsAClaim) {
  const Claims claims = ClaimsOf(TwoPeriods());
  EXPECT_THAT(claims.why_not, IsEmpty());
  EXPECT_THAT(claims.person, ElementsAre(0, 0));
  EXPECT_THAT(claims.begin, ElementsAre(0, 2, 3));
}

TEST(CutIntoClaims, PinnedPairsAreInNone) {
  Instance instance = TwoPeriods();
  instance.pinned = {0};
  EXPECT_THAT(ClaimsOf(instance).pair, ElementsAre(2));
}

TEST(CutIntoClaims, ChainOfOverlapsIsNoPeriod) {
  Instance instance = TwoPeriods();
  instance.items[2].days = {8, 12};
  EXPECT_THAT(ClaimsOf(instance).why_not, ElementsAre(HasSubstr("overlap in part")));
}

TEST(CutIntoClaims, WhatTiesPeriodsTogetherIsSaid) {
  Instance three = TwoPeriods();
  three.items[1].days = {10, 12};
  EXPECT_THAT(ClaimsOf(three).why_not, ElementsAre(HasSubstr("more periods than items_per_person_max")));
  Instance days = TwoPeriods();
  days.days_per_person = {9};
  EXPECT_THAT(ClaimsOf(days).why_not, ElementsAre(HasSubstr("days limit")));
  Instance excluded = TwoPeriods();
  excluded.exclusions = {{0, 2}};
  EXPECT_THAT(ClaimsOf(excluded).why_not, ElementsAre(HasSubstr("exclusion")));
  Instance trained = TwoPeriods();
  trained.prerequisites = {{.item = 2, .before = 0}};
  EXPECT_THAT(ClaimsOf(trained).why_not, ElementsAre(HasSubstr("prerequisite")));
}

TEST(CutIntoClaims, HomeCoverMattersWhereItCanBind) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {2}), 1, {{0}, {0}});
  instance.home_covers = {{.group = 0, .away_max = 2}};
  EXPECT_THAT(ClaimsOf(instance).why_not, IsEmpty());
  instance.home_covers[0].away_max = 1;
  EXPECT_THAT(ClaimsOf(instance).why_not, ElementsAre(HasSubstr("home_covers[0]")));
}

}  // namespace
}  // namespace jiedui::planning
