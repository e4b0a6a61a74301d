// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/course_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

constexpr Subject kInTheEast = {scheduler::v1::TRACK_PRIMARY_CARE, scheduler::v1::PROGRAMME_PRIMARY_CARE,
                                Audience::kDoctor, "基层医生赴东部培训班", true};

CoursePlan Postponed() {
  return {.ordinal = 0,
          .subject = &kInTheEast,
          .first = absl::CivilDay(2021, 5, 10),
          .last = absl::CivilDay(2021, 5, 14),
          .held_first = absl::CivilDay(2021, 5, 20),
          .held_last = absl::CivilDay(2021, 5, 24),
          .people = 40};
}

SeatPlan Seat(SeatEnd end, int ordinal = 0) {
  return {.trainee = {.pair = 1, .year = 2021, .audience = Audience::kDoctor, .ordinal = ordinal}, .end = end};
}

class CourseRowsTest : public testing::Test {
 protected:
  const TierMap map_{*FindTier("province"), 1};
  const CoursePlan plan_ = Postponed();
  const CourseRows rows_{map_, 1, 2021, plan_};
};

TEST_F(CourseRowsTest, QuotasAddUpToTheSeats) {
  std::vector<SeatPlan> seats;
  for (int i = 0; i < 40; ++i) seats.push_back(Seat(SeatEnd::kCompleted, i));
  seats.push_back(Seat(SeatEnd::kRejected, 40));
  const auto create = rows_.Create(seats);
  int quotas = 0;
  for (const auto& quota : create.course().quotas()) quotas += quota.seats();
  EXPECT_EQ(quotas, create.course().seats());
  EXPECT_EQ(create.course().location_division(), map_.East(1).code);
  EXPECT_EQ(create.course().start_date(), "2021-05-10");
}

TEST_F(CourseRowsTest, TheDaysAreThoseOnWhichItIsHeld) {
  EXPECT_EQ(rows_.Postpone().start_date(), "2021-05-20");
  const auto played = rows_.Play(6, Seat(SeatEnd::kCompleted));
  ASSERT_EQ(played.size(), 2u);
  EXPECT_EQ(played[0].check_in().date(), "2021-05-20");
  EXPECT_EQ(played[0].check_in().name(), "pairings/pair-001/assignments/c-2021-001-007");
  EXPECT_EQ(played[1].complete().date(), "2021-05-24");
}

TEST_F(CourseRowsTest, EveryEndHasItsCommand) {
  EXPECT_TRUE(rows_.Play(0, Seat(SeatEnd::kWithdrawn))[0].has_withdraw());
  EXPECT_TRUE(rows_.Play(0, Seat(SeatEnd::kAbsent))[0].has_no_show());
  EXPECT_EQ(rows_.Play(0, Seat(SeatEnd::kLeftEarly))[1].end_early().date(), "2021-05-22");
  EXPECT_TRUE(rows_.Play(0, Seat(SeatEnd::kNotCompleted))[1].complete().unsuccessful());
  EXPECT_TRUE(rows_.Play(0, Seat(SeatEnd::kRejected)).empty());
}

TEST_F(CourseRowsTest, WhoIsRejectedIsNominatedFirst) {
  const auto given = rows_.Give(0, Seat(SeatEnd::kRejected));
  ASSERT_EQ(given.size(), 2u);
  EXPECT_TRUE(given[0].has_nominate());
  EXPECT_EQ(given[1].review().decision(), scheduler::v1::ReviewAssignmentRequest::DECISION_REJECT);
  EXPECT_EQ(rows_.Give(0, Seat(SeatEnd::kAbsent)).size(), 1u);
}

TEST_F(CourseRowsTest, OfACancelledCourseNothingIsPlayed) {
  CoursePlan cancelled = Postponed();
  cancelled.cancelled = true;
  const CourseRows rows(map_, 1, 2021, cancelled);
  EXPECT_TRUE(rows.Play(0, Seat(SeatEnd::kCompleted)).empty());
  EXPECT_EQ(rows.Cancel().date(), "2021-05-08");
}

}  // namespace
}  // namespace jiedui::demo
