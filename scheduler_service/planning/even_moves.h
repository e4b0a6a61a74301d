// SPDX-License-Identifier: Apache-2.0
// Makes a roster better by moves of one or two people, each of which is made and taken back unless the roster is worth
// more by it: somebody takes what they do not have and gives up what does not go with it, or one thing more; where that
// needs somebody else to go, they may take something else. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/budget.h"
#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/person_rules.h"
#include "scheduler_service/planning/roster.h"

namespace jiedui::planning {

class EvenMoves {
 public:
  // All must outlive this.
  EvenMoves(const Choices& choices, const PersonRules& rules, Roster& roster, Meter& meter);

  // Until no move helps, or `tries_max` were made, or the budget is used up.
  void Improve(int64_t tries_max);

 private:
  bool TryTake(int32_t entry);
  bool TryWithout(int32_t entry, int32_t given_up);
  bool TryAfterAnother(int32_t entry);
  bool TryInsteadOf(int32_t entry, int32_t leaving);
  bool TryElsewhere(int32_t person);
  bool IsOver() const { return tries_ <= 0 || meter_.exhausted(); }
  bool Fits(int32_t entry) const { return roster_.HasRoom(choices_.slot[At(entry)]) && roster_.Allows(entry); }
  std::vector<int32_t> InTheWay(int32_t entry) const;
  bool AddIfBetter(int32_t entry);

  const Choices& choices_;
  const PersonRules& rules_;
  Roster& roster_;
  Meter& meter_;
  int64_t tries_ = 0;         // left
  absl::int128 to_beat_ = 0;  // the roster's worth before the move
};

}  // namespace jiedui::planning
