// SPDX-License-Identifier: Apache-2.0
// A scheduler's store full of pairings with everything that reports count, written straight into it.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "common/base/clock.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/transaction.h"
#include "scheduler_service/store/tables.h"
#include "tests/bench/measure.h"

namespace jiedui::bench {

namespace v1 = scheduler::v1;

constexpr int kPeoplePerCourse = 50;
constexpr int kPostings = 20;
constexpr int kOutcomesPerHundredAssignments = 40;

class ReportStore {
 public:
  explicit ReportStore(const std::string& directory) {
    auto store = store::OpenRocksStore({.directory = directory, .service = "scheduler", .clock = &clock_});
    Require(store.ok(), store.status().ToString());
    store_ = *std::move(store);
  }

  const scheduler::Tables& tables() const { return tables_; }
  std::unique_ptr<store::Snapshot> Snapshot() const { return store_->NewSnapshot(store::ReadTier::kDisk); }

  // One commit.
  void Commit(const std::function<absl::Status(store::Transaction&)>& put) {
    store::Command command;
    command.method = "/bench";
    command.actor = "bench";
    command.decide = [&put](store::Transaction& txn) -> absl::StatusOr<std::string> {
      const absl::Status status = put(txn);
      if (!status.ok()) return status;
      return "";
    };
    const auto committed = store::MutateAndWait(*store_, std::move(command));
    Require(committed.ok(), committed.status().ToString());
  }

  // Pairing number `n` with so many assignments; two hundredths of the people are the next pairing's as well.
  void AddPairing(int n, int assignments);
  void PutAssignment(int pairing, int number, const std::string& check_in);

 private:
  v1::Assignment AssignmentOf(int pairing, int number, const std::string& check_in) const;
  void AddItems(int pairing, int courses);
  void AddOutcomes(int pairing, int outcomes);

  const SystemClock clock_;
  const scheduler::Tables tables_;
  std::unique_ptr<store::Store> store_;
};

inline std::string PairingName(int n) { return absl::StrFormat("pairings/c%03d", n); }
inline std::string DayOf(int days) { return FormatDate(absl::CivilDay(2021, 1, 1) + days); }

inline void ReportStore::AddItems(int pairing, int courses) {
  Commit([&](store::Transaction& txn) -> absl::Status {
    scheduler::storage::v1::PairingRecord record;
    v1::Pairing& fields = *record.mutable_pairing();
    fields.set_name(PairingName(pairing));
    fields.set_display_name(absl::StrCat("结对", pairing));
    fields.set_east_division("330110");
    fields.set_west_division(absl::StrFormat("51%04d", pairing));
    fields.set_start_date("2021-01-01");
    return tables_.pairings.Put(txn, record);
  });
  for (int first = 0; first < courses; first += 500) {
    Commit([&](store::Transaction& txn) -> absl::Status {
      for (int i = first; i < std::min(courses, first + 500); ++i) {
        scheduler::storage::v1::CourseRecord record;
        v1::Course& course = *record.mutable_course();
        course.set_name(absl::StrFormat("%s/courses/c%06d", PairingName(pairing), i));
        course.set_display_name("临床医生培训班");
        course.set_programme(static_cast<v1::Programme>(1 + i % 3));
        course.set_track(static_cast<v1::Track>(1 + i % 5));
        course.set_location_division("330110");
        course.set_start_date(DayOf(i % 300));
        course.set_end_date(DayOf(i % 300 + 10));
        RETURN_IF_ERROR(tables_.courses.Put(txn, record));
      }
      return absl::OkStatus();
    });
  }
  Commit([&](store::Transaction& txn) -> absl::Status {
    for (int i = 0; i < kPostings; ++i) {
      scheduler::storage::v1::PostingRecord record;
      v1::Posting& posting = *record.mutable_posting();
      posting.set_name(absl::StrFormat("%s/postings/p%02d", PairingName(pairing), i));
      posting.set_category(static_cast<v1::Posting::Category>(1 + i % 5));
      posting.set_kind(v1::Posting::KIND_STATIONED);
      posting.set_direction(static_cast<v1::Direction>(1 + i % 2));
      posting.set_start_date("2021-03-01");
      posting.set_end_date("2022-02-28");
      RETURN_IF_ERROR(tables_.postings.Put(txn, record));
    }
    return absl::OkStatus();
  });
}

// As an assignment is after its whole life: some 900 bytes.
inline v1::Assignment ReportStore::AssignmentOf(int pairing, int number, const std::string& check_in) const {
  v1::Assignment assignment;
  assignment.set_name(absl::StrFormat("%s/assignments/a01fhzk%08d9c2mqx", PairingName(pairing), number));
  const int owner = number % 50 == 0 ? pairing + 1 : pairing;
  assignment.set_person(absl::StrFormat("persons/p01fhzk%04d%07d7wq", owner, number * 4 / 5));
  const std::string item = number % 40 == 39 ? absl::StrFormat("/postings/p%02d", number / 40 % kPostings)
                                             : absl::StrFormat("/courses/c%06d", number / kPeoplePerCourse);
  assignment.set_item(PairingName(pairing) + item);
  assignment.set_person_display_name("赵示范");
  assignment.set_organization(absl::StrFormat("organizations/o01fhzk%04d", number % 500));
  assignment.set_start_date(DayOf(number / kPeoplePerCourse % 300));
  assignment.set_end_date(DayOf(number / kPeoplePerCourse % 300 + 10));
  assignment.set_quota_division("510824100");
  assignment.set_check_in_date(check_in);
  assignment.set_close_date(assignment.end_date());
  assignment.set_state(number % 30 == 7 ? v1::Assignment::STATE_NO_SHOW : v1::Assignment::STATE_COMPLETED);
  if (assignment.state() == v1::Assignment::STATE_NO_SHOW) assignment.clear_check_in_date();
  for (const char* verb : {"NominateAssignment", "ReviewAssignment APPROVE", "ConfirmAssignment", "CheckInAssignment",
                           "CompleteAssignment"}) {
    v1::AssignmentEvent& event = *assignment.add_events();
    event.set_state(v1::Assignment::STATE_CONFIRMED);
    event.set_date(assignment.start_date());
    event.set_actor("spiffe://jiedui/office/cangxi");
    event.mutable_record_time()->set_seconds(1636948800 + number);
    event.set_verb(verb);
  }
  assignment.set_etag("1a2b3c4d5e6f");
  assignment.mutable_create_time()->set_seconds(1636948800);
  assignment.mutable_update_time()->set_seconds(1636948800);
  return assignment;
}

inline void ReportStore::PutAssignment(int pairing, int number, const std::string& check_in) {
  Commit([&](store::Transaction& txn) {
    scheduler::storage::v1::AssignmentRecord record;
    *record.mutable_assignment() = AssignmentOf(pairing, number, check_in);
    return tables_.assignments.Put(txn, record);
  });
}

inline void ReportStore::AddOutcomes(int pairing, int outcomes) {
  for (int first = 0; first < outcomes; first += 2000) {
    Commit([&](store::Transaction& txn) -> absl::Status {
      for (int i = first; i < std::min(outcomes, first + 2000); ++i) {
        scheduler::storage::v1::OutcomeRecord record;
        v1::Outcome& outcome = *record.mutable_outcome();
        outcome.set_name(absl::StrFormat("%s/outcomes/o%016d", PairingName(pairing), i));
        outcome.set_kind(static_cast<v1::Outcome::Kind>(1 + i % 3));
        outcome.set_entity_form(v1::Outcome::ENTITY_FORM_HOUSEHOLD);
        outcome.set_person(absl::StrFormat("persons/p01fhzk%04d%07d7wq", pairing, i));
        outcome.set_display_name("苍溪土特产");
        outcome.set_division("510824100");
        outcome.set_open_date(DayOf(i % 300));
        RETURN_IF_ERROR(tables_.outcomes.Put(txn, record));
      }
      return absl::OkStatus();
    });
  }
}

inline void ReportStore::AddPairing(int n, int assignments) {
  constexpr int kPerCommit = 1200;
  AddItems(n, assignments / kPeoplePerCourse + 1);
  for (int first = 0; first < assignments; first += kPerCommit) {
    Commit([&](store::Transaction& txn) -> absl::Status {
      for (int i = first; i < std::min(assignments, first + kPerCommit); ++i) {
        scheduler::storage::v1::AssignmentRecord record;
        *record.mutable_assignment() = AssignmentOf(n, i, DayOf(i / kPeoplePerCourse % 300));
        RETURN_IF_ERROR(tables_.assignments.Put(txn, record));
      }
      return absl::OkStatus();
    });
  }
  AddOutcomes(n, assignments * kOutcomesPerHundredAssignments / 100);
}

}  // namespace jiedui::bench
