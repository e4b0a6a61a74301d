// SPDX-License-Identifier: Apache-2.0
// Who attends the courses of a pair in a year, and what becomes of them. Nobody has two courses on one day. Not shared
// between threads.
#pragma once

#include <array>
#include <vector>

#include "absl/time/civil_time.h"
#include "deploy/demo/scale/course_plan.h"
#include "deploy/demo/scale/trainee.h"

namespace jiedui::demo {

enum class SeatEnd { kCompleted, kNotCompleted, kLeftEarly, kAbsent, kWithdrawn, kRejected };

struct SeatPlan {
  TraineeRef trainee;
  bool is_new = false;  // the person's first course of the year in this pair
  SeatEnd end = SeatEnd::kCompleted;
};

class Enroller {
 public:
  // `map` and `courses`, all of the pair's of the year in the order of their first days, must outlive it.
  Enroller(const TierMap& map, int pair, int year, const std::vector<CoursePlan>& courses);

  // The people of the next course: those who are confirmed, then those whose nomination is rejected.
  std::vector<SeatPlan> Fill(const CoursePlan& course);

 private:
  // Somebody who comes again.
  struct Returner {
    TraineeRef trainee;
    absl::CivilDay busy_until;
    int times;  // that are left
  };

  void AddMovers(const CoursePlan& course, std::vector<SeatPlan>& seats) const;
  void AddReturners(const CoursePlan& course, std::vector<SeatPlan>& seats);
  TraineeRef NewTrainee(Audience audience);

  const TierMap& map_;
  int pair_;
  int year_;
  int leaving_course_ = -1;                                  // of this pair's movers, before they go
  int arriving_course_ = -1;                                 // of those who came
  std::array<std::vector<Returner>, kAudiences> returners_;  // in the order of their first courses
  std::array<int, kAudiences> known_{};
};

}  // namespace jiedui::demo
