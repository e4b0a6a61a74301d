// SPDX-License-Identifier: Apache-2.0
// Random histories: a few people and courses, thousands of steps through the domain, beside a model that knows nothing
// of calendars and ledgers and simply looks at all assignments. Every answer must be the model's, and after every step
// nobody is in two places on one day, and no seat is given twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/attending.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

const std::vector<std::string> kDivisions = {"510824100", "510824112", "510824112200", "330110"};

std::string Day(int day) { return absl::StrCat("2021-10-", 10 + day); }

// What the model knows of one assignment.
struct Seated {
  int person;
  int course;
  int first;
  int last;
  std::string quota;
  State::State state;
};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {
    for (int i = 0; i < kCourses; ++i) AddCourse(i);
  }

  void Step() {
    const int choice = Pick(10);
    if (choice < 4 || seated_.empty()) {
      StepAssign();
    } else if (choice < 9) {
      StepMove(choice);
    } else {
      StepUpdateCourse();
    }
    CheckInvariants();
  }

 private:
  struct Move {
    Verb verb;
    absl::StatusOr<AssignmentChange> (*decide)(const StepFacts&, const scheduler::Step&, const Stamp&);
  };
  static constexpr Move kMoves[] = {{"CheckInAssignment", CheckIn},
                                    {"CompleteAssignment", Complete},
                                    {"EndAssignmentEarly", EndEarly},
                                    {"CancelAssignment", Cancel}};
  static constexpr int kPeople = 5;
  static constexpr int kCourses = 5;

  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  static std::string Person(int person) { return absl::StrCat("persons/p", person); }
  Stamp Now() { return {.now = absl::UnixEpoch(), .revision = ++revision_, .actor = "test"}; }

  void AddCourse(int i) {
    v1::Course course = Clinical();
    course.set_name(absl::StrCat("pairings/yh-cx/courses/c", i));
    course.set_start_date(Day(i * 3));
    course.set_end_date(Day(i * 3 + 4));
    course.set_intensity(i == 2 ? v1::INTENSITY_PART_TIME : v1::INTENSITY_FULL_TIME);
    course.set_seats(3);
    const auto change = NewCourse({.pairing = YuhangCangxi(), .item_dates = item_dates_}, course, Now());
    ASSERT_THAT(change, IsOk());
    courses_.push_back(change->course);
    courses_.back().set_state(v1::Course::STATE_RUNNING);
    ledgers_.push_back(change->seats);
    item_dates_ = change->item_dates;
  }

  // The model's view of the quota that a person of the division takes from.
  std::string QuotaOf(int course, const std::string& division) const {
    std::string best;
    for (const v1::Quota& quota : courses_[static_cast<size_t>(course)].quotas())
      if (absl::StartsWith(division, quota.division()) && quota.division().size() > best.size())
        best = quota.division();
    return best;
  }
  static int SeatsIn(const v1::Course& course, const std::string& quota_division) {
    int pool = course.seats();
    for (const v1::Quota& quota : course.quotas()) {
      pool -= quota.seats();
      if (quota.division() == quota_division) return quota.seats();
    }
    return quota_division.empty() ? pool : 0;
  }
  int TakenIn(int course, const std::string& quota) const {
    int taken = 0;
    for (const auto& [name, seated] : seated_)
      taken += seated.course == course && seated.quota == quota && seated.state != State::STATE_CANCELLED;
    return taken;
  }
  bool IsFullTime(int course) const { return course != 2; }

  bool ModelAllows(int person, int course, const std::string& quota) const {
    for (const auto& [name, seated] : seated_) {
      if (seated.person != person || seated.state == State::STATE_CANCELLED) continue;
      if (seated.course == course) return false;
      const bool overlap = seated.first <= course * 3 + 4 && course * 3 <= seated.last;
      if (overlap && IsFullTime(course) && IsFullTime(seated.course)) return false;
    }
    return TakenIn(course, quota) < SeatsIn(courses_[static_cast<size_t>(course)], quota);
  }

  void StepAssign() {
    const int person = Pick(kPeople);
    const int course = Pick(kCourses);
    const std::string& division = kDivisions[static_cast<size_t>(person) % kDivisions.size()];
    AssignmentFacts facts{.candidate = {.pairing = YuhangCangxi(),
                                        .item = ItemOf(courses_[static_cast<size_t>(course)]),
                                        .person = VillageDoctor(absl::StrCat("p", person)),
                                        .organization = "organizations/o",
                                        .division = division,
                                        .calendar = calendars_[person],
                                        .ledger = ledgers_[static_cast<size_t>(course)].ledger()},
                          .seats = ledgers_[static_cast<size_t>(course)]};
    const std::string name = absl::StrCat("pairings/yh-cx/assignments/a", ++names_);
    const std::string quota = QuotaOf(course, division);
    const auto change = Assign(facts, {.verb = "CreateAssignment", .name = name, .date = "2021-10-01"}, Now());
    ASSERT_EQ(change.ok(), ModelAllows(person, course, quota)) << change.status();
    if (!change.ok()) return;
    ASSERT_EQ(change->assignment.quota_division(), quota);
    seated_[name] = {person, course, course * 3, course * 3 + 4, quota, State::STATE_CONFIRMED};
    Keep(*change, person, course);
  }

  // Any verb on any assignment with any date near it.
  void StepMove(int choice) {
    auto at = seated_.begin();
    std::advance(at, Pick(static_cast<int>(seated_.size())));
    Seated& seated = at->second;
    const int day = seated.first + Pick(7) - 1;
    const StepFacts facts{.assignment = assignments_[at->first],
                          .item = ItemOf(courses_[static_cast<size_t>(seated.course)]),
                          .calendar = calendars_[seated.person],
                          .seats = ledgers_[static_cast<size_t>(seated.course)]};
    const Move& move = choice < 6 ? kMoves[0] : kMoves[choice - 5];
    const scheduler::Step step{.verb = move.verb, .name = at->first, .date = Day(std::max(day, 0)), .reason = "test"};
    const auto change = move.decide(facts, step, Now());
    if (!change.ok()) {
      ASSERT_THAT(change, StatusIs(absl::StatusCode::kFailedPrecondition));
      return;
    }
    ASSERT_TRUE(!change->changed || IsNext(seated.state, change->assignment.state()));
    seated.state = change->assignment.state();
    if (seated.state == State::STATE_ENDED_EARLY && change->changed) seated.last = std::max(day, 0);
    Keep(*change, seated.person, seated.course);
  }

  static bool IsNext(State::State from, State::State to) {
    if (from == State::STATE_CONFIRMED) return to == State::STATE_CHECKED_IN || to == State::STATE_CANCELLED;
    return from == State::STATE_CHECKED_IN && (to == State::STATE_COMPLETED || to == State::STATE_ENDED_EARLY);
  }

  void StepUpdateCourse() {
    const int course = Pick(kCourses);
    const auto index = static_cast<size_t>(course);
    v1::Course wanted = courses_[index];
    wanted.set_seats(1 + Pick(5));
    wanted.clear_quotas();
    int left = wanted.seats();
    for (const char* division : {"510824100", "510824112", "510824"}) {
      if (Pick(2) == 0) continue;
      v1::Quota& quota = *wanted.add_quotas();
      quota.set_division(division);
      quota.set_seats(Pick(left + 1));
      left -= quota.seats();
    }
    const CourseFacts facts{
        .pairing = YuhangCangxi(), .item_dates = item_dates_, .course = courses_[index], .seats = ledgers_[index]};
    const auto change = ChangedCourse(facts, wanted, Now());
    bool allowed = true;
    for (const char* quota : {"", "510824100", "510824112", "510824"})
      allowed = allowed && TakenIn(course, quota) <= SeatsIn(wanted, quota);
    ASSERT_EQ(change.ok(), allowed) << change.status();
    if (!change.ok()) return;
    courses_[index] = change->course;
    ledgers_[index] = change->seats;
    item_dates_ = change->item_dates;
  }

  void Keep(const AssignmentChange& change, int person, int course) {
    assignments_[change.assignment.name()] = change.assignment;
    if (change.calendar.has_value()) calendars_[person] = *change.calendar;
    if (change.seats.has_value()) ledgers_[static_cast<size_t>(course)] = *change.seats;
  }

  void CheckInvariants() {
    std::map<std::pair<int, int>, int> full_time;  // of a person on a day
    for (const auto& [name, seated] : seated_) {
      if (seated.state == State::STATE_CANCELLED || !IsFullTime(seated.course)) continue;
      for (int day = seated.first; day <= seated.last; ++day)
        ASSERT_EQ(++full_time[std::make_pair(seated.person, day)], 1) << name;
    }
    for (int course = 0; course < kCourses; ++course) {
      const v1::SeatLedger& ledger = ledgers_[static_cast<size_t>(course)].ledger();
      int seats = 0;
      int taken = 0;
      for (const v1::SeatCount& count : ledger.counts()) {
        ASSERT_LE(count.taken(), count.seats());
        ASSERT_EQ(count.taken(), TakenIn(course, count.division()));
        seats += count.seats();
        taken += count.taken();
      }
      ASSERT_EQ(seats, courses_[static_cast<size_t>(course)].seats());
      ASSERT_EQ(seats, ledger.seats());
      ASSERT_EQ(taken, ledger.taken());
    }
    for (const auto& [person, calendar] : calendars_) {
      const auto is_here = [person = person](const auto& entry) {
        return entry.second.person == person && entry.second.state != State::STATE_CANCELLED;
      };
      ASSERT_EQ(calendar.engagements_size(), std::count_if(seated_.begin(), seated_.end(), is_here));
    }
  }

  std::mt19937 random_;
  uint64_t revision_ = 0;
  int names_ = 0;
  std::vector<v1::Course> courses_;
  std::vector<storage::v1::SeatsRecord> ledgers_;
  storage::v1::ItemDatesRecord item_dates_;
  std::map<int, v1::PersonCalendar> calendars_;
  std::map<std::string, v1::Assignment> assignments_;
  std::map<std::string, Seated> seated_;
};

class Histories : public testing::TestWithParam<unsigned> {};

TEST_P(Histories, KeepTheInvariants) {
  History history(GetParam());
  for (int i = 0; i < 500 && !HasFatalFailure(); ++i) history.Step();
}

INSTANTIATE_TEST_SUITE_P(Seeds, Histories, testing::Range(1U, 41U));

}  // namespace
}  // namespace jiedui::scheduler
