// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_periods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_answer.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr char kSpread[] = "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_SPREAD, PLAN_GOAL_PREFERENCE]";

// Two courses in October and one in November, four seats each; six people want any of them.
PlanFacts ThreeCourses(int taken_in_november = 0) {
  std::vector<PlannedItem> items = {PlannedCourse("a", 4, "2021-10-11", "2021-10-15"),
                                    PlannedCourse("b", 4, "2021-10-18", "2021-10-22"),
                                    PlannedCourse("c", 4, "2021-11-15", "2021-11-19")};
  items[2].ledger.set_taken(taken_in_november);
  std::vector<PlanCandidate> seekers;
  for (int person = 0; person < 6; ++person)
    for (int item = 0; item < 3; ++item) seekers.push_back(Seeks(absl::StrCat("p", person), item));
  return FactsOf(std::move(items), std::move(seekers));
}

v1::Plan Planned(PlanFacts facts, const std::string& question) {
  const auto model = ModelOf(std::move(facts), absl::StrCat("items_per_person_max: 1 ", question));
  EXPECT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  EXPECT_THAT(answer, IsOk());
  return *PlanOf(*model, std::get<planning::Solution>(*answer));
}

std::string Loads(const v1::Plan& plan) {
  std::string text;
  for (const v1::PlanPeriod& period : plan.periods())
    absl::StrAppend(&text, period.first_date(), "..", period.last_date(), " ", period.items(), ": ", period.taken(),
                    " + ", period.placed(), "; ");
  return text;
}

TEST(AddPeriods, SpreadSharesPlacesBetweenMonths) {
  EXPECT_EQ(Loads(Planned(ThreeCourses(), "")), "2021-10-01..2021-10-31 2: 0 + 6; 2021-11-01..2021-11-30 1: 0 + 0; ");
  const v1::Plan spread = Planned(ThreeCourses(), kSpread);
  EXPECT_EQ(Loads(spread), "2021-10-01..2021-10-31 2: 0 + 3; 2021-11-01..2021-11-30 1: 0 + 3; ");
  EXPECT_TRUE(spread.optimal());
  EXPECT_EQ(spread.levels(1).goal(), v1::PLAN_GOAL_SPREAD);
  EXPECT_EQ(spread.levels(1).gap(), 0);
  EXPECT_GT(spread.levels(1).value(), 0);
}

TEST(AddPeriods, PlacesTakenBeforeCountToo) {
  EXPECT_EQ(Loads(Planned(ThreeCourses(2), kSpread)),
            "2021-10-01..2021-10-31 2: 0 + 4; 2021-11-01..2021-11-30 1: 2 + 2; ");
}

// Nobody leaves for a course on a day that is over, and whoever has left does not leave again.
TEST(AddPeriods, WhatIsUnderWayIsJoinedOnTheDayOfThePlan) {
  PlanFacts facts = ThreeCourses();
  facts.items[0].ledger.set_taken(2);
  facts.day = absl::CivilDay(2021, 10, 13);
  EXPECT_EQ(Loads(Planned(facts, absl::StrCat(kSpread, " spread_days: 7"))),
            "2021-10-13..2021-10-19 2: 0 + 3; 2021-11-10..2021-11-16 1: 0 + 3; ");
  EXPECT_EQ(Loads(Planned(facts, kSpread)), "2021-10-01..2021-10-31 2: 0 + 3; 2021-11-01..2021-11-30 1: 0 + 3; ");
  facts.day = absl::CivilDay(2026, 1, 1);
  EXPECT_EQ(Loads(Planned(std::move(facts), kSpread)),
            "2021-10-01..2021-10-31 2: 2 + 2; 2021-11-01..2021-11-30 1: 0 + 4; ");
}

TEST(AddPeriods, PeriodsMayBeSoManyDays) {
  EXPECT_EQ(Loads(Planned(ThreeCourses(), absl::StrCat(kSpread, " spread_days: 7"))),
            "2021-10-11..2021-10-17 1: 0 + 2; 2021-10-18..2021-10-24 1: 0 + 2; 2021-11-15..2021-11-21 1: 0 + 2; ");
}

TEST(AddPeriods, OnlyWhereItIsAGoalHasALevelPeriods) {
  const auto plain = ModelOf(ThreeCourses());
  EXPECT_THAT(plain->basis.item_periods(), ElementsAre(0, 0, 1));
  for (const planning::Level& level : plain->instance.levels) EXPECT_TRUE(level.periods.empty());
  const auto spread = ModelOf(ThreeCourses(1), kSpread);
  EXPECT_THAT(spread->instance.levels[1].periods.of_item, ElementsAre(0, 0, 1));
  EXPECT_THAT(spread->instance.levels[1].periods.taken, ElementsAre(0, 1));
  EXPECT_THAT(spread->instance.levels[1].value, Each(0));
  EXPECT_THAT(CheckInstance(spread->instance), IsOk());
}

TEST(AddPeriods, NothingToPlanHasNone) {
  const v1::Plan plan = Planned(FactsOf({}, {}), kSpread);
  EXPECT_THAT(plan.periods(), SizeIs(0));
  EXPECT_EQ(plan.levels(1).value(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
