// SPDX-License-Identifier: Apache-2.0
// What the reports on a pair must say, and what must add up in it: counted from the plans, not by the services. Not
// shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/figures.h"
#include "deploy/demo/scale/course_plan.h"
#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/posting_plan.h"
#include "jiedui/scheduler/v1/outcome.pb.h"

namespace jiedui::demo {

class PairTally {
 public:
  void AddRows(const std::string& kind, int64_t count) { rows_[kind] += count; }
  void AddCourse(const CoursePlan& course, const std::vector<SeatPlan>& seats);
  // `quota_seats`: the sum of a course's quotas, which must be its seats.
  void AddQuotas(int64_t quota_seats, int64_t seats);
  // `horizon`: the last day of which anything is known.
  void AddStay(const StayPlan& stay, absl::CivilDay horizon);
  // `person`: key of the trainee whose it is, 0 = nobody's.
  void AddOutcome(const scheduler::v1::Outcome& outcome, uint64_t person);
  void AddHospitalPair(absl::CivilDay sign_day) { hospital_pairs_.push_back(sign_day); }

  // Code and value, from the pairing's first day to `as_of`.
  Figures FiguresOn(absl::CivilDay as_of) const;
  // Of those who move, the keys of whoever had checked in at a talent course by `as_of`, or completed one.
  std::set<uint64_t> MoversTrainedBy(absl::CivilDay as_of) const;
  std::set<uint64_t> MoversCompletedBy(absl::CivilDay as_of) const;
  // All who move, trained or not.
  const std::set<uint64_t>& movers() const { return movers_; }

  // "persons", "courses" ... and how many.
  const std::map<std::string, int64_t>& rows() const { return rows_; }
  // Pairs of numbers of which the second is at least the first; or is it, where the name ends in "_equal".
  std::map<std::string, std::pair<int64_t, int64_t>> CrossFoot(absl::CivilDay as_of) const;

 private:
  // One person at one course.
  struct Training {
    uint64_t person;
    const Subject* subject;
    absl::CivilDay came;
    absl::CivilDay completed;  // kNever: did not
    bool moves;
  };
  struct Stay {
    bool to_west;
    bool is_cadre;
    bool is_stationed_doctor;
    absl::CivilDay first;
    absl::CivilDay last;
    absl::CivilDay closed;  // kNever: not by the horizon
  };

  // People, each once, or the times they came.
  template <typename Matches>
  int64_t People(absl::CivilDay as_of, Matches matches) const;
  template <typename Matches>
  int64_t Times(absl::CivilDay as_of, Matches matches) const;
  template <typename Matches>
  int64_t Sent(absl::CivilDay as_of, Matches matches) const;
  template <typename Matches>
  int64_t OnPost(absl::CivilDay as_of, Matches matches) const;
  int64_t Opened(absl::CivilDay as_of, scheduler::v1::Programme programme) const;
  int64_t DaysBookedTwice() const;
  int64_t Outcomes(const std::string& as_of, scheduler::v1::Outcome::Kind kind) const;
  // Entrepreneurs who had come to an e-commerce course.
  int64_t Trained(absl::CivilDay as_of) const;
  int64_t Entities(const std::string& as_of, scheduler::v1::Outcome::EntityForm form) const;

  std::vector<Training> trainings_;
  std::vector<Stay> stays_;
  std::vector<std::pair<absl::CivilDay, scheduler::v1::Programme>> openings_;
  std::vector<absl::CivilDay> hospital_pairs_;
  // Person, first and last day of a course: all the days between are taken when the seat is given.
  std::vector<std::tuple<uint64_t, absl::CivilDay, absl::CivilDay>> days_;
  std::set<uint64_t> movers_;
  struct Opening {
    std::string day;
    scheduler::v1::Outcome::Kind kind;
    scheduler::v1::Outcome::EntityForm form;
    uint64_t person;
  };
  std::vector<Opening> outcomes_;
  std::map<std::string, int64_t> shops_of_owner_;
  std::map<std::string, int64_t> rows_;
  int64_t came_ = 0;  // summed over the courses as they are added
  int64_t quota_seats_ = 0;
  int64_t seats_with_quotas_ = 0;
};

}  // namespace jiedui::demo
