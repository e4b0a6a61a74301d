// SPDX-License-Identifier: Apache-2.0
// A small sound store to break on purpose: zhao has the only seat of a course, qian waits for it, sun is nominated.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/verify.h"
#include "scheduler_service/store/waiting.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

class VerifiedWorld : public testing::Test {
 protected:
  static constexpr char kCourse[] = "pairings/yh-cx/courses/clinical";

  VerifiedWorld() {
    Write([&](store::Transaction& txn) -> absl::Status {
      RETURN_IF_ERROR(PutSmallWorld(tables_, txn));
      for (const char* id : {"qian", "sun"}) RETURN_IF_ERROR(PutPerson(tables_, txn, VillageDoctor(id)));
      ASSIGN_OR_RETURN(const CourseFacts facts, LoadNewCourse(tables_, txn, kCourse));
      v1::Course course = Clinical();
      course.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
      course.set_seats(1);
      ASSIGN_OR_RETURN(CourseChange change, NewCourse(facts, course, StampOf(txn)));
      change.item_dates = facts.item_dates;  // the course was there before, on the same days
      return Put(tables_, txn, change);
    });
    Ask("zhao");
    Approve("zhao");
    Ask("qian");
    Approve("qian");
    Ask("sun");
  }

  static std::string NameOf(const std::string& person) { return "pairings/yh-cx/assignments/" + person; }

  void Write(const std::function<absl::Status(store::Transaction&)>& step) {
    ASSERT_THAT(Commit(*store_, step), IsOk());
  }

  void Ask(const std::string& person) {
    Write([&](store::Transaction& txn) -> absl::Status {
      const AssignmentDraft draft{
          .name = NameOf(person), .parent = "pairings/yh-cx", .person = "persons/" + person, .item = kCourse};
      ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(tables_, txn, draft));
      const Step step{.verb = "NominateAssignment", .name = draft.name, .date = "2021-10-01"};
      ASSIGN_OR_RETURN(const AssignmentChange change, Nominate(facts, step, txn.context().now, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }
  // And confirms: a seat, or a place on the waiting list.
  void Approve(const std::string& person) {
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(StepFacts facts, LoadStep(tables_, txn, NameOf(person)));
      facts.assignment.set_state(v1::Assignment::STATE_APPROVED);
      ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables_, txn, facts));
      const Step step{.verb = "ConfirmAssignment", .name = NameOf(person), .date = "2021-10-02"};
      ASSIGN_OR_RETURN(const AssignmentChange change, Confirm(facts, candidate, step, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  // Writes a row as nothing but a bug could.
  template <typename Record>
  void Break(const store::Table<Record>& table, const std::string& key, const std::function<void(Record&)>& change) {
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(std::optional<Record> record, table.Find(txn, key));
      if (!record.has_value()) return absl::NotFoundError(key);
      change(*record);
      return table.Put(txn, *record);
    });
  }
  void BreakSeats(const std::function<void(storage::v1::SeatsRecord&)>& change) {
    Break(tables_.seats, "yh-cx/courses/clinical", change);
  }
  void BreakCalendar(const std::string& person, const std::function<void(v1::PersonCalendar&)>& change) {
    Break<storage::v1::CalendarRecord>(tables_.calendars, person,
                                       [&](auto& record) { change(*record.mutable_calendar()); });
  }
  void BreakAssignment(const std::string& person, const std::function<void(v1::Assignment&)>& change) {
    Break<storage::v1::AssignmentRecord>(tables_.assignments, "yh-cx/" + person,
                                         [&](auto& record) { change(*record.mutable_assignment()); });
  }

  std::vector<v1::VerifyResponse> Messages(std::unique_ptr<store::Snapshot> snapshot, int findings_max = 1000) {
    Verifier verifier(tables_, std::move(snapshot), findings_max);
    std::vector<v1::VerifyResponse> all;
    while (!verifier.done()) {
      auto messages = verifier.Next();
      EXPECT_THAT(messages, IsOk());
      if (!messages.ok() || messages->empty()) break;
      for (auto& message : *messages) all.push_back(std::move(message));
    }
    return all;
  }
  // "invariant CHECK resource: found X, required Y".
  std::vector<std::string> Findings(std::unique_ptr<store::Snapshot> snapshot) {
    std::vector<std::string> findings;
    for (const v1::VerifyResponse& message : Messages(std::move(snapshot))) {
      const v1::VerifyFinding& finding = message.finding();
      if (message.has_finding())
        findings.push_back(absl::StrCat(finding.invariant(), " ", finding.check(), " ", finding.resource(), ": found ",
                                        finding.found(), ", required ", finding.required()));
    }
    return findings;
  }
  std::vector<std::string> Findings() { return Findings(store_->NewSnapshot(store::ReadTier::kDisk)); }

  FakeClock clock_;
  Tables tables_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
};

}  // namespace jiedui::scheduler
