// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_moves.h"

#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

constexpr int32_t kNothing = -1;

}  // namespace

EvenMoves::EvenMoves(const Choices& choices, const PersonRules& rules, Roster& roster, Meter& meter)
    : choices_(choices), rules_(rules), roster_(roster), meter_(meter) {}

void EvenMoves::Improve(int64_t tries_max) {
  tries_ = tries_max;
  roster_.Forget();
  for (bool any = true; any && !IsOver();) {
    any = false;
    for (int32_t entry = 0; entry < choices_.entries() && !IsOver(); ++entry)
      if (!roster_.holds(entry)) any |= TryTake(entry);
  }
}

bool EvenMoves::TryTake(int32_t entry) {
  to_beat_ = roster_.total();
  if (TryWithout(entry, kNothing)) return true;
  const auto held = roster_.held(rules_.PersonOf(entry));
  const std::vector<int32_t> mine(held.begin(), held.end());
  for (const int32_t other : mine)
    if (!rules_.Clashes(other, entry) && TryWithout(entry, other)) return true;
  return false;
}

// Gives up what clashes with the entry, and `given_up`.
bool EvenMoves::TryWithout(int32_t entry, int32_t given_up) {
  const size_t mark = roster_.Mark();
  const auto held = roster_.held(rules_.PersonOf(entry));
  const std::vector<int32_t> mine(held.begin(), held.end());
  for (const int32_t other : mine)
    if (roster_.holds(other) && (other == given_up || rules_.Clashes(other, entry))) roster_.Remove(other);
  if (Fits(entry) ? AddIfBetter(entry) : TryAfterAnother(entry)) return true;
  roster_.UndoTo(mark);
  return false;
}

// Adds it and keeps all changes, if the roster is worth more by them.
bool EvenMoves::AddIfBetter(int32_t entry) {
  --tries_;
  meter_.Spend(1, "repair", roster_.placed());
  roster_.Add(entry);
  if (roster_.total() <= to_beat_) return false;
  roster_.Forget();
  return true;
}

// Whose leaving might let the entry in: those in its item if it is full, else whoever of a covered group is away.
std::vector<int32_t> EvenMoves::InTheWay(int32_t entry) const {
  if (!roster_.HasRoom(choices_.slot[At(entry)])) return roster_.holders(rules_.ItemOf(entry));
  std::vector<int32_t> entries;
  if (rules_.has_home_covers())
    for (int32_t other = 0; other < choices_.entries(); ++other)
      if (roster_.holds(other)) entries.push_back(other);
  return entries;
}

bool EvenMoves::TryAfterAnother(int32_t entry) {
  const int32_t person = rules_.PersonOf(entry);
  for (const int32_t leaving : InTheWay(entry))
    if (rules_.PersonOf(leaving) != person && !IsOver() && TryInsteadOf(entry, leaving)) return true;
  return false;
}

bool EvenMoves::TryInsteadOf(int32_t entry, int32_t leaving) {
  const size_t mark = roster_.Mark();
  roster_.Remove(leaving);
  --tries_;
  if (Fits(entry) && (AddIfBetter(entry) || TryElsewhere(rules_.PersonOf(leaving)))) return true;
  roster_.UndoTo(mark);
  return false;
}

// Something else for whoever left.
bool EvenMoves::TryElsewhere(int32_t person) {
  for (int32_t entry = choices_.entry_begin[At(person)]; entry < choices_.entry_begin[At(person) + 1]; ++entry) {
    if (roster_.holds(entry) || !Fits(entry)) continue;
    const size_t mark = roster_.Mark();
    if (AddIfBetter(entry)) return true;
    roster_.UndoTo(mark);
  }
  return false;
}

}  // namespace jiedui::planning
