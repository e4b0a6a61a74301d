// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/leave_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Leave;

registry::v1::Person Born(const std::string& day, registry::v1::Sex sex) {
  registry::v1::Person person;
  person.set_name("persons/p");
  person.set_birth_date(day);
  person.set_sex(sex);
  return person;
}

constexpr Subject kClerks = {scheduler::v1::TRACK_SECRETARIAL, scheduler::v1::PROGRAMME_TALENT, Audience::kClerk,
                             "文秘培训班", false};

CoursePlan CourseIn(int month) {
  const absl::CivilDay first(2021, month, 1);
  return {.subject = &kClerks, .first = first, .last = first + 4, .held_first = first, .held_last = first + 4};
}

SeatPlan Seat(int ordinal) {
  return {.trainee = {.pair = 1, .year = 2021, .audience = Audience::kClerk, .ordinal = ordinal},
          .is_new = true,
          .only_time = true};
}

int Mothers(const CoursePlan& course, const registry::v1::Person& person, bool only_time) {
  const TierMap map(*FindTier("province"), 1);
  int mothers = 0;
  for (int i = 0; i < 10'000; ++i) {
    SeatPlan seat = Seat(i);
    seat.only_time = only_time;
    const auto leave = LeaveOfTrainee(map, course, seat, person);
    if (!leave.has_value()) continue;
    ++mothers;
    EXPECT_EQ(leave->leave().kind(), Leave::KIND_MATERNITY);
    EXPECT_GT(leave->leave().start_date(), FormatDate(course.held_last));
    EXPECT_LE(leave->leave().end_date(), "2021-12-31");
  }
  return mothers;
}

TEST(LeaveOfTrainee, IsOfYoungWomenWhoComeOnceAfterTheirCourse) {
  const auto woman = Born("1990-01-01", registry::v1::SEX_FEMALE);
  EXPECT_NEAR(Mothers(CourseIn(3), woman, true), 270, 60);
  EXPECT_EQ(Mothers(CourseIn(3), woman, false), 0);
  EXPECT_EQ(Mothers(CourseIn(9), woman, true), 0);
  EXPECT_EQ(Mothers(CourseIn(3), Born("1990-01-01", registry::v1::SEX_MALE), true), 0);
  EXPECT_EQ(Mothers(CourseIn(3), Born("1980-01-01", registry::v1::SEX_FEMALE), true), 0);
  EXPECT_EQ(Mothers(CourseIn(3), Born("1998-01-01", registry::v1::SEX_FEMALE), true), 0);
}

TEST(LeaveOfSent, IsOfSomeForMoreThanAMonthWithinTheStay) {
  const TierMap map(*FindTier("province"), 1);
  StayPlan stay{.first = absl::CivilDay(2021, 3, 1), .last = absl::CivilDay(2021, 8, 30)};
  std::map<Leave::Kind, int> kinds;
  for (int i = 0; i < 10'000; ++i) {
    stay.ordinal = i;
    const auto leave = LeaveOfSent(map, 1, 2021, stay, Born("1990-01-01", registry::v1::SEX_FEMALE));
    if (!leave.has_value()) continue;
    ++kinds[leave->leave().kind()];
    EXPECT_EQ(leave->parent(), "persons/p");
    const DateRange days{leave->leave().start_date(), leave->leave().end_date()};
    EXPECT_GT(DaysIn(days), 30);
    EXPECT_TRUE(Contains({"2021-03-02", "2021-08-30"}, days.first));
    EXPECT_TRUE(Contains({"2021-03-02", "2021-08-30"}, days.last));
  }
  EXPECT_NEAR(kinds[Leave::KIND_MATERNITY], 80, 30);
  EXPECT_NEAR(kinds[Leave::KIND_SICK] + kinds[Leave::KIND_PERSONAL], 150, 40);
}

TEST(LeaveOfSent, AMonthIsTooShortForAnyButMothers) {
  const TierMap map(*FindTier("province"), 1);
  StayPlan stay{.first = absl::CivilDay(2021, 3, 1), .last = absl::CivilDay(2021, 3, 30)};
  for (stay.ordinal = 0; stay.ordinal < 5'000; ++stay.ordinal)
    EXPECT_FALSE(LeaveOfSent(map, 1, 2021, stay, Born("1990-01-01", registry::v1::SEX_MALE)).has_value());
}

}  // namespace
}  // namespace jiedui::demo
