// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/attendance_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace jiedui::demo {
namespace {

using scheduler::v1::AttendanceMark;

constexpr Subject kClerks = {scheduler::v1::TRACK_SECRETARIAL, scheduler::v1::PROGRAMME_TALENT, Audience::kClerk,
                             "文秘培训班", false};

// From Monday, 2021-03-01, on; held a week later.
CoursePlan Course(int days) {
  const absl::CivilDay first(2021, 3, 1);
  return {.subject = &kClerks,
          .first = first,
          .last = first + (days - 1),
          .held_first = first + 7,
          .held_last = first + 7 + (days - 1)};
}

SeatPlan Seat(int ordinal, SeatEnd end) {
  return {.trainee = {.pair = 1, .year = 2021, .audience = Audience::kClerk, .ordinal = ordinal}, .end = end};
}

bool IsMissed(AttendanceMark::Kind kind) {
  return kind == AttendanceMark::KIND_PERSONAL_LEAVE || kind == AttendanceMark::KIND_SICK_LEAVE ||
         kind == AttendanceMark::KIND_ABSENT;
}

TEST(HalfDaysOf, AreTwoOnWorkingDaysAndOneInLongCourses) {
  const std::vector<HalfDay> week = HalfDaysOf(Course(7));
  ASSERT_EQ(week.size(), 10u);
  EXPECT_EQ(week.front().day, absl::CivilDay(2021, 3, 8));
  EXPECT_EQ(week.back().day, absl::CivilDay(2021, 3, 12));
  EXPECT_EQ(week[1].half, AttendanceMark::HALF_AFTERNOON);
  EXPECT_EQ(HalfDaysOf(Course(14)).size(), 20u);
  EXPECT_EQ(HalfDaysOf(Course(15)).size(), 11u);
}

TEST(HalfDaysOf, OfAWeekendAreItsDaysAndOnlineThereAreNone) {
  CoursePlan weekend = Course(2);
  weekend.held_first = absl::CivilDay(2021, 3, 13);
  weekend.held_last = absl::CivilDay(2021, 3, 14);
  EXPECT_EQ(HalfDaysOf(weekend).size(), 4u);
  weekend.online = true;
  EXPECT_EQ(HalfDaysOf(weekend).size(), 0u);
}

TEST(MarksOf, AreOfEachHalfDayOnceAndOfNobodyWhoStayedAway) {
  const TierMap map(*FindTier("province"), 1);
  std::set<std::pair<std::string, int>> half_days;
  for (const auto& mark : MarksOf(map, 1, Course(5), Seat(0, SeatEnd::kCompleted), "pairings/p/assignments/a")) {
    EXPECT_EQ(mark.assignment(), "pairings/p/assignments/a");
    EXPECT_NE(mark.reason(), "");
    EXPECT_TRUE(half_days.emplace(mark.date(), mark.half()).second);
  }
  EXPECT_EQ(half_days.size(), 10u);
  for (const SeatEnd end : {SeatEnd::kAbsent, SeatEnd::kWithdrawn, SeatEnd::kRejected})
    EXPECT_TRUE(MarksOf(map, 1, Course(5), Seat(0, end), "a").empty());
  CoursePlan cancelled = Course(5);
  cancelled.cancelled = true;
  EXPECT_TRUE(MarksOf(map, 1, cancelled, Seat(0, SeatEnd::kCompleted), "a").empty());
}

TEST(MarksOf, EndWithTheDayOnWhichSomebodyLeaves) {
  const TierMap map(*FindTier("province"), 1);
  const auto marks = MarksOf(map, 1, Course(5), Seat(0, SeatEnd::kLeftEarly), "a");
  ASSERT_EQ(marks.size(), 6u);
  EXPECT_EQ(marks.back().date(), "2021-03-10");
}

// 96 in a hundred are there, and nobody misses more than a seventh.
TEST(MarksOf, AreAsManyThereAsInLife) {
  const TierMap map(*FindTier("province"), 1);
  std::map<AttendanceMark::Kind, int> kinds;
  int all = 0;
  for (int person = 0; person < 4'000; ++person) {
    int missed = 0;
    const auto marks = MarksOf(map, 1, Course(5), Seat(person, SeatEnd::kCompleted), "a");
    for (const auto& mark : marks) {
      ++kinds[mark.kind()];
      missed += IsMissed(mark.kind());
      ++all;
    }
    EXPECT_LE(missed * 7, static_cast<int>(marks.size()));
  }
  const int there =
      kinds[AttendanceMark::KIND_PRESENT] + kinds[AttendanceMark::KIND_LATE] + kinds[AttendanceMark::KIND_LEFT_EARLY];
  EXPECT_NEAR(100.0 * there / all, 96, 0.4);
  EXPECT_GT(kinds[AttendanceMark::KIND_SICK_LEAVE], 100);
  EXPECT_GT(kinds[AttendanceMark::KIND_ABSENT], 30);
}

}  // namespace
}  // namespace jiedui::demo
