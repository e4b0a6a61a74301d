// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_reads.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/domain/plan_explanation.h"
#include "scheduler_service/domain/plan_matching.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_overview.h"
#include "scheduler_service/domain/plan_parting.h"
#include "scheduler_service/domain/plan_told.h"
#include "scheduler_service/planning/verify.h"
#include "scheduler_service/store/plan_commit.h"
#include "scheduler_service/store/plan_rows.h"

namespace jiedui::scheduler {
namespace {

using rpc::ReadContext;
using storage::v1::PlanBasis;

constexpr size_t kChangedToldMax = 100;
constexpr absl::Duration kExplanationTimeMax = absl::Seconds(10);  // of a reading thread, while changes are tried

std::function<bool()> WhenTimeIsUp(const ServiceParts& parts, const ReadContext& context) {
  const absl::Time end = std::min(context.call.deadline, context.now + kExplanationTimeMax);
  return [&clock = parts.clock, end] { return clock.Now() >= end; };
}

// Names as the candidates' assignments have them now.
class DisplayNames {
 public:
  DisplayNames(const Tables& tables, const store::Snapshot& snapshot, const PlanBasis& basis)
      : tables_(tables), snapshot_(snapshot), basis_(basis) {}

  // Empty for somebody who is no candidate.
  absl::StatusOr<std::string> Of(const std::string& person) const {
    const PlanNames names(basis_);
    const std::optional<int32_t> number = names.FindPerson(person);
    if (!number.has_value()) return "";
    const std::vector<int32_t> seekers = names.SeekersOf(*number);
    return seekers.empty() ? "" : DisplayNameOf(tables_, snapshot_, names.Assignment(seekers.front()));
  }

 private:
  const Tables& tables_;
  const store::Snapshot& snapshot_;
  const PlanBasis& basis_;
};

absl::Status AddNames(const DisplayNames& names, v1::PersonExplanation& explanation) {
  ASSIGN_OR_RETURN(*explanation.mutable_person_display_name(), names.Of(explanation.person()));
  for (auto& placement : *explanation.mutable_placements())
    placement.set_person_display_name(explanation.person_display_name());
  for (auto& refusal : *explanation.mutable_refusals())
    for (v1::PlanMove& move : *refusal.mutable_chain()) {
      ASSIGN_OR_RETURN(*move.mutable_person_display_name(), names.Of(move.person()));
    }
  return absl::OkStatus();
}

// What the proof says, by code that shares nothing with the planner. A matching's is that nobody and no posting would
// both rather have each other.
absl::Status Judge(const PlanBasis& basis, const planning::Solution& solution, v1::VerifyPlanResponse& response) {
  ASSIGN_OR_RETURN(const planning::Instance instance, InstanceOf(basis));
  if (basis.is_matching()) {
    ASSIGN_OR_RETURN(const std::vector<std::string> findings, FindingsInMatching(basis, instance, solution));
    response.mutable_findings()->Assign(findings.begin(), findings.end());
    return absl::OkStatus();
  }
  planning::Verdict verdict = planning::Verify(instance, solution.plan, solution.certificate);
  for (const std::string& finding : verdict.findings) response.add_findings(InNames(basis, finding));
  if (basis.has_relaxation() && verdict.ok()) {
    ASSIGN_OR_RETURN(verdict, JudgeByRelaxation(basis, solution));
    for (const std::string& finding : verdict.findings) response.add_findings(absl::StrCat("as bounded: ", finding));
  }
  if (verdict.value.size() == verdict.bound.size())
    for (v1::PlanLevel& level : LevelsOf(basis, verdict.value, verdict.bound))
      *response.add_levels() = std::move(level);
  return absl::OkStatus();
}

// The bounds of a relaxation are counted anew, those of a plan are what it says.
std::vector<v1::PlanLevel> LevelsTold(const PlanBasis& basis, const planning::Solution& solution,
                                      const v1::VerifyPlanResponse& response) {
  if (basis.has_relaxation()) return {response.levels().begin(), response.levels().end()};
  return LevelsOf(basis, solution.plan.value, solution.plan.bound);
}

}  // namespace

absl::StatusOr<v1::Plan> GetPlan(const ServiceParts& parts, const v1::GetPlanRequest& request,
                                 const ReadContext& context) {
  ASSIGN_OR_RETURN(storage::v1::PlanRecord record, LoadPlan(parts.tables, context.snapshot, request.name()));
  v1::Plan& plan = *record.mutable_plan();
  if (!plan.question().base_plan().empty() && record.parts() > 0) {
    ASSIGN_OR_RETURN(PlanBasis basis, LoadBasis(parts.tables, context.snapshot, record));
    plan.mutable_notices()->Swap(basis.mutable_notices());
  }
  RETURN_IF_ERROR(AddDisplayNames(parts.tables, context.snapshot, plan));
  return std::move(plan);
}

absl::StatusOr<v1::PersonExplanation> ExplainPerson(const ServiceParts& parts, const v1::ExplainPersonRequest& request,
                                                    const ReadContext& context) {
  ASSIGN_OR_RETURN(const auto record, LoadPlan(parts.tables, context.snapshot, request.plan()));
  ASSIGN_OR_RETURN(const PlanBasis basis, LoadBasis(parts.tables, context.snapshot, record));
  ASSIGN_OR_RETURN(v1::PersonExplanation explanation,
                   ExplainInPlan(basis, request.person(), WhenTimeIsUp(parts, context)));
  explanation.set_plan(request.plan());
  RETURN_IF_ERROR(AddNames(DisplayNames(parts.tables, context.snapshot, basis), explanation));
  return explanation;
}

absl::StatusOr<v1::PlanOverview> SurveyPlan(const ServiceParts& parts, const v1::SurveyPlanRequest& request,
                                            const ReadContext& context) {
  ASSIGN_OR_RETURN(const auto record, LoadPlan(parts.tables, context.snapshot, request.plan()));
  ASSIGN_OR_RETURN(const PlanBasis basis, LoadBasis(parts.tables, context.snapshot, record));
  return OverviewOfPlan(basis, request.plan(), WhenTimeIsUp(parts, context));
}

absl::StatusOr<v1::VerifyPlanResponse> VerifyPlan(const ServiceParts& parts, const v1::VerifyPlanRequest& request,
                                                  const ReadContext& context) {
  ASSIGN_OR_RETURN(const auto record, LoadPlan(parts.tables, context.snapshot, request.name()));
  ASSIGN_OR_RETURN(const PlanBasis basis, LoadBasis(parts.tables, context.snapshot, record));
  ASSIGN_OR_RETURN(const planning::Solution solution, SolutionOf(basis));
  v1::VerifyPlanResponse response;
  RETURN_IF_ERROR(Judge(basis, solution, response));
  // A proof is worth nothing for a plan that says something else.
  if (response.findings().empty())
    for (const std::string& finding :
         FindingsInTold(record.plan(), basis, solution, LevelsTold(basis, solution, response)))
      response.add_findings(finding);
  response.set_verified(response.findings().empty());
  response.set_revision(context.snapshot.revision());
  if (record.plan().state() != v1::Plan::STATE_PROPOSED) return response;
  ASSIGN_OR_RETURN(const std::vector<RuleViolation> changed,
                   WhyOutdated(parts.tables, context.snapshot, record.plan(), basis, context.now));
  response.set_outdated(!changed.empty());
  response.set_changed(static_cast<int32_t>(changed.size()));
  for (size_t k = 0; k < changed.size() && k < kChangedToldMax; ++k) response.add_changed_resources(changed[k].subject);
  return response;
}

}  // namespace jiedui::scheduler
