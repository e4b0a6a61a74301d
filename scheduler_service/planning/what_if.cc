// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/what_if.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/level_scale.h"
#include "scheduler_service/planning/residual.h"

namespace jiedui::planning {
namespace {

absl::Status CheckSweep(const Instance& instance, const Sweep& sweep) {
  const auto [quota, limit, least, most] = sweep;
  if (limit != Edit::Kind::kFloor && limit != Edit::Kind::kCeiling)
    return absl::InvalidArgumentError("limit: must be kFloor or kCeiling");
  if (quota < 0 || quota >= Size(instance.quotas.size()))
    return absl::InvalidArgumentError(absl::StrCat("quota: ", quota, ", there are ", instance.quotas.size()));
  const Quota& other = instance.quotas[At(quota)];
  const int32_t lowest = limit == Edit::Kind::kFloor ? 0 : other.floor;
  const int32_t highest = limit == Edit::Kind::kFloor ? other.ceiling : kSeatsMax;
  if (least > most || least < lowest || most > highest)
    return absl::InvalidArgumentError(
        absl::StrCat("sweep: ", least, " to ", most, ", must be within ", lowest, " to ", highest));
  return absl::OkStatus();
}

// One step of the limit up or down; nullopt: no plan keeps the rules there.
std::optional<Worth> StepLimit(Residual& residual, int32_t node, bool is_floor, bool up) {
  if (is_floor) return up ? residual.RaiseFloor(node) : std::optional<Worth>(residual.LowerFloor(node));
  return up ? std::optional<Worth>(residual.RaiseCapacity(node)) : residual.LowerCapacity(node);
}

}  // namespace

absl::StatusOr<Supposed> WhatIf(const Instance& instance, const Plan& plan, const std::vector<Edit>& edits,
                                const Budget& budget) {
  ASSIGN_OR_RETURN(const Instance edited, Edited(instance, edits));
  ASSIGN_OR_RETURN(Answer answer, Solve(edited, budget));
  Supposed supposed;
  if (std::holds_alternative<Infeasible>(answer)) return supposed;
  supposed.solution = std::get<Solution>(std::move(answer));
  const Plan& found = supposed.solution->plan;
  for (size_t l = 0; l < found.value.size(); ++l) supposed.effect.push_back(found.value[l] - plan.value[l]);
  supposed.is_exact = plan.optimal() && found.optimal();
  supposed.effect_least = found.value[0] - plan.bound[0];
  supposed.effect_most = found.bound[0] - plan.value[0];
  return supposed;
}

absl::StatusOr<std::vector<SweepPoint>> SweepQuota(const Instance& instance, const Solution& solution,
                                                   const Sweep& sweep) {
  RETURN_IF_ERROR(CheckSweep(instance, sweep));
  ASSIGN_OR_RETURN(Residual residual, Residual::Make(instance, solution));
  const LevelScale scale(instance, residual.level_weights(), solution.plan.value);
  int32_t node = 0;
  while (residual.network().nodes[At(node)].quota != sweep.quota) ++node;
  const bool is_floor = sweep.limit == Edit::Kind::kFloor;
  const Quota& quota = instance.quotas[At(sweep.quota)];
  const int32_t now = is_floor ? quota.floor : quota.ceiling;
  std::vector<SweepPoint> points;
  for (int32_t k = sweep.least; k <= sweep.most; ++k) points.push_back({.limit = k});
  const auto tell = [&](int32_t at, Worth gain) {
    if (at < sweep.least || at > sweep.most) return;
    std::vector<int64_t> value = scale.Effect(gain);
    for (size_t l = 0; l < value.size(); ++l) value[l] += solution.plan.value[l];
    points[At(at - sweep.least)].value = std::move(value);
  };
  tell(now, 0);
  const Residual::Snapshot snapshot = residual.Save();
  for (const bool up : {true, false}) {
    Worth gain = 0;
    for (int32_t at = now; up ? at < sweep.most : at > sweep.least;) {
      const std::optional<Worth> step = StepLimit(residual, node, is_floor, up);
      if (!step.has_value()) break;
      gain += *step;
      at += up ? 1 : -1;
      tell(at, gain);
    }
    residual.Restore(snapshot);
  }
  return points;
}

}  // namespace jiedui::planning
