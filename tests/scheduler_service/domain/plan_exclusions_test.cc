// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_exclusions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_answer.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

PlannedItem Run(const std::string& curriculum, PlannedItem course) {
  course.item.curriculum = curriculum;
  return course;
}

// Two runs of one curriculum, one after the other, and another course later still.
std::vector<PlannedItem> TwoRuns() {
  return {Run("急救", PlannedCourse("a", 1, "2021-03-01", "2021-03-05")),
          Run("急救", PlannedCourse("b", 1, "2021-05-10", "2021-05-14")),
          Run("护理", PlannedCourse("c", 1, "2021-07-05", "2021-07-09"))};
}

TEST(AddExclusions, RunsOfOneCurriculumExcludeEachOther) {
  const auto model = ModelOf(FactsOf(TwoRuns(), {Seeks("p", 0), Seeks("p", 1), Seeks("p", 2), Seeks("q", 1)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.exclusions, ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(CheckInstance(model->instance), IsOk());
  // Both get a seat, and p the other course besides: proven best.
  const auto answer = planning::Solve(model->instance);
  ASSERT_THAT(answer, IsOk());
  const v1::Plan plan = *PlanOf(*model, std::get<planning::Solution>(*answer));
  EXPECT_EQ(plan.placements_size(), 3);
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(plan.method(), v1::Plan::METHOD_FLOW);
}

TEST(AddExclusions, AllPartsOfTheSeatsAreMeant) {
  std::vector<PlannedItem> runs = TwoRuns();
  const auto quota = FromText<v1::Quota>("division: '510824100' seats: 1 ceiling: 2");
  runs[0].ledger = NewLedger(runs[0].item.name, {.seats = 3, .quotas = {quota}, .categories = {}});
  const auto model = ModelOf(FactsOf(runs, {Seeks("p", 0), Seeks("p", 1)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.exclusions, ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(AddExclusions, WithoutACurriculumNothingExcludes) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 1)}, {Seeks("p", 0), Seeks("p", 1)}));
  EXPECT_THAT(model->instance.exclusions, IsEmpty());
}

TEST(AddExclusions, TwoRunsCannotBothBePinned) {
  const auto model = ModelOf(FactsOf(TwoRuns(), {Seeks("p", 0), Seeks("p", 1)}),
                             "pinned: 'pairings/yh-cx/assignments/p-0' pinned: 'pairings/yh-cx/assignments/p-1'");
  EXPECT_THAT(RulesIn(model.status()), ElementsAre(HasSubstr("pinned for the same curriculum")));
}

}  // namespace
}  // namespace jiedui::scheduler
