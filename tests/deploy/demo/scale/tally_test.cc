// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

using testing::Contains;
using testing::Pair;

constexpr Subject kClerks = {scheduler::v1::TRACK_SECRETARIAL, scheduler::v1::PROGRAMME_TALENT, Audience::kClerk,
                             "文秘培训班", false};
const absl::CivilDay kDay(2021, 6, 1);

CoursePlan Course(int ordinal, absl::CivilDay first) {
  return {.ordinal = ordinal,
          .subject = &kClerks,
          .first = first,
          .last = first + 4,
          .held_first = first,
          .held_last = first + 4,
          .people = 3};
}

SeatPlan Seat(int ordinal, SeatEnd end, bool moves = false) {
  return {.trainee = {.pair = 1, .year = 2021, .audience = Audience::kClerk, .moves = moves, .ordinal = ordinal},
          .end = end};
}

TEST(PairTally, CountsPeopleOnceAndParticipationsEachTime) {
  PairTally tally;
  tally.AddCourse(Course(0, kDay), {Seat(0, SeatEnd::kCompleted), Seat(1, SeatEnd::kNotCompleted),
                                    Seat(2, SeatEnd::kAbsent), Seat(3, SeatEnd::kRejected)});
  tally.AddCourse(Course(1, kDay + 30), {Seat(0, SeatEnd::kLeftEarly), Seat(4, SeatEnd::kCompleted)});
  const Figures before = tally.FiguresOn(kDay - 1);
  EXPECT_THAT(before, Contains(Pair("TR.TALENT.PERSONS", 0)));
  const Figures on_the_day = tally.FiguresOn(kDay);
  EXPECT_THAT(on_the_day, Contains(Pair("TR.TALENT.PERSONS", 2)));
  EXPECT_THAT(on_the_day, Contains(Pair("TR.TALENT.COMPLETED", 0)));
  const Figures after = tally.FiguresOn(kDay + 100);
  EXPECT_THAT(after, Contains(Pair("TR.TALENT.PERSONS.SECRETARIAL", 3)));
  EXPECT_THAT(after, Contains(Pair("TR.TALENT.PERSON_TIMES", 4)));
  EXPECT_THAT(after, Contains(Pair("TR.TALENT.COURSES", 2)));
  EXPECT_THAT(after, Contains(Pair("TR.TALENT.COMPLETED", 2)));
}

TEST(PairTally, ACancelledCourseCountsForNothing) {
  PairTally tally;
  CoursePlan course = Course(0, kDay);
  course.cancelled = true;
  tally.AddCourse(course, {Seat(0, SeatEnd::kCompleted)});
  EXPECT_THAT(tally.FiguresOn(kDay + 100), Contains(Pair("TR.TALENT.PERSONS", 0)));
  EXPECT_THAT(tally.FiguresOn(kDay + 100), Contains(Pair("TR.TALENT.COURSES", 0)));
}

TEST(PairTally, AShortStayOfAProfessionalStopsCountingWhenItIsOver) {
  PairTally tally;
  StayPlan stay{.direction = scheduler::v1::DIRECTION_EAST_TO_WEST,
                .category = scheduler::v1::Posting::CATEGORY_DOCTOR,
                .kind = scheduler::v1::Posting::KIND_STATIONED,
                .first = kDay,
                .last = kDay + 89,
                .left_early = kDay + 24};
  tally.AddStay(stay, absl::CivilDay(2021, 12, 31));
  EXPECT_THAT(tally.FiguresOn(kDay + 10), Contains(Pair("EX.PRO.DOCTOR.STATIONED.E2W", 1)));
  EXPECT_THAT(tally.FiguresOn(kDay + 10), Contains(Pair("EX.PRO.E2W.ON_POST", 1)));
  EXPECT_THAT(tally.FiguresOn(kDay + 24), Contains(Pair("EX.PRO.DOCTOR.STATIONED.E2W", 0)));
  stay.left_early = kDay + 29;
  PairTally thirty_days;
  thirty_days.AddStay(stay, absl::CivilDay(2021, 12, 31));
  EXPECT_THAT(thirty_days.FiguresOn(kDay + 100), Contains(Pair("EX.PRO.E2W", 1)));
  EXPECT_THAT(thirty_days.FiguresOn(kDay + 100), Contains(Pair("EX.PRO.E2W.ON_POST", 0)));
}

// Whoever began to sell without a course counts among entrepreneurs, and among the trained from the day they came on.
TEST(PairTally, EntrepreneursAreTrainedOnceTheyHaveComeToACourse) {
  constexpr Subject kSelling = {scheduler::v1::TRACK_LIVE_COMMERCE, scheduler::v1::PROGRAMME_ECOMMERCE,
                                Audience::kSeller, "直播带货培训班", false};
  PairTally tally;
  CoursePlan course = Course(0, kDay + 10);
  course.subject = &kSelling;
  const SeatPlan came = Seat(0, SeatEnd::kCompleted);
  const SeatPlan absent = Seat(1, SeatEnd::kAbsent);
  tally.AddCourse(course, {came, absent});
  scheduler::v1::Outcome outcome;
  outcome.set_kind(scheduler::v1::Outcome::KIND_ENTREPRENEUR);
  outcome.set_open_date("2021-06-03");
  tally.AddOutcome(outcome, came.trainee.Key());
  tally.AddOutcome(outcome, absent.trainee.Key());
  EXPECT_THAT(tally.FiguresOn(kDay + 9), Contains(Pair("OUT.ENTREPRENEUR", 2)));
  EXPECT_THAT(tally.FiguresOn(kDay + 9), Contains(Pair("OUT.ENTREPRENEUR.TRAINED", 0)));
  EXPECT_THAT(tally.FiguresOn(kDay + 10), Contains(Pair("OUT.ENTREPRENEUR.TRAINED", 1)));
}

TEST(PairTally, FindsDaysThatAreBookedTwice) {
  PairTally tally;
  tally.AddCourse(Course(0, kDay), {Seat(0, SeatEnd::kCompleted)});
  tally.AddCourse(Course(1, kDay + 5), {Seat(0, SeatEnd::kCompleted)});
  EXPECT_EQ(tally.CrossFoot(kDay + 100).at("days_booked_twice_none_equal").first, 0);
  tally.AddCourse(Course(2, kDay + 4), {Seat(0, SeatEnd::kCompleted)});
  EXPECT_GT(tally.CrossFoot(kDay + 100).at("days_booked_twice_none_equal").first, 0);
}

TEST(PairTally, KnowsThoseWhoMove) {
  PairTally tally;
  tally.AddCourse(Course(0, kDay), {Seat(0, SeatEnd::kCompleted, true), Seat(1, SeatEnd::kAbsent, true)});
  EXPECT_EQ(tally.movers().size(), 2u);
  EXPECT_EQ(tally.MoversTrainedBy(kDay - 1).size(), 0u);
  EXPECT_EQ(tally.MoversTrainedBy(kDay).size(), 1u);
  EXPECT_EQ(tally.MoversCompletedBy(kDay).size(), 0u);
  EXPECT_EQ(tally.MoversCompletedBy(kDay + 4).size(), 1u);
}

}  // namespace
}  // namespace jiedui::demo
