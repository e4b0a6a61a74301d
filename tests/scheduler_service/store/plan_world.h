// SPDX-License-Identifier: Apache-2.0
// VerifiedWorld with more people who are approved for its course, and plans of it.
#pragma once

#include <string>

#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_question.h"
#include "scheduler_service/store/plan_commit.h"
#include "scheduler_service/store/plan_gather.h"
#include "scheduler_service/store/plan_rows.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {

// zhao is seated, qian waits, sun is nominated; the course has two seats more, for which li and wu are approved.
class PlanWorld : public VerifiedWorld {
 protected:
  static constexpr char kPlan[] = "pairings/yh-cx/plans/x";

  PlanWorld() {
    for (const char* id : {"li", "wu"}) {
      Write([&](store::Transaction& txn) { return PutPerson(tables_, txn, VillageDoctor(id)); });
      Ask(id);
      BreakAssignment(id, [](v1::Assignment& assignment) { assignment.set_state(v1::Assignment::STATE_APPROVED); });
    }
    SetSeats(3);
    Write([&](store::Transaction& txn) { return ServeItem(tables_, txn, kCourse, ""); });  // qian has an offer
    SetSeats(4);
  }
  void SetSeats(int seats) {
    Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical",
                                     [&](auto& record) { record.mutable_course()->set_seats(seats); });
    BreakSeats([&](auto& record) {
      *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = seats, .quotas = {}, .categories = {}});
    });
  }

  std::unique_ptr<store::Snapshot> Now() { return store_->NewSnapshot(store::ReadTier::kDisk); }

  absl::StatusOr<PlanFacts> Gather(const std::string& question = "", const std::vector<v1::PlanEdit>& edits = {}) {
    const PlanInquiry inquiry{
        .pairing = "pairings/yh-cx", .question = Completed(FromText<v1::PlanQuestion>(question)), .edits = edits};
    return GatherPlan(tables_, *Now(), inquiry, [](int64_t) { return true; });
  }
  // The best plan as of now, and its basis.
  std::pair<v1::Plan, storage::v1::PlanBasis> BestPlan() {
    const auto facts = Gather();
    EXPECT_THAT(facts, IsOk());
    const auto model = BuildModel(*facts, Completed(v1::PlanQuestion()), {});
    const auto answer = planning::Solve(model->instance);
    const auto& solution = std::get<planning::Solution>(*answer);
    v1::Plan plan = *PlanOf(*model, solution);
    plan.set_name(kPlan);
    return {plan, WithSolution(*model, solution)};
  }
  storage::v1::PlanBasis PutBestPlan() {
    auto [plan, basis] = BestPlan();
    Write([&, &plan = plan, &basis = basis](store::Transaction& txn) {
      Propose(StampOf(txn), plan);
      return PutNewPlan(tables_, txn, plan, ToPieces(basis));
    });
    return basis;
  }
  absl::StatusOr<PlanCommitted> CommitIt(const storage::v1::PlanBasis& basis, const PlanCommit& commit = {}) {
    absl::StatusOr<PlanCommitted> committed;
    const absl::Status status = Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const auto record, LoadPlan(tables_, txn, kPlan));
      committed = CommitPlan(tables_, txn, record, basis, commit);
      return committed.status();
    });
    return status.ok() ? committed : status;
  }
  v1::Assignment::State StateOf(const std::string& person) {
    return (*tables_.assignments.Find(*Now(), "yh-cx/" + person))->assignment().state();
  }
};

}  // namespace jiedui::scheduler
