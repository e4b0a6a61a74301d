// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_goals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(AddGoals, EachGoalCountsItsOwn) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)}),
                             "priority: 'pairings/yh-cx/assignments/c-0' base_plan: 'pairings/yh-cx/plans/x'",
                             {"pairings/yh-cx/assignments/b-0"});
  ASSERT_THAT(model, IsOk());
  const auto& levels = model->instance.levels;
  ASSERT_THAT(levels, SizeIs(4));  // c comes first now
  EXPECT_EQ(levels[0].name, "priority");
  EXPECT_THAT(levels[0].value, ElementsAre(1, 0, 0));
  EXPECT_THAT(levels[1].value, ElementsAre(1, 1, 1));
  EXPECT_THAT(levels[2].value, ElementsAre(0, 0, 1));
  EXPECT_THAT(levels[3].value, ElementsAre(3, 2, 1));
}

TEST(AddGoals, TheCallersOrderIsKept) {
  const auto model =
      ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("a", 0)}), "goals: [PLAN_GOAL_PREFERENCE, PLAN_GOAL_PLACED]");
  ASSERT_THAT(model, IsOk());
  EXPECT_EQ(model->instance.levels[0].name, "preference");
  EXPECT_EQ(model->instance.levels[1].name, "placed");
}

TEST(AddGoals, WishesAreALevelAndComeBeforePreference) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)}),
                             "ranks { assignment: 'pairings/yh-cx/assignments/b-0' wish: 4 } "
                             "ranks { assignment: 'pairings/yh-cx/assignments/c-0' wish: 2 }");
  ASSERT_THAT(model, IsOk());
  ASSERT_THAT(model->instance.levels, SizeIs(3));
  EXPECT_EQ(model->instance.levels[1].name, "wishes");
  EXPECT_THAT(model->instance.levels[1].value, ElementsAre(0, 1, 2));
}

}  // namespace
}  // namespace jiedui::scheduler
