// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/enrolment.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace jiedui::demo {
namespace {

struct Enrolled {
  CoursePlan course;
  std::vector<SeatPlan> seats;
};

std::vector<Enrolled> EnrolPair(const TierMap& map, int pair) {
  const std::vector<CoursePlan> courses = PlanCourses(map, pair, 2021);
  Enroller enroller(map, pair, 2021, courses, {});
  std::vector<Enrolled> all;
  for (const CoursePlan& course : courses) all.push_back({course, enroller.Fill(course)});
  return all;
}

TEST(Enroller, ConfirmsAsManyAsTheCourseHasPlacesAndRejectsOthers) {
  const TierMap map(*FindTier("province"), 1);
  for (const Enrolled& enrolled : EnrolPair(map, 3)) {
    int confirmed = 0;
    for (const SeatPlan& seat : enrolled.seats) confirmed += seat.end != SeatEnd::kRejected;
    EXPECT_EQ(confirmed, enrolled.course.people);
  }
}

TEST(Enroller, NobodyHasTwoCoursesAtATimeNorOneTwice) {
  const TierMap map(*FindTier("province"), 1);
  for (int pair = 1; pair < 20; ++pair) {
    std::map<TraineeRef, absl::CivilDay> busy_until;
    for (const Enrolled& enrolled : EnrolPair(map, pair)) {
      for (const SeatPlan& seat : enrolled.seats) {
        const auto known = busy_until.find(seat.trainee);
        EXPECT_EQ(seat.is_new, known == busy_until.end());
        if (seat.end == SeatEnd::kRejected) {
          EXPECT_TRUE(seat.is_new || enrolled.course.first > known->second);
          busy_until.emplace(seat.trainee, enrolled.course.first);
          continue;
        }
        if (known != busy_until.end()) {
          EXPECT_GT(enrolled.course.first, known->second);
        }
        busy_until[seat.trainee] = enrolled.course.held_last;
      }
    }
  }
}

TEST(Enroller, EndsAreAsOftenAsTheyAreInLife) {
  const TierMap map(*FindTier("province"), 1);
  std::map<SeatEnd, int> ends;
  std::map<TraineeRef, int> times;
  int seats = 0;
  for (int pair = 1; pair < 100; ++pair) {
    for (const Enrolled& enrolled : EnrolPair(map, pair)) {
      for (const SeatPlan& seat : enrolled.seats) {
        ++ends[seat.end];
        ++seats;
        if (seat.end != SeatEnd::kRejected) ++times[seat.trainee];
      }
    }
  }
  const auto share = [&](SeatEnd end) { return 100.0 * ends[end] / seats; };
  EXPECT_NEAR(share(SeatEnd::kRejected), 3.6, 0.5);
  EXPECT_NEAR(share(SeatEnd::kAbsent), 4 * 0.964, 0.5);
  EXPECT_NEAR(share(SeatEnd::kLeftEarly), 2 * 0.964, 0.5);
  std::map<int, int> people_by_times;
  for (const auto& [trainee, count] : times) ++people_by_times[count];
  const auto people = static_cast<double>(times.size());
  EXPECT_NEAR((seats - ends[SeatEnd::kRejected]) / people, 1.25, 0.06);
  EXPECT_NEAR(people_by_times[1] / people, 0.82, 0.05);
  EXPECT_EQ(people_by_times[4], 0);
}

TEST(Enroller, SomeComeAgainWhoWereTrainedInTheYearBefore) {
  const TierMap map(*FindTier("nation"), 1);
  const std::vector<CoursePlan> before = PlanCourses(map, 3, 2021);
  Enroller first(map, 3, 2021, before, {});
  std::set<TraineeRef> known;
  for (const CoursePlan& course : before)
    for (const SeatPlan& seat : first.Fill(course)) known.insert(seat.trainee);
  const std::vector<CoursePlan> courses = PlanCourses(map, 3, 2022);
  Enroller second(map, 3, 2022, courses, first.known());
  std::set<TraineeRef> all;
  int again = 0;
  for (const CoursePlan& course : courses) {
    for (const SeatPlan& seat : second.Fill(course)) {
      if (!all.insert(seat.trainee).second || seat.trainee.moves) continue;
      again += seat.trainee.year == 2021;
      EXPECT_EQ(seat.is_new, !known.contains(seat.trainee));
      EXPECT_TRUE(seat.is_new || !seat.only_time);
    }
  }
  EXPECT_NEAR(again / static_cast<double>(all.size()), 0.22, 0.06);
}

TEST(Enroller, WhoeverComesOnceComesNoMoreThatYearButMayAskAgain) {
  const TierMap map(*FindTier("province"), 1);
  int asked_again = 0;
  for (int pair = 1; pair < 20; ++pair) {
    std::set<TraineeRef> only_once;
    for (const Enrolled& enrolled : EnrolPair(map, pair)) {
      for (const SeatPlan& seat : enrolled.seats) {
        const bool is_rejected = seat.end == SeatEnd::kRejected;
        EXPECT_TRUE(is_rejected || !only_once.contains(seat.trainee));
        asked_again += is_rejected && !seat.is_new;
        if (seat.only_time) only_once.insert(seat.trainee);
      }
    }
  }
  EXPECT_GT(asked_again, 50);
}

TEST(Enroller, SomePeopleAreTrainedInTwoPairs) {
  const TierMap map(*FindTier("province"), 1);
  std::map<TraineeRef, std::set<int>> pairs_of;
  for (int pair = 1; pair < 100; ++pair)
    for (const Enrolled& enrolled : EnrolPair(map, pair))
      for (const SeatPlan& seat : enrolled.seats) pairs_of[seat.trainee].insert(pair);
  int in_two = 0;
  for (const auto& [trainee, pairs] : pairs_of) {
    EXPECT_LE(pairs.size(), 2u);
    EXPECT_EQ(*pairs.begin() == trainee.pair || pairs.count(trainee.pair) > 0 || trainee.moves, true);
    in_two += pairs.size() == 2;
  }
  const auto people = static_cast<double>(pairs_of.size());
  EXPECT_GT(in_two / people, 0.001);
  EXPECT_LT(in_two / people, 0.01);
}

}  // namespace
}  // namespace jiedui::demo
