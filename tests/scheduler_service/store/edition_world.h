// SPDX-License-Identifier: Apache-2.0
// VerifiedWorld with a course of many seats whose people can be led anywhere, a posting beside it, and editions.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "scheduler_service/domain/attending.h"
#include "scheduler_service/domain/edition.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/pieces.h"
#include "scheduler_service/store/corrections.h"
#include "scheduler_service/store/editions.h"
#include "scheduler_service/store/frozen_rows.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {

class EditionWorld : public VerifiedWorld {
 protected:
  static constexpr char kPairing[] = "pairings/yh-cx";
  static constexpr char kRun[] = "pairings/yh-cx/courses/run";
  static constexpr char kEdition[] = "pairings/yh-cx/editions/e1";

  EditionWorld() {
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const CourseFacts facts, LoadNewCourse(tables_, txn, kRun));
      v1::Course course = Clinical();
      course.set_name(kRun);
      course.set_curriculum("临床技能");
      course.set_state(v1::Course::STATE_RUNNING);
      ASSIGN_OR_RETURN(const CourseChange change, NewCourse(facts, course, StampOf(txn)));
      return Put(tables_, txn, change);
    });
    for (const char* id : {"p0", "p1", "p2", "p3"}) {
      Write([&](store::Transaction& txn) { return PutPerson(tables_, txn, VillageDoctor(id)); });
      EXPECT_THAT(Seat(id), IsOk());
    }
  }

  absl::Status Seat(const std::string& id) {
    return Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
      const AssignmentDraft draft{.name = NameOf(id), .parent = kPairing, .person = "persons/" + id, .item = kRun};
      ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(tables_, txn, draft));
      const scheduler::Step step{.verb = "CreateAssignment", .name = draft.name, .date = "2021-10-01"};
      ASSIGN_OR_RETURN(const AssignmentChange change, Assign(facts, step, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }
  using Decide = absl::StatusOr<AssignmentChange> (*)(const StepFacts&, const scheduler::Step&, const Stamp&);
  absl::Status Step(const std::string& id, Decide decide, absl::string_view verb, const std::string& date) {
    return Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, NameOf(id)));
      const scheduler::Step step{.verb = verb, .name = NameOf(id), .date = date, .reason = "测试"};
      ASSIGN_OR_RETURN(const AssignmentChange change, decide(facts, step, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }
  absl::Status CheckInOn(const std::string& id, const std::string& date = "2021-10-18") {
    return Step(id, CheckIn, "CheckInAssignment", date);
  }
  absl::Status CompleteOn(const std::string& id, const std::string& date = "2021-10-29") {
    return Step(id, Complete, "CompleteAssignment", date);
  }
  void CompleteAll() {
    for (const char* id : {"p0", "p1", "p2", "p3"}) {
      ASSERT_THAT(CheckInOn(id), IsOk());
      ASSERT_THAT(CompleteOn(id), IsOk());
    }
  }

  absl::Status FreezeDays(const DateRange& days) {
    return Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(auto frozen, LoadFrozen(tables_, txn, kPairing));
      RETURN_IF_ERROR(Freeze(frozen, days));
      return tables_.frozen.Put(txn, frozen);
    });
  }
  // An edition with these rows behind one figure.
  void PutEdition(const std::vector<std::string>& rows, const std::string& name = kEdition) {
    const DateRange days{"2021-05-01", "2021-12-31"};
    storage::v1::EditionContents contents;
    auto& figure = *contents.add_figures();
    figure.set_code("TR.TALENT.COMPLETED");
    figure.set_value(static_cast<int64_t>(rows.size()));
    auto& behind = *contents.mutable_rows()->add_figures();
    behind.set_figure("TR.TALENT.COMPLETED");
    for (const std::string& row : rows) behind.add_rows(row);
    ASSERT_THAT(FreezeDays(days), IsOk());
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(auto frozen, LoadFrozen(tables_, txn, kPairing));
      v1::Edition draft;
      draft.set_name(name);
      draft.mutable_report()->set_pairing(kPairing);
      draft.mutable_report()->set_since(days.first);
      draft.mutable_report()->set_as_of(days.last);
      const v1::Edition edition = NewEdition(draft, contents.rows(), days, frozen, StampOf(txn));
      RETURN_IF_ERROR(PutNewEdition(tables_, txn, edition, PiecesOf(contents)));
      return tables_.frozen.Put(txn, frozen);
    });
  }

  static v1::Correction ToCorrect(const std::string& id, const std::string& changes) {
    auto correction = FromText<v1::Correction>("reason: '查出未签到' requester: '协作办 李某' " + changes);
    correction.set_name(absl::StrCat(kPairing, "/corrections/", id));
    return correction;
  }
  static std::string NeverCame(const std::string& id) {
    return "changes { assignment: '" + NameOf(id) + "' kind: KIND_NOT_CHECKED_IN } ";
  }
  absl::Status AskFor(const std::string& id, const std::string& changes) {
    return Commit(
        *store_, [&](store::Transaction& txn) { return AskCorrection(tables_, txn, ToCorrect(id, changes)).status(); });
  }
  // By another principal than the one of Commit.
  absl::Status Approve(const std::string& id) {
    store::Command command{.method = "/test", .actor = "approver"};
    command.decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
      const std::string name = absl::StrCat(kPairing, "/corrections/", id);
      RETURN_IF_ERROR(MakeCorrection(tables_, txn, name, {"组织部 王某", "同意"}).status());
      return std::string();
    };
    return store::MutateAndWait(*store_, std::move(command)).status();
  }

  std::unique_ptr<store::Snapshot> Now() const { return store_->NewSnapshot(store::ReadTier::kDisk); }
  v1::Assignment Get(const std::string& id) const {
    const auto record = tables_.assignments.Find(*Now(), "yh-cx/" + id);
    return record.ok() && record->has_value() ? (*record)->assignment() : v1::Assignment();
  }
};

}  // namespace jiedui::scheduler
