// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/course_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace jiedui::demo {
namespace {

// All courses of a province.
std::vector<CoursePlan> ProvinceCourses() {
  const TierMap map(*FindTier("province"), 20211115);
  std::vector<CoursePlan> all;
  for (int pair = 1; pair < 100; ++pair)
    for (const CoursePlan& plan : PlanCourses(map, pair, 2021)) all.push_back(plan);
  return all;
}

double PerCent(const std::vector<CoursePlan>& plans, bool (*matches)(const CoursePlan&)) {
  return 100.0 * static_cast<double>(std::count_if(plans.begin(), plans.end(), matches)) /
         static_cast<double>(plans.size());
}

TEST(PlanCourses, AreOfTheSizesAndLengthsThatCountiesHave) {
  const std::vector<CoursePlan> plans = ProvinceCourses();
  EXPECT_NEAR(static_cast<double>(plans.size()), 1'400, 200);
  EXPECT_NEAR(PerCent(plans, [](const CoursePlan& p) { return p.people <= 60; }), 80, 4);
  EXPECT_NEAR(PerCent(plans, [](const CoursePlan& p) { return p.last - p.first == 4; }), 35, 4);
  EXPECT_NEAR(PerCent(plans, [](const CoursePlan& p) { return p.last - p.first >= 59; }), 5, 3);
  EXPECT_NEAR(PerCent(plans, [](const CoursePlan& p) { return p.cancelled; }), 3, 2);
  EXPECT_NEAR(PerCent(plans, [](const CoursePlan& p) { return p.postponed(); }), 5, 3);
  for (const CoursePlan& plan : plans) {
    EXPECT_GE(plan.people, 30);
    EXPECT_LE(plan.people, 120);
  }
}

TEST(PlanCourses, BeginInAutumnMostly) {
  const std::vector<CoursePlan> plans = ProvinceCourses();
  std::map<int, int> by_month;
  for (const CoursePlan& plan : plans) ++by_month[plan.first.month()];
  const auto all = static_cast<double>(plans.size());
  EXPECT_NEAR(by_month[1] / all, 0.03, 0.02);
  EXPECT_NEAR((by_month[9] + by_month[10] + by_month[11]) / all, 0.45, 0.06);
}

TEST(PlanCourses, LieInsideTheirYearInOrder) {
  const std::vector<CoursePlan> plans = PlanCourses(TierMap(*FindTier("nation"), 7), 5, 2023);
  ASSERT_FALSE(plans.empty());
  for (size_t i = 0; i < plans.size(); ++i) {
    EXPECT_GE(plans[i].first, absl::CivilDay(2023, 1, 1));
    EXPECT_LE(plans[i].held_last, absl::CivilDay(2023, 12, 31));
    EXPECT_GE(plans[i].held_first, plans[i].first);
    if (i > 0) {
      EXPECT_GE(plans[i].first, plans[i - 1].first);
    }
  }
}

TEST(PlanCourses, TheHotPairHasACourseOfFiveThousandOnline) {
  const TierMap map(*FindTier("nation"), 7);
  const std::vector<CoursePlan> plans = PlanCourses(map, map.tier().hot_pair, 2021);
  const auto largest = std::max_element(plans.begin(), plans.end(),
                                        [](const CoursePlan& a, const CoursePlan& b) { return a.people < b.people; });
  EXPECT_EQ(largest->people, 5'000);
  EXPECT_TRUE(largest->online);
}

TEST(CourseId, CountsFromOne) { EXPECT_EQ(CourseId(2021, {.ordinal = 6}), "c-2021-007"); }

}  // namespace
}  // namespace jiedui::demo
