// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/enrolment.h"

#include <gtest/gtest.h>

#include <map>

namespace jiedui::demo {
namespace {

struct Enrolled {
  CoursePlan course;
  std::vector<SeatPlan> seats;
};

std::vector<Enrolled> EnrolPair(const TierMap& map, int pair) {
  const std::vector<CoursePlan> courses = PlanCourses(map, pair, 2021);
  Enroller enroller(map, pair, 2021, courses);
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
