// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_by_level.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/numeric/int128.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/flow_solver.h"
#include "scheduler_service/planning/overlap_proof.h"

namespace jiedui::planning {
namespace {

// The first levels by themselves, from where the plan stands.
Instance FirstLevels(const Instance& instance, int32_t levels, const Plan& plan) {
  Instance first = instance;
  first.levels.resize(At(levels));
  first.base = plan.pairs;
  return first;
}

// Bounds for the first levels: the largest sum of all levels says little of them, as the weights are close.
absl::Status ProveFirst(const Instance& instance, int32_t levels, const FlowNetwork& network, Meter& meter,
                        Solution& solution) {
  absl::StatusOr<Answer> answer = SolveFlow(FirstLevels(instance, levels, solution.plan), network, meter);
  RETURN_IF_ERROR(answer.status());
  if (auto* first = std::get_if<Solution>(&*answer); first != nullptr)
    for (Prices& proof : first->certificate.proofs) {
      proof.level_weight.resize(instance.levels.size());
      solution.certificate.proofs.push_back(std::move(proof));
    }
  solution.plan.bound = LevelBounds(instance, solution.certificate, solution.plan.value);
  return absl::OkStatus();
}

}  // namespace

// The fewer levels are close, the further the weights of the others are apart, and the more of it one proof says.
absl::StatusOr<Answer> SolveLevels(const Instance& instance, const FlowNetwork& network, Meter& meter,
                                   int64_t moves_max) {
  std::optional<Solution> best;
  for (int32_t close = 1; close < Size(instance.levels.size()); ++close) {
    const absl::StatusOr<std::vector<absl::int128>> weights = CloseLevelWeights(instance, close, moves_max);
    if (!weights.ok()) continue;
    absl::StatusOr<Answer> answer = SolveFlowAt(instance, network, *weights, meter);
    if (absl::IsOutOfRange(answer.status())) continue;
    if (!answer.ok() || std::holds_alternative<Infeasible>(*answer)) return answer;
    auto& solution = std::get<Solution>(*answer);
    RETURN_IF_ERROR(ProveFirst(instance, close, network, meter, solution));
    if (!best.has_value() || solution.plan.value > best->plan.value) best = std::move(solution);
    if (best->plan.optimal() || meter.exhausted()) return *std::move(best);
  }
  if (best.has_value()) return *std::move(best);
  return absl::OutOfRangeError("the levels do not fit 96 bits, not even one by one: use smaller values");
}

}  // namespace jiedui::planning
