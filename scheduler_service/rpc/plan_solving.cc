// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_solving.h"

#include <utility>
#include <variant>

#include "common/base/civil_date.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_matching.h"
#include "scheduler_service/domain/plan_parting.h"
#include "scheduler_service/store/plan_gather.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {

using planning::Solution;
using v1::PlanProgress;

absl::Time EndOfPlanning(const Clock& clock, int seconds_max) {
  return clock.Now() + absl::Seconds(seconds_max > 0 ? seconds_max : kPlanSecondsDefault);
}

absl::Time EndOfShare(const Clock& clock, absl::Time end_time, int64_t pieces_left) {
  const absl::Time now = clock.Now();
  return now + (end_time - now) / pieces_left;
}

PlanSolving::PlanSolving(const ServiceParts& parts, const store::Snapshot& snapshot, std::string pairing,
                         const v1::PlanQuestion& question, PlanJob& job)
    : parts_(parts),
      snapshot_(snapshot),
      pairing_(std::move(pairing)),
      question_(question),
      job_(job),
      day_(ShanghaiDay(parts.clock.Now())) {}

absl::Status PlanSolving::CheckGoesOn() const {
  return job_.cancelled() ? absl::CancelledError("nobody waits for the plan") : absl::OkStatus();
}

void PlanSolving::Tell(PlanProgress::Phase phase, int64_t work) {
  PlanProgress progress;
  progress.set_phase(phase);
  progress.set_work(work);
  job_.Tell(progress);
}

absl::Status PlanSolving::ReadBase() {
  if (question_.base_plan().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(told_, LoadTold(parts_.tables, snapshot_, question_.base_plan()));
  for (const ToldPlace& place : told_) base_.insert(place.placement.assignment());
  return absl::OkStatus();
}

absl::StatusOr<PlanDraft> PlanSolving::Solve(const std::vector<v1::PlanEdit>& edits, absl::Time end_time) {
  Tell(PlanProgress::PHASE_READING);
  const PlanInquiry inquiry{.pairing = pairing_, .question = question_, .edits = edits};
  ASSIGN_OR_RETURN(PlanFacts facts, GatherPlan(parts_.tables, snapshot_, inquiry, [&](int64_t read) {
                     Tell(PlanProgress::PHASE_READING, read);
                     return !job_.cancelled();
                   }));
  facts.day = day_;
  const uint64_t registry_revision = facts.registry_revision;
  PlanDraft draft;
  ASSIGN_OR_RETURN(draft.model, BuildModel(facts, question_, base_));
  if (!draft.model.parted.empty() && !draft.model.basis.is_matching()) {
    ASSIGN_OR_RETURN(draft.model, PartedModel(draft.model.parted, facts, end_time));
  }
  ASSIGN_OR_RETURN(draft.solution,
                   draft.model.basis.is_matching() ? Match(draft.model) : BestFor(draft.model, end_time));
  ASSIGN_OR_RETURN(draft.plan, PlanOf(draft.model, draft.solution));
  TellFound(draft.plan);
  draft.plan.set_state(v1::Plan::STATE_PROPOSED);
  *draft.plan.mutable_question() = question_;
  draft.plan.set_revision(snapshot_.revision());
  draft.plan.set_registry_revision(registry_revision);
  if (!question_.base_plan().empty()) AddNotices(told_, draft.model.basis, draft.model.instance, draft.plan);
  return draft;
}

absl::StatusOr<PlanModel> PlanSolving::PartedModel(const std::vector<int>& parted, const PlanFacts& facts,
                                                   absl::Time end_time) {
  const RelaxedQuestion relaxed = WithoutRulesOf(parted, facts, question_);
  ASSIGN_OR_RETURN(const PlanModel relaxation, BuildModel(relaxed.facts, relaxed.question, base_));
  ASSIGN_OR_RETURN(const Solution best, BestFor(relaxation, EndOfShare(parts_.clock, end_time, 2)));
  ASSIGN_OR_RETURN(PlanModel model,
                   BuildModel(facts, question_, base_, PartPools(parted, relaxed, relaxation, best, question_)));
  SetRelaxation(parted, relaxation, best, model.basis);
  return model;
}

absl::StatusOr<Solution> PlanSolving::Match(const PlanModel& model) {
  Tell(PlanProgress::PHASE_SOLVING);
  absl::StatusOr<Solution> matched = MatchModel(model);
  RETURN_IF_ERROR(CheckGoesOn());
  if (!matched.ok()) return NoPlan(model, matched.status());
  return matched;
}

absl::StatusOr<Solution> PlanSolving::BestFor(const PlanModel& model, absl::Time end_time) {
  Tell(PlanProgress::PHASE_SOLVING);
  const planning::Budget budget{.stop = [this, end_time] { return job_.cancelled() || parts_.clock.Now() > end_time; },
                                .on_progress = [this](const planning::Progress& step) { TellStep(step); }};
  absl::StatusOr<planning::Answer> answer = planning::Solve(model.instance, budget);
  RETURN_IF_ERROR(CheckGoesOn());
  if (!answer.ok()) return NoPlan(model, answer.status());
  if (const auto* infeasible = std::get_if<planning::Infeasible>(&*answer)) return NoPlan(model, *infeasible);
  return std::get<Solution>(*std::move(answer));
}

void PlanSolving::TellStep(const planning::Progress& step) {
  PlanProgress progress;
  progress.set_phase(PlanProgress::PHASE_SOLVING);
  progress.set_stage(std::string(step.stage));
  progress.set_work(step.work);
  progress.set_placed(step.placed);
  job_.Tell(progress);
}

void PlanSolving::TellFound(const v1::Plan& plan) {
  PlanProgress progress;
  progress.set_phase(PlanProgress::PHASE_SOLVING);
  progress.set_placed(plan.placements_size());
  *progress.mutable_levels() = plan.levels();
  job_.Tell(progress);
}

}  // namespace jiedui::scheduler
