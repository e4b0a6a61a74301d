// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_run.h"

#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "common/base/civil_date.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_matching.h"
#include "scheduler_service/domain/plan_question.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/plan_commit.h"
#include "scheduler_service/store/plan_gather.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {
namespace {

using planning::Solution;
using store::Snapshot;
using v1::Plan;
using v1::PlanProgress;

struct Solved {
  PlanModel model;
  Solution solution;
  Plan plan;
};

class Making {
 public:
  Making(const ServiceParts& parts, store::Store& store, const PlanOrder& order, PlanJob& job)
      : parts_(parts),
        store_(store),
        order_(order),
        job_(job),
        snapshot_(store.NewSnapshot(store::ReadTier::kDisk)),
        day_(ShanghaiDay(parts.clock.Now())),
        end_time_(parts.clock.Now() +
                  absl::Seconds(order.request.seconds_max() > 0 ? order.request.seconds_max() : kPlanSecondsDefault)) {}

  absl::StatusOr<Plan> Make() {
    RETURN_IF_ERROR(CheckName());
    if (!order_.request.validate_only()) RETURN_IF_ERROR(CheckRoomForPlan(*snapshot_, order_.request.parent()));
    RETURN_IF_ERROR(ReadBase());
    const std::vector<v1::PlanEdit> edits(order_.request.edits().begin(), order_.request.edits().end());
    ASSIGN_OR_RETURN(Solved solved, Solve({}));
    if (!edits.empty()) {
      ASSIGN_OR_RETURN(Solved supposed, Solve(edits));
      AddEffects(solved.plan, supposed.plan);
      solved = std::move(supposed);
    }
    const storage::v1::PlanBasis basis = WithSolution(solved.model, solved.solution);
    if (edits.empty()) RETURN_IF_ERROR(Rehearse(solved.plan, basis));
    if (!order_.request.validate_only()) {
      ASSIGN_OR_RETURN(solved.plan, Store(solved.plan, basis));
    }
    RETURN_IF_ERROR(AddDisplayNames(parts_.tables, *snapshot_, solved.plan));
    return std::move(solved.plan);
  }

 private:
  bool goes_on() const { return !job_.cancelled(); }

  void Tell(PlanProgress::Phase phase, int64_t work = 0) {
    PlanProgress progress;
    progress.set_phase(phase);
    progress.set_work(work);
    job_.Tell(std::move(progress));
  }

  // Before the work, as well as when it is stored.
  absl::Status CheckName() const {
    return CheckFree(parts_.tables.plans, *snapshot_, MemberKey(order_.name), Plan::descriptor()->full_name(),
                     order_.name);
  }

  absl::Status ReadBase() {
    const std::string& base = order_.request.question().base_plan();
    if (base.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const storage::v1::PlanRecord record, LoadPlan(parts_.tables, *snapshot_, base));
    for (const v1::PlanPlacement& placement : record.plan().placements()) base_.insert(placement.assignment());
    return absl::OkStatus();
  }

  absl::StatusOr<Solved> Solve(const std::vector<v1::PlanEdit>& edits) {
    Tell(PlanProgress::PHASE_READING);
    const PlanInquiry inquiry{
        .pairing = order_.request.parent(), .question = order_.request.question(), .edits = edits};
    ASSIGN_OR_RETURN(PlanFacts facts, GatherPlan(parts_.tables, *snapshot_, inquiry, [&](int64_t read) {
                       Tell(PlanProgress::PHASE_READING, read);
                       return goes_on();
                     }));
    facts.day = day_;
    const uint64_t registry_revision = facts.registry_revision;
    Solved solved;
    ASSIGN_OR_RETURN(solved.model, BuildModel(std::move(facts), order_.request.question(), base_));
    ASSIGN_OR_RETURN(solved.solution, solved.model.basis.is_matching() ? Match(solved.model) : BestFor(solved.model));
    solved.plan = PlanOf(solved.model, solved.solution);
    solved.plan.set_name(order_.name);
    solved.plan.set_state(Plan::STATE_PROPOSED);
    *solved.plan.mutable_question() = order_.request.question();
    solved.plan.set_revision(snapshot_->revision());
    solved.plan.set_registry_revision(registry_revision);
    return solved;
  }

  absl::StatusOr<Solution> Match(const PlanModel& model) {
    Tell(PlanProgress::PHASE_SOLVING);
    absl::StatusOr<Solution> matched = MatchModel(model);
    if (!goes_on()) return absl::CancelledError("nobody waits for the plan");
    if (!matched.ok()) return NoPlan(model, matched.status());
    TellFound(model, *matched);
    return matched;
  }

  absl::StatusOr<Solution> BestFor(const PlanModel& model) {
    Tell(PlanProgress::PHASE_SOLVING);
    const planning::Budget budget{.stop = [this] { return !goes_on() || parts_.clock.Now() > end_time_; },
                                  .on_progress = [this](const planning::Progress& step) { TellStep(step); }};
    absl::StatusOr<planning::Answer> answer = planning::Solve(model.instance, budget);
    if (!goes_on()) return absl::CancelledError("nobody waits for the plan");
    if (!answer.ok()) return NoPlan(model, answer.status());
    if (const auto* infeasible = std::get_if<planning::Infeasible>(&*answer)) return NoPlan(model, *infeasible);
    Solution& solution = std::get<Solution>(*answer);
    TellFound(model, solution);
    return std::move(solution);
  }

  void TellStep(const planning::Progress& step) {
    PlanProgress progress;
    progress.set_phase(PlanProgress::PHASE_SOLVING);
    progress.set_stage(std::string(step.stage));
    progress.set_work(step.work);
    progress.set_placed(step.placed);
    job_.Tell(std::move(progress));
  }

  void TellFound(const PlanModel& model, const Solution& solution) {
    PlanProgress progress;
    progress.set_phase(PlanProgress::PHASE_SOLVING);
    progress.set_placed(static_cast<int64_t>(solution.plan.pairs.size()));
    for (v1::PlanLevel& level : LevelsOf(model.basis, solution.plan.value, solution.plan.bound))
      *progress.add_levels() = std::move(level);
    job_.Tell(std::move(progress));
  }

  // A plan that could not be committed now is none.
  absl::Status Rehearse(const Plan& plan, const storage::v1::PlanBasis& basis) {
    Tell(PlanProgress::PHASE_CHECKING);
    storage::v1::PlanRecord record;
    *record.mutable_plan() = plan;
    const auto committed = RehearseCommit(parts_.tables, *snapshot_, record, basis, parts_.clock.Now());
    if (!goes_on()) return absl::CancelledError("nobody waits for the plan");
    if (absl::IsAborted(committed.status())) return absl::InternalError(committed.status().ToString());
    return committed.status();
  }

  absl::StatusOr<Plan> Store(const Plan& plan, const storage::v1::PlanBasis& basis) {
    Tell(PlanProgress::PHASE_STORING);
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
  PlanJob& job_;
  const std::unique_ptr<Snapshot> snapshot_;
  const absl::CivilDay day_;  // on which it is planned, with edits and without
  const absl::Time end_time_;
  std::set<std::string> base_;  // assignments that the base plan seats
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
