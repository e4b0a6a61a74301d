// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_run.h"

#include <memory>
#include <utility>
#include <vector>

#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_question.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/plan_solving.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/plan_commit.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {
namespace {

using store::Snapshot;
using v1::Plan;
using v1::PlanProgress;

class Making {
 public:
  Making(const ServiceParts& parts, store::Store& store, const PlanOrder& order, PlanJob& job)
      : parts_(parts),
        store_(store),
        order_(order),
        snapshot_(store.NewSnapshot(store::ReadTier::kDisk)),
        solving_(parts, *snapshot_, order.request.parent(), order.request.question(), job),
        end_time_(EndOfPlanning(parts.clock, order.request.seconds_max())) {}

  absl::StatusOr<Plan> Make() {
    RETURN_IF_ERROR(CheckName());
    if (!order_.request.validate_only()) RETURN_IF_ERROR(CheckRoomForPlan(*snapshot_, order_.request.parent()));
    RETURN_IF_ERROR(solving_.ReadBase());
    const std::vector<v1::PlanEdit> edits(order_.request.edits().begin(), order_.request.edits().end());
    // Else the plan without the edits could use up all the time, and the edits would look bad.
    ASSIGN_OR_RETURN(PlanDraft draft, Solve({}, EndOfShare(parts_.clock, end_time_, edits.empty() ? 1 : 2)));
    if (!edits.empty()) {
      ASSIGN_OR_RETURN(PlanDraft supposed, Solve(edits, end_time_));
      AddEffects(draft.plan, supposed.plan);
      draft = std::move(supposed);
    }
    storage::v1::PlanBasis basis = WithSolution(draft.model, draft.solution);
    basis.mutable_notices()->Swap(draft.plan.mutable_notices());  // the plan is a row of bounded size
    if (edits.empty()) RETURN_IF_ERROR(Rehearse(draft.plan, basis));
    if (!order_.request.validate_only()) {
      ASSIGN_OR_RETURN(draft.plan, Store(draft.plan, basis));
    }
    draft.plan.mutable_notices()->Swap(basis.mutable_notices());
    RETURN_IF_ERROR(AddDisplayNames(parts_.tables, *snapshot_, draft.plan));
    return std::move(draft.plan);
  }

 private:
  // Before the work, as well as when it is stored.
  absl::Status CheckName() const {
    return CheckFree(parts_.tables.plans, *snapshot_, MemberKey(order_.name), kPlanType, order_.name);
  }

  absl::StatusOr<PlanDraft> Solve(const std::vector<v1::PlanEdit>& edits, absl::Time end_time) {
    ASSIGN_OR_RETURN(PlanDraft draft, solving_.Solve(edits, end_time));
    draft.plan.set_name(order_.name);
    return draft;
  }

  // A plan that could not be committed now is none.
  absl::Status Rehearse(const Plan& plan, const storage::v1::PlanBasis& basis) {
    solving_.Tell(PlanProgress::PHASE_CHECKING);
    storage::v1::PlanRecord record;
    *record.mutable_plan() = plan;
    const auto committed = RehearseCommit(parts_.tables, *snapshot_, record, basis, parts_.clock.Now());
    RETURN_IF_ERROR(solving_.CheckGoesOn());
    if (absl::IsAborted(committed.status())) return absl::InternalError(committed.status().ToString());
    return committed.status();
  }

  absl::StatusOr<Plan> Store(const Plan& plan, const storage::v1::PlanBasis& basis) {
    solving_.Tell(PlanProgress::PHASE_STORING);
    const std::vector<std::string> pieces = ToPieces(basis);
    store::Command command{.method = order_.method, .actor = order_.actor};
    for (const std::string& piece : pieces) command.bytes += piece.size();
    command.decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
      Plan proposed = plan;
      Propose(StampOf(txn), proposed);
      RETURN_IF_ERROR(PutNewPlan(parts_.tables, txn, proposed, pieces));
      return proposed.SerializeAsString();
    };
    ASSIGN_OR_RETURN(const store::Committed committed, store::MutateAndWait(store_, std::move(command)));
    Plan stored;
    if (!stored.ParseFromString(committed.answer)) return absl::InternalError("the answer of our own commit");
    return stored;
  }

  const ServiceParts& parts_;
  store::Store& store_;
  const PlanOrder& order_;
  const std::unique_ptr<Snapshot> snapshot_;
  PlanSolving solving_;
  const absl::Time end_time_;
};

}  // namespace

absl::StatusOr<PlanOrder> ParsePlanOrder(const ServiceParts& parts, v1::CreatePlanRequest request,
                                         const rpc::CallInfo& call) {
  RETURN_IF_ERROR(CheckQuestion(request.parent(), request.question()));
  if (!request.edits().empty() && !request.validate_only())
    return InvalidField("edits", "are suppositions: only with validate_only");
  *request.mutable_question() = Completed(request.question());
  std::string name = NewName(request.parent() + "/plans/", request.plan_id(), "p", parts.clock);
  return PlanOrder{.request = std::move(request), .name = std::move(name), .method = call.method, .actor = call.actor};
}

absl::StatusOr<Plan> MakePlan(const ServiceParts& parts, store::Store& store, const PlanOrder& order, PlanJob& job) {
  return Making(parts, store, order, job).Make();
}

}  // namespace jiedui::scheduler
