// SPDX-License-Identifier: Apache-2.0
// A store in memory with the clinical course, its seats and its people, for tests of who moves up and what a change of
// the course does to them: steps are taken as commands of their own.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

class QueueWorld : public testing::Test {
 protected:
  // The course has so many seats.
  explicit QueueWorld(int seats) {
    Do([&](store::Transaction& txn) -> absl::Status {
      RETURN_IF_ERROR(PutSmallWorld(tables_, txn));
      ASSIGN_OR_RETURN(storage::v1::SeatsRecord record, LoadSeats(tables_, txn, Clinical().name()));
      *record.mutable_ledger() = NewLedger(Clinical().name(), {.seats = seats, .quotas = {}, .categories = {}});
      return Put(tables_, txn, record);
    });
  }

  void Do(const std::function<absl::Status(store::Transaction&)>& step) { EXPECT_THAT(Commit(*store_, step), IsOk()); }

  static std::string Name(const std::string& id) { return "pairings/yh-cx/assignments/" + id; }

  void AddPerson(const std::string& id) {
    Do([&](store::Transaction& txn) { return PutPerson(tables_, txn, VillageDoctor(id)); });
  }

  // A seat for the person of the same id.
  void Seat(const std::string& id) {
    AddPerson(id);
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const AssignmentFacts facts, Facts(txn, id));
      ASSIGN_OR_RETURN(const auto change, Assign(facts, {.verb = "CreateAssignment", .name = Name(id)}, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  // A place on the waiting list, or a seat if there is one.
  void Queue(const std::string& id) {
    AddPerson(id);
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(AssignmentFacts facts, Facts(txn, id));
      facts.candidate.item.phase = Phase::kNominating;
      ASSIGN_OR_RETURN(auto change, Nominate(facts, {.verb = "NominateAssignment", .name = Name(id)}, StampOf(txn).now,
                                             StampOf(txn)));
      change.assignment.set_state(v1::Assignment::STATE_APPROVED);
      return Put(tables_, txn, change);
    });
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, Name(id)));
      ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables_, txn, facts));
      ASSIGN_OR_RETURN(const auto change,
                       Confirm(facts, candidate, {.verb = "ConfirmAssignment", .name = Name(id)}, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  // Another course, or the clinical one, with its seats as they are; running unless `change` says otherwise.
  template <typename Change>
  void PutCourse(const std::string& id, Change change) {
    Do([&](store::Transaction& txn) -> absl::Status {
      v1::Course course = Clinical();
      course.set_name("pairings/yh-cx/courses/" + id);
      course.set_state(v1::Course::STATE_RUNNING);
      change(course);
      ASSIGN_OR_RETURN(const auto seats, tables_.seats.Find(txn, SeatsKey(course.name())));
      ASSIGN_OR_RETURN(const CourseFacts facts, LoadNewCourse(tables_, txn, course.name()));
      ASSIGN_OR_RETURN(CourseChange made, NewCourse(facts, course, StampOf(txn)));
      if (seats.has_value()) made.seats = *seats;
      return Put(tables_, txn, made);
    });
  }
  // A seat at another course for the person of the same id.
  void SeatAt(const std::string& id, const std::string& course) {
    AddPerson(id);
    SeatAt(id, id, course);
  }
  // Of somebody who is there already.
  void SeatAt(const std::string& id, const std::string& person, const std::string& course) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const AssignmentFacts facts, Facts(txn, id, person, "pairings/yh-cx/courses/" + course));
      ASSIGN_OR_RETURN(const auto change, Assign(facts, {.verb = "CreateAssignment", .name = Name(id)}, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }
  void NominateAt(const std::string& id, const std::string& person, const std::string& course) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const AssignmentFacts facts, Facts(txn, id, person, "pairings/yh-cx/courses/" + course));
      ASSIGN_OR_RETURN(auto change, Nominate(facts, {.verb = "NominateAssignment", .name = Name(id)}, StampOf(txn).now,
                                             StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  void Approve(const std::string& id) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(v1::Assignment assignment, LoadAssignment(tables_, txn, Name(id)));
      assignment.set_state(v1::Assignment::STATE_APPROVED);
      return Put(tables_, txn, assignment);
    });
  }

  void Leave(const std::string& id) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, Name(id)));
      ASSIGN_OR_RETURN(const auto change,
                       Withdraw(facts, {.verb = "WithdrawAssignment", .name = Name(id)}, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  absl::StatusOr<AssignmentFacts> Facts(const store::Transaction& txn, const std::string& id) const {
    return Facts(txn, id, id, Clinical().name());
  }
  absl::StatusOr<AssignmentFacts> Facts(const store::Transaction& txn, const std::string& id, const std::string& person,
                                        const std::string& item) const {
    return LoadNewAssignment(
        tables_, txn, {.name = Name(id), .parent = "pairings/yh-cx", .person = "persons/" + person, .item = item});
  }

  v1::Assignment::State StateOf(const std::string& id) {
    const auto record = tables_.assignments.Find(*store_->NewSnapshot(store::ReadTier::kDisk), "yh-cx/" + id);
    return record.ok() && record->has_value() ? (*record)->assignment().state() : v1::Assignment::STATE_UNSPECIFIED;
  }
  storage::v1::SeatsRecord Seats() {
    const auto record = tables_.seats.Find(*store_->NewSnapshot(store::ReadTier::kDisk), "yh-cx/courses/clinical");
    return record.ok() && record->has_value() ? **record : storage::v1::SeatsRecord();
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

}  // namespace jiedui::scheduler
