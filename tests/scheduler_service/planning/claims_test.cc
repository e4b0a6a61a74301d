// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/candidacy.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/support/status_matchers.h"

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
  EXPECT_THAT(ClaimsOf(excluded).why_not, ElementsAre(HasSubstr("tie items in part")));
  excluded.pinned = {0};
  EXPECT_THAT(ClaimsOf(excluded).why_not, IsEmpty());
  excluded.pinned = {0, 2};
  EXPECT_THAT(ClaimsOf(excluded).why_not, ElementsAre(HasSubstr("pins exclude each other")));
  Instance trained = TwoPeriods();
  trained.prerequisites = {{.item = 2, .before = 0}};
  EXPECT_THAT(ClaimsOf(trained).why_not, ElementsAre(HasSubstr("prerequisite")));
}

// Two runs of one course, and another course: who may have one of the runs may have the other course beside it.
TEST(CutIntoClaims, WhatIsExcludedInFullIsOneClaim) {
  Instance runs = OnDays(Wishes({{3, 2, 5}}, {1, 1, 1}), {{1, 5}, {10, 15}, {20, 25}});
  runs.items_per_person_max = 3;
  runs.exclusions = {{0, 2}};
  const Claims claims = ClaimsOf(runs);
  EXPECT_THAT(claims.why_not, IsEmpty());
  EXPECT_THAT(claims.begin, ElementsAre(0, 2, 3));
  EXPECT_THAT(claims.pair, ElementsAre(0, 2, 1));
  EXPECT_THAT(Solved(runs).plan.pairs, ElementsAre(1, 2));
  EXPECT_TRUE(Solved(runs).plan.optimal());
}

// Courses one after the other, in random sets of which one alone is possible: exact, and as good as any plan.
TEST(CutIntoClaims, RunsOfCoursesAreExact) {
  for (uint64_t seed = 1; seed <= 600; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    Instance instance = SmallInstance(dice);
    instance.prerequisites.clear();
    instance.days_per_person.assign(At(instance.people), kNoLimit);
    const auto items = static_cast<int32_t>(instance.items.size());
    instance.items_per_person_max = items;
    instance.exclusions.resize(2);
    for (int32_t j = 0; j < items; ++j) {
      instance.items[At(j)].days = {10 * j, 10 * j + dice.Between(0, 8)};
      if (const int32_t set = dice.Between(0, 2); set < 2) instance.exclusions[At(set)].push_back(j);
    }
    if (!CheckInstance(instance).ok()) continue;
    const auto best = EveryRuledPlan(instance).Best();
    const auto answer = Solve(instance);
    if (!best.has_value() && absl::IsFailedPrecondition(answer.status())) continue;  // pins exclude each other
    ASSERT_THAT(answer, IsOk());
    ASSERT_EQ(std::holds_alternative<Solution>(*answer), best.has_value());
    if (!best.has_value()) continue;
    const Plan& plan = std::get<Solution>(*answer).plan;
    EXPECT_EQ(plan.value, *best);
    EXPECT_TRUE(plan.optimal());
    EXPECT_EQ(plan.method, Method::kFlow);
  }
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
