// SPDX-License-Identifier: Apache-2.0
// Who attends the courses of a pair in a year, and what becomes of them. Nobody has two courses on one day; some have
// been to a course in the year before. Not shared between threads.
#pragma once

#include <array>
#include <vector>

#include "absl/time/civil_time.h"
#include "deploy/demo/scale/course_plan.h"
#include "deploy/demo/scale/trainee.h"

namespace jiedui::demo {

enum class SeatEnd { kCompleted, kNotCompleted, kLeftEarly, kAbsent, kWithdrawn, kRejected };

// Whether somebody with that end was there at all.
bool Came(SeatEnd end);
// The day on which whoever leaves early is there last.
absl::CivilDay LeavingDay(const CoursePlan& course);

struct SeatPlan {
  TraineeRef trainee;
  bool is_new = false;     // the person was not known to the pair before
  bool only_time = false;  // in the year: is new, and does not come again
  SeatEnd end = SeatEnd::kCompleted;
};

// How many people of each audience a pair has found in a year.
using KnownTrainees = std::array<int, kAudiences>;

class Enroller {
 public:
  // `map` and `courses`, all of the pair's of the year in the order of their first days, must outlive it.
  // `last_year`: whom the pair found then; none of its first year.
  Enroller(const TierMap& map, int pair, int year, const std::vector<CoursePlan>& courses,
           const KnownTrainees& last_year);

  // The people of the next course: those who are confirmed, then those whose nomination is rejected.
  std::vector<SeatPlan> Fill(const CoursePlan& course);

  // Those of this year, once all courses are filled.
  const KnownTrainees& known() const { return known_; }

 private:
  // Somebody who comes again.
  struct Returner {
    TraineeRef trainee;
    absl::CivilDay busy_until;
    int times;  // that are left
  };

  void AddMovers(const CoursePlan& course, std::vector<SeatPlan>& seats) const;
  void AddReturners(const CoursePlan& course, std::vector<SeatPlan>& seats);
  void AddRejected(const CoursePlan& course, int count, std::vector<SeatPlan>& seats);
  SeatPlan FirstOfYear(Audience audience, Dice& dice);

  const TierMap& map_;
  int pair_;
  int year_;
  int leaving_course_ = -1;                                  // of this pair's movers, before they go
  int arriving_course_ = -1;                                 // of those who came
  std::array<std::vector<Returner>, kAudiences> returners_;  // in the order of their first courses
  std::array<std::vector<Returner>, kAudiences> trained_;    // once, and not to come again
  std::array<size_t, kAudiences> asked_again_{};             // of those, in vain
  KnownTrainees last_year_;
  KnownTrainees come_again_{};  // of last year's
  KnownTrainees known_{};
};

}  // namespace jiedui::demo
