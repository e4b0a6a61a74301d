// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_by_level.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/numeric/int128.h"
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

// Adds proofs of the first levels: the largest sum of all levels says little of them, as the weights are close. When
// the budget ends before there are any, bounds stay what they are.
void ProveFirst(const Instance& instance, int32_t levels, const FlowNetwork& network, Meter& meter,
                Solution& solution) {
  absl::StatusOr<Answer> answer = SolveFlow(FirstLevels(instance, levels, solution.plan), network, meter);
  auto* first = answer.ok() ? std::get_if<Solution>(&*answer) : nullptr;
  if (first == nullptr) return;
  for (Prices& proof : first->certificate.proofs) {
    proof.level_weight.resize(instance.levels.size());
    solution.certificate.proofs.push_back(std::move(proof));
  }
  solution.plan.bound = LevelBounds(instance, solution.certificate, solution.plan.value);
}

// With chains as long as fit.
absl::StatusOr<Answer> SolveClose(const Instance& instance, int32_t close, const FlowNetwork& network, Meter& meter,
                                  int64_t moves_max) {
  for (int64_t moves = moves_max;; moves /= 2) {
    const absl::StatusOr<std::vector<absl::int128>> weights = CloseLevelWeights(instance, close, moves);
    absl::StatusOr<Answer> answer = weights.ok() ? SolveFlowAt(instance, network, *weights, meter) : weights.status();
    if (!absl::IsOutOfRange(answer.status()) || moves <= kMovesLeast) return answer;
  }
}

}  // namespace

// The fewer levels are close, the further the weights of the others are apart, and the more of it one proof says; the
// more are, the longer the chains that fit.
absl::StatusOr<Answer> SolveLevels(const Instance& instance, const FlowNetwork& network, Meter& meter,
                                   int64_t moves_max) {
  std::optional<Solution> best;
  absl::StatusOr<Answer> answer = absl::OutOfRangeError("one level does not fit 96 bits: use smaller values");
  for (int32_t close = 1; close < Size(instance.levels.size()); ++close) {
    answer = SolveClose(instance, close, network, meter, moves_max);
    if (absl::IsOutOfRange(answer.status())) continue;
    if (!answer.ok() || std::holds_alternative<Infeasible>(*answer)) break;
    auto& solution = std::get<Solution>(*answer);
    ProveFirst(instance, close, network, meter, solution);
    KeepBetter(instance, std::move(solution), best);
    const bool is_over = best->plan.optimal() || meter.exhausted();
    if (is_over || CloseLevelWeights(instance, close, moves_max).ok()) break;  // no longer chains are to be had
  }
  if (best.has_value()) return *std::move(best);
  return answer;
}

}  // namespace jiedui::planning
