// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/solve.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/class_sizes.h"
#include "scheduler_service/planning/even_overlap.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/flow_network.h"
#include "scheduler_service/planning/flow_solver.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/overlap.h"
#include "scheduler_service/planning/verify.h"
#include "scheduler_service/planning/warm_flow.h"

namespace jiedui::planning {
namespace {

absl::Status Judge(const Instance& instance, const Answer& answer) {
  std::vector<std::string> findings;
  if (const auto* solution = std::get_if<Solution>(&answer))
    findings = Verify(instance, solution->plan, solution->certificate).findings;
  else
    findings = VerifyInfeasible(instance, std::get<Infeasible>(answer).proof);
  if (findings.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("the answer does not verify: ", absl::StrJoin(findings, "; ")));
}

// Which courses run is a choice that the leximin of each does not decide.
void NoteFairnessIsBounded(Plan& plan) {
  if (std::find(plan.relaxed.begin(), plan.relaxed.end(), kFairnessIsBounded) == plan.relaxed.end())
    plan.relaxed.emplace_back(kFairnessIsBounded);
}

absl::StatusOr<Answer> SolveWithoutMinima(const Instance& instance, Meter& meter) {
  const FlowCase flow = BuildFlow(instance);
  if (flow.why_not.empty()) {
    std::optional<Solution> warm;
    if (IsWarmStartWorthIt(instance)) warm = SolveFromFilling(instance, flow.network, meter);
    if (warm.has_value()) return *std::move(warm);
    return SolveFlow(instance, flow.network, meter);
  }
  if (HasEvenness(instance)) return SolveEvenOverlaps(instance, meter);
  return SolveOverlaps(instance, meter);
}

}  // namespace

absl::StatusOr<Answer> Solve(const Instance& instance, const Budget& budget) {
  RETURN_IF_ERROR(CheckInstance(instance));
  Meter meter(budget);
  const bool has_minima =
      std::any_of(instance.items.begin(), instance.items.end(), [](const Item& item) { return item.seats_min > 0; });
  ASSIGN_OR_RETURN(Answer answer, has_minima ? SolveClassSizes(instance, SolveWithoutMinima, meter)
                                             : SolveWithoutMinima(instance, meter));
  if (auto* solution = std::get_if<Solution>(&answer); solution != nullptr && has_minima && HasFairness(instance))
    NoteFairnessIsBounded(solution->plan);
  RETURN_IF_ERROR(Judge(instance, answer));
  return answer;
}

std::vector<std::string> WhyNotExact(const Instance& instance) { return BuildFlow(instance).why_not; }

std::string ToString(const RuleRef& rule) {
  switch (rule.kind) {
    case RuleRef::Kind::kSeats:
      return absl::StrCat("seats of items[", rule.index, "]");
    case RuleRef::Kind::kSeatsMin:
      return absl::StrCat("seats_min of items[", rule.index, "]");
    case RuleRef::Kind::kFloor:
      return absl::StrCat("floor of quotas[", rule.index, "]");
    case RuleRef::Kind::kCeiling:
      return absl::StrCat("ceiling of quotas[", rule.index, "]");
    case RuleRef::Kind::kPin:
      return absl::StrCat("pin of pairs[", rule.index, "]");
  }
  return "";
}

}  // namespace jiedui::planning
