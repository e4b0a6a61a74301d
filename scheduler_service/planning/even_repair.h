// SPDX-License-Identifier: Apache-2.0
// Makes plans of the general case better by what they are truly worth, evenness included: a price for each group's and
// period's pairs (even_overlap.h) is the same for all of them, so that plans made at prices fill the dearest first.
// One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/even_ledger.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/person_rules.h"
#include "scheduler_service/planning/roster.h"

namespace jiedui::planning {

class EvenRepair {
 public:
  // `instance` has complete pins (CompletePins); `level_weights`: of LevelWeights; `floor_worth`: of FloorWorth. All
  // must outlive this.
  EvenRepair(const Instance& instance, const std::vector<absl::int128>& level_weights, absl::int128 floor_worth,
             Meter& meter);

  // Pairs of a plan that keeps the rules, of no less worth than `pairs`, which are those of one, too.
  std::vector<int32_t> Improve(const std::vector<int32_t>& pairs);

 private:
  // What the chains go by: how evenness sees the pairs that somebody has.
  enum class View { kAsTheLast, kAsOneMore };
  void Guide(const Roster& roster, const EvenLedger& ledger, View view);
  void RunChains(Roster& roster, const EvenLedger& ledger);

  const Instance& instance_;
  const std::vector<absl::int128>& level_weights_;
  const absl::int128 floor_worth_;
  Meter& meter_;
  const Choices choices_;
  const PersonRules rules_;
  std::vector<absl::int128> worth_;  // an entry, without evenness
  std::vector<absl::int128> guide_;  // an entry, with it, as of now
};

}  // namespace jiedui::planning
