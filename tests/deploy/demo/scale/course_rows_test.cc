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
  const auto check_in = rows_.Begin(6, Seat(SeatEnd::kCompleted))->check_in();
  EXPECT_EQ(check_in.date(), "2021-05-20");
  EXPECT_EQ(check_in.name(), "pairings/pair-001/assignments/c-2021-001-007");
  EXPECT_EQ(rows_.End(6, Seat(SeatEnd::kCompleted))->complete().date(), "2021-05-24");
}

TEST_F(CourseRowsTest, EveryEndHasItsCommand) {
  EXPECT_TRUE(rows_.Begin(0, Seat(SeatEnd::kWithdrawn))->has_withdraw());
  EXPECT_FALSE(rows_.End(0, Seat(SeatEnd::kWithdrawn)).has_value());
  EXPECT_TRUE(rows_.Begin(0, Seat(SeatEnd::kAbsent))->has_no_show());
  EXPECT_FALSE(rows_.End(0, Seat(SeatEnd::kAbsent)).has_value());
  EXPECT_EQ(rows_.End(0, Seat(SeatEnd::kLeftEarly))->end_early().date(), "2021-05-22");
  EXPECT_TRUE(rows_.End(0, Seat(SeatEnd::kNotCompleted))->complete().unsuccessful());
  EXPECT_FALSE(rows_.Begin(0, Seat(SeatEnd::kRejected)).has_value());
  EXPECT_FALSE(rows_.End(0, Seat(SeatEnd::kRejected)).has_value());
}

// On the days on which it is held, of which two are a weekend.
TEST_F(CourseRowsTest, DoctorsHoldALicenceAndSignInTwiceADay) {
  const auto course = rows_.Create({}).course();
  EXPECT_THAT(course.requirements().licence_kinds(), testing::Contains(registry::v1::Licence::KIND_VILLAGE_DOCTOR));
  EXPECT_EQ(course.requirements().licence_kinds_size(), 3);
  EXPECT_EQ(course.half_days(), 6);
}

TEST_F(CourseRowsTest, WhoIsRejectedIsNominatedFirst) {
  const auto given = rows_.Give(0, Seat(SeatEnd::kRejected));
  ASSERT_EQ(given.size(), 2u);
  EXPECT_TRUE(given[0].has_nominate());
  EXPECT_EQ(given[1].review().decision(), scheduler::v1::ReviewAssignmentRequest::DECISION_REJECT);
  EXPECT_EQ(given[1].review().review_reason(), scheduler::v1::REVIEW_REASON_TRAINED_ALREADY);
  EXPECT_EQ(rows_.Give(0, Seat(SeatEnd::kAbsent)).size(), 1u);
}

TEST_F(CourseRowsTest, OfACancelledCourseNothingIsPlayed) {
  CoursePlan cancelled = Postponed();
  cancelled.cancelled = true;
  const CourseRows rows(map_, 1, 2021, cancelled);
  EXPECT_FALSE(rows.Begin(0, Seat(SeatEnd::kCompleted)).has_value());
  EXPECT_FALSE(rows.End(0, Seat(SeatEnd::kCompleted)).has_value());
  EXPECT_EQ(rows.Cancel().date(), "2021-05-08");
}

}  // namespace
}  // namespace jiedui::demo
