// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_courses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_answer.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Size = v1::PlanCourseSize;

PlannedItem Asking(const std::string& id, int seats, int seats_min) {
  PlannedItem planned = PlannedCourse(id, seats);
  planned.item.seats_min = seats_min;
  return planned;
}

v1::Plan Planned(PlanFacts facts, const std::string& question = "") {
  const auto model = ModelOf(std::move(facts), question);
  EXPECT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  EXPECT_THAT(answer, IsOk());
  return *PlanOf(*model, std::get<planning::Solution>(*answer));
}

TEST(TellCourseSizes, ACourseWithFewerCandidatesIsNotRun) {
  const v1::Plan plan = Planned(FactsOf({Asking("a", 5, 3)}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  EXPECT_THAT(plan.placements(), IsEmpty());
  ASSERT_THAT(plan.course_sizes(), SizeIs(1));
  EXPECT_EQ(plan.course_sizes(0).item(), "pairings/yh-cx/courses/a");
  EXPECT_EQ(plan.course_sizes(0).outcome(), Size::OUTCOME_FEW_CANDIDATES);
  EXPECT_EQ(plan.course_sizes(0).seats_min(), 3);
  EXPECT_EQ(plan.course_sizes(0).candidates(), 2);
  EXPECT_EQ(plan.course_sizes(0).participants(), 0);
}

TEST(TellCourseSizes, WhoeverCannotComeIsNoCandidate) {
  PlanFacts facts = FactsOf({Asking("a", 5, 2)}, {Seeks("zhao", 0), Seeks("qian", 0)});
  const v1::Plan plan = Planned(facts, "forbidden: 'pairings/yh-cx/assignments/zhao-0'");
  ASSERT_THAT(plan.course_sizes(), SizeIs(1));
  EXPECT_EQ(plan.course_sizes(0).candidates(), 1);
  EXPECT_THAT(Planned(facts).course_sizes(), IsEmpty());
}

// Three people for two courses on the same days, each of which asks for two: one of them runs.
TEST(TellCourseSizes, OfTwoThatShareTheirPeopleOneIsNotRun) {
  std::vector<PlanCandidate> seekers;
  for (const char* person : {"zhao", "qian", "sun"})
    for (const int item : {0, 1}) seekers.push_back(Seeks(person, item));
  const v1::Plan plan = Planned(FactsOf({Asking("a", 5, 2), Asking("b", 5, 2)}, seekers));
  EXPECT_THAT(plan.placements(), SizeIs(3));
  ASSERT_THAT(plan.course_sizes(), SizeIs(1));
  EXPECT_EQ(plan.course_sizes(0).outcome(), Size::OUTCOME_NOT_WORTH_RUNNING);
  EXPECT_EQ(plan.course_sizes(0).candidates(), 3);
}

TEST(TellCourseSizes, WithSomebodyInItACourseRuns) {
  PlannedItem course = Asking("a", 5, 4);
  Take(course.ledger, "");
  const v1::Plan plan = Planned(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  EXPECT_THAT(plan.placements(), SizeIs(2));
  ASSERT_THAT(plan.course_sizes(), SizeIs(1));
  EXPECT_EQ(plan.course_sizes(0).outcome(), Size::OUTCOME_RUNS_BELOW_MINIMUM);
  EXPECT_EQ(plan.course_sizes(0).participants(), 3);
  Take(course.ledger, "");
  EXPECT_THAT(Planned(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0)})).course_sizes(), IsEmpty());
}

TEST(TellCourseSizes, APinnedPersonMakesACourseRunOrThereIsNoPlan) {
  const auto pinned = [](std::vector<PlanCandidate> seekers) {
    const auto model =
        ModelOf(FactsOf({Asking("a", 5, 2)}, std::move(seekers)), "pinned: 'pairings/yh-cx/assignments/zhao-0'");
    EXPECT_THAT(model, IsOk());
    return planning::Solve(model->instance).status();
  };
  EXPECT_THAT(pinned({Seeks("zhao", 0), Seeks("qian", 0)}), IsOk());
  EXPECT_EQ(pinned({Seeks("zhao", 0)}).code(), absl::StatusCode::kFailedPrecondition);
}

TEST(TellCourseSizes, QuotasHoldBesideAMinimum) {
  PlannedItem course = Asking("a", 4, 3);
  course.ledger =
      NewLedger(course.item.name,
                {.seats = 4, .quotas = {FromText<v1::Quota>("division: '510824112' seats: 2")}, .categories = {}});
  std::vector<PlanCandidate> seekers;
  for (const char* person : {"a", "b", "c", "d"}) seekers.push_back(Seeks(person, 0));
  // All of another division than the quota's: two seats of the pool are too few.
  EXPECT_EQ(Planned(FactsOf({course}, seekers)).course_sizes(0).outcome(), Size::OUTCOME_NOT_WORTH_RUNNING);
  seekers[3].seating.division = "510824112";
  const v1::Plan plan = Planned(FactsOf({course}, seekers));
  EXPECT_THAT(plan.placements(), SizeIs(3));
  EXPECT_THAT(plan.course_sizes(), IsEmpty());
}

// The quota's own two seats are too few, the pool has the rest.
TEST(TellCourseSizes, BesideAMinimumADivisionMayUseThePool) {
  PlannedItem course = Asking("a", 10, 6);
  course.ledger = NewLedger(
      course.item.name,
      {.seats = 10, .quotas = {FromText<v1::Quota>("division: '510824100' seats: 2 ceiling: 10")}, .categories = {}});
  std::vector<PlanCandidate> seekers;
  for (int k = 0; k < 10; ++k) seekers.push_back(Seeks(absl::StrCat("p", k), 0));
  const v1::Plan plan = Planned(FactsOf({course}, seekers));
  EXPECT_THAT(plan.placements(), SizeIs(10));
  EXPECT_THAT(plan.course_sizes(), IsEmpty());
}

// With two of them the pool's limits cross.
TEST(TellCourseSizes, BesideAMinimumTwoDivisionsShareThePool) {
  PlannedItem course = Asking("a", 10, 9);
  course.ledger =
      NewLedger(course.item.name, {.seats = 10,
                                   .quotas = {FromText<v1::Quota>("division: '510824100' seats: 2 ceiling: 8"),
                                              FromText<v1::Quota>("division: '510824112' seats: 2 ceiling: 8")},
                                   .categories = {}});
  std::vector<PlanCandidate> seekers;
  for (int k = 0; k < 12; ++k) {
    seekers.push_back(Seeks(absl::StrCat("p", k), 0));
    if (k >= 9) seekers.back().seating.division = "510824112";
  }
  const v1::Plan plan = Planned(FactsOf({course}, seekers));
  EXPECT_THAT(plan.placements(), SizeIs(10));
  EXPECT_THAT(plan.relaxed(), Not(Contains(HasSubstr("its own seats only"))));
}

TEST(NotRun, AreItemsThatMayBeLeftOutAndAre) {
  planning::Instance instance;
  instance.items = {{.seats = 2, .seats_min = 1}, {.seats = 2}, {.seats = 2, .seats_min = 2}};
  instance.pair_item = {0, 1, 2};
  EXPECT_THAT(NotRun(instance, {2}), ElementsAre(true, false, false));
  EXPECT_THAT(NotRun(instance, {}), ElementsAre(true, false, true));
}

}  // namespace
}  // namespace jiedui::scheduler
