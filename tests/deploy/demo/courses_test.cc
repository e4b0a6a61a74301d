// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/courses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/resource_name.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Course;

int QuotaSum(const Course& course) {
  int sum = 0;
  for (const auto& quota : course.quotas()) sum += quota.seats();
  return sum;
}

TEST(MakePairings, TheOldOneIsLedToItsLastPostingsEnd) {
  ASSERT_EQ(MakePairings().size(), 2U);
  EXPECT_EQ(MakePairings()[0].pairing_id(), "sanmen-cangxi");
  EXPECT_EQ(MakePairings()[0].pairing().end_date(), "2021-06-30");
  EXPECT_EQ(MakePairings()[1].pairing_id(), "yuhang-cangxi");
  EXPECT_EQ(MakePairings()[1].pairing().start_date(), "2021-05-01");
  EXPECT_EQ(MakePairings()[1].pairing().end_date(), "");
}

TEST(MakeCourses, AreThirteenWithIdsThatAreValid) {
  EXPECT_EQ(MakeCourses().size(), 13U);
  for (const auto& request : MakeCourses()) {
    EXPECT_TRUE(IsResourceId(request.course_id())) << request.course_id();
    EXPECT_LE(request.request_id().size(), 64U);
    EXPECT_LE(request.course().start_date(), request.course().end_date());
  }
}

TEST(MakeCourses, PrimaryCareSharesAllItsSeatsOut) {
  const Course course = MakeCourses().front().course();
  EXPECT_EQ(course.seats(), 30);
  EXPECT_EQ(course.quotas_size(), 31);
  EXPECT_EQ(QuotaSum(course), 30);
}

TEST(MakeCourseUpdates, KeepTheSumAndNameOnlyTheQuotas) {
  ASSERT_EQ(MakeCourseUpdates().size(), 1U);
  const scheduler::v1::UpdateCourseRequest request = MakeCourseUpdates().front();
  EXPECT_EQ(QuotaSum(request.course()), 30);
  EXPECT_THAT(request.update_mask().paths(), testing::ElementsAre("quotas"));
  EXPECT_EQ(request.course().name(), CourseName("primary-care-2021-1"));
}

}  // namespace
}  // namespace jiedui::demo
