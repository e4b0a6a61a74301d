// SPDX-License-Identifier: Apache-2.0
// A published plan of the exact case, kept at its optimum through one vacancy after another: a place that becomes free
// is filled by the best chain of moves ("A moves to X, which frees a seat for B"), found on the kept prices in time of
// the items that the chain concerns, not of the people.
//
// After every call the plan is optimal for instance(), with prices that prove it (Verify). So nobody eligible waits
// while a seat that they may take, and that is worth something to the goals, is free; and nobody is passed over who
// would be worth more, alone or with the moves that this sets off. Between equals the one of lower index comes first.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/person_move.h"
#include "scheduler_service/planning/residual.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::planning {

struct VacancyChain {
  std::vector<PersonMove> moves;  // in order: who gives up a place, if anybody; who takes it; who takes theirs; ...
  std::vector<int64_t> gain;      // a level: of the optimum; below zero where something was lost
};

// One thread; a copy is independent of the original, for trying something out.
class LivePlan {
 public:
  // Errors of Residual::Make.
  static absl::StatusOr<LivePlan> Make(Instance instance, const Solution& solution);

  // The person of a chosen pair gives it up for good (withdrawal, no-show): it becomes forbidden, and no longer pinned.
  // They stay candidates for their other items, and may move to one; of a pin, what it kept out is forbidden with it.
  // INVALID_ARGUMENT: the pair is not chosen.
  // FAILED_PRECONDITION: a floor needs them and there is nobody else; then nothing has changed.
  absl::StatusOr<VacancyChain> Withdraw(int32_t pair);

  // The person leaves altogether: one chain for each item they had, all or nothing. Errors as of Withdraw; none where
  // they had nothing.
  absl::StatusOr<std::vector<VacancyChain>> Leave(int32_t person);

  // A seat more, a ceiling one higher. RESOURCE_EXHAUSTED: at the limits of an instance.
  absl::StatusOr<VacancyChain> AddSeat(int32_t item);
  absl::StatusOr<VacancyChain> RaiseCeiling(int32_t quota);

  // A seat less. FAILED_PRECONDITION: floors or pins need them all; then nothing has changed.
  absl::StatusOr<VacancyChain> RemoveSeat(int32_t item);

  bool IsChosen(int32_t pair) const;
  const Instance& instance() const { return instance_; }                   // with all changes so far
  Solution ToSolution() const { return residual_.ToSolution(instance_); }  // time: linear in the pairs

 private:
  LivePlan(Instance instance, Residual residual);

  int32_t HolderOf(int32_t pair) const;
  VacancyChain Told() const;
  void Forbid(const std::vector<int32_t>& pairs);

  Instance instance_;
  Residual residual_;
  std::vector<int32_t> claim_begin_;  // people + 1; claims but pins
  std::vector<int32_t> node_of_quota_;
  std::vector<int32_t> pins_;  // as at the beginning: their claims follow the others
};

}  // namespace jiedui::planning
