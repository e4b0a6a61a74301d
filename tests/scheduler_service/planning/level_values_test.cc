// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/fairness.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

TEST(ValuesOf, CountsPairsAndHowEvenTheyAre) {
  const Instance instance = OneCourse({2, 4}, 3, {1, 2, 3, 4, 5, 6});
  EXPECT_THAT(ValuesOf(instance, {0, 2, 3}), ElementsAre(3, 6 + 5 + 4, 1 + 3 + 4));
  EXPECT_THAT(ValuesOf(instance, {2, 3, 4}), ElementsAre(3, 5 + 4 + 2, 3 + 4 + 5));
  EXPECT_THAT(Fairness(instance).Count(instance, {0, 2, 3}), ElementsAre(1, 2));
  EXPECT_THAT(ValuesOf(instance, {}), ElementsAre(0, 0, 0));
}

// Worth 3, 2, 1 and, where one place is free already, 4, 3, 2.
TEST(ValuesOf, CountsHowSpreadTheyAre) {
  const Instance instance = CoursesByMonth(3, {3, 3}, {1, 0});
  EXPECT_THAT(ValuesOf(instance, {0, 2, 4}), ElementsAre(3, 3 + 2 + 1));
  EXPECT_THAT(ValuesOf(instance, {0, 3, 5}), ElementsAre(3, 3 + 4 + 3));
}

TEST(HasEvenness, OfEitherKind) {
  EXPECT_FALSE(HasEvenness(Wishes({{1}}, {1})));
  EXPECT_TRUE(HasEvenness(OneCourse({1}, 1)));
  EXPECT_TRUE(HasEvenness(CoursesByMonth(1, {1}, {0})));
}

}  // namespace
}  // namespace jiedui::planning
