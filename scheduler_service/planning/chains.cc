// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/chains.h"

#include <algorithm>

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int128 kNever = int128{1} << 120;
constexpr int32_t kSweepsMax = 6;
constexpr int32_t kMovesMax = 64;

}  // namespace

Chains::Chains(const Choices& choices, const PersonRules& rules, const std::vector<int128>& worth, int128 floor_worth,
               Roster& roster, Meter& meter)
    : choices_(choices),
      rules_(rules),
      worth_(worth),
      floor_worth_(floor_worth),
      roster_(roster),
      meter_(meter),
      best_bundle_(choices),
      cost_(At(choices.slots())),
      is_free_(At(choices.slots())),
      leaving_(choices.item_slots.size() - 1) {}

void Chains::Fill(const std::vector<int64_t>& weight, const std::vector<int64_t>& slot_price, int64_t discount) {
  for (int32_t person = 0; person < choices_.people(); ++person) {
    best_bundle_.Value(person, [&](int32_t entry) -> int128 {
      const int32_t slot = choices_.slot[At(entry)];
      if (roster_.holds(entry)) return kNever / kItemsMax;
      return roster_.HasRoom(slot) ? weight[At(entry)] - slot_price[At(slot)] + discount : -kNever;
    });
    bundle_.clear();
    best_bundle_.ForEachChosen([this](int32_t entry) { bundle_.push_back(entry); });
    for (auto entry = bundle_.rbegin(); entry != bundle_.rend(); ++entry)
      if (!roster_.holds(*entry) && roster_.Allows(*entry) && worth_[At(*entry)] > 0) roster_.Add(*entry);
  }
  roster_.Forget();
  meter_.Spend(choices_.entries(), "repair", roster_.placed());
}

void Chains::Improve(int32_t rounds) {
  for (int32_t round = 0; round < rounds && !meter_.exhausted(); ++round)
    if (Round() == 0) return;
}

int32_t Chains::FloorsUnmet(int32_t slot) const {
  int32_t unmet = 0;
  for (const int32_t gate : choices_.GatesOf(slot)) unmet += roster_.count(gate) < choices_.floor[At(gate)] ? 1 : 0;
  return unmet;
}

// Costs fall from free places backwards.
void Chains::FindCosts() {
  for (int32_t slot = 0; slot < choices_.slots(); ++slot) {
    is_free_[At(slot)] = roster_.HasRoom(slot);
    cost_[At(slot)] = is_free_[At(slot)] ? -floor_worth_ * FloorsUnmet(slot) : kNever;
  }
  const int32_t items = Size(leaving_.size());
  bool any = true;
  for (int32_t sweep = 0; sweep < kSweepsMax && any && !meter_.exhausted(); ++sweep) {
    any = false;
    for (int32_t k = 0; k < items; ++k) any |= SweepItem(sweep % 2 == 0 ? k : items - 1 - k);
  }
  QueueLeaving();
}

bool Chains::SweepItem(int32_t item) {
  bool any = false;
  int64_t looked_at = 0;
  for (const int32_t entry : roster_.holders(item)) {
    const int32_t person = rules_.PersonOf(entry);
    looked_at += choices_.entry_begin[At(person) + 1] - choices_.entry_begin[At(person)];
    any |= Relax(entry, CheapestExit(entry).cost);
  }
  meter_.Spend(looked_at, "repair", roster_.placed());
  return any;
}

void Chains::QueueLeaving() {
  for (int32_t item = 0; item < Size(leaving_.size()); ++item) {
    std::vector<Leaving>& queue = leaving_[At(item)];
    queue.clear();
    for (const int32_t entry : roster_.holders(item)) queue.push_back({CheapestExit(entry).cost, entry});
    std::stable_sort(queue.begin(), queue.end(), [](const Leaving& a, const Leaving& b) { return a.cost > b.cost; });
  }
}

// Whose leaving the slot's item makes room most cheaply, as far as known; -1: nobody's.
int32_t Chains::TakeLeaving(int32_t slot) {
  std::vector<Leaving>& queue = leaving_[At(choices_.ItemOf(slot))];
  Leaving best{.cost = kNever, .entry = -1};
  for (size_t k = queue.size(); k-- > 0;) {
    const Leaving next = queue[k];
    if (!roster_.holds(next.entry)) {
      queue.erase(queue.begin() + static_cast<std::ptrdiff_t>(k));
      continue;
    }
    if (!roster_.HasRoomWithout(slot, next.entry)) continue;
    if (floor_worth_ == 0) return next.entry;
    const int128 cost = next.cost + FloorLoss(next.entry, slot);
    if (cost < best.cost) best = {cost, next.entry};
  }
  return best.entry;
}

// What it costs that the holder of `entry` leaves it for the best they can have instead, and what that is; -1: nothing.
Chains::Leaving Chains::CheapestExit(int32_t entry) const {
  const int32_t person = rules_.PersonOf(entry);
  const auto mine = roster_.held(person);
  Leaving best{.cost = 0, .entry = -1};
  for (int32_t other = choices_.entry_begin[At(person)]; other < choices_.entry_begin[At(person) + 1]; ++other) {
    const int32_t slot = choices_.slot[At(other)];
    if (cost_[At(slot)] >= kNever || roster_.holds(other)) continue;
    int128 cost = cost_[At(slot)] - worth_[At(other)];
    if (cost >= best.cost) continue;
    for (const int32_t kept : mine)
      if (kept != entry && rules_.Clashes(kept, other)) cost += HeldWorth(kept);
    if (cost < best.cost) best = {cost, other};
  }
  best.cost += worth_[At(entry)];
  return best;
}

int128 Chains::FloorLoss(int32_t leaving, int32_t slot) const {
  if (floor_worth_ == 0) return 0;
  const auto kept = choices_.GatesOf(slot);
  int128 loss = 0;
  for (const int32_t gate : choices_.GatesOf(choices_.slot[At(leaving)]))
    if (roster_.count(gate) <= choices_.floor[At(gate)] && std::find(kept.begin(), kept.end(), gate) == kept.end())
      loss += floor_worth_;
  for (const int32_t gate : kept) {
    const auto left = choices_.GatesOf(choices_.slot[At(leaving)]);
    if (roster_.count(gate) < choices_.floor[At(gate)] && std::find(left.begin(), left.end(), gate) == left.end())
      loss -= floor_worth_;
  }
  return loss;
}

// Offers the place that `leaving` would free to the slots of the item that lack one.
bool Chains::Relax(int32_t leaving, int128 cost) {
  const int32_t item = rules_.ItemOf(leaving);
  bool any = false;
  for (int32_t slot = choices_.item_slots[At(item)]; slot < choices_.item_slots[At(item) + 1]; ++slot) {
    if (is_free_[At(slot)]) continue;
    const int128 all = cost + FloorLoss(leaving, slot);
    if (all >= cost_[At(slot)] || !roster_.HasRoomWithout(slot, leaving)) continue;
    cost_[At(slot)] = all;
    any = true;
  }
  return any;
}

int64_t Chains::Round() {
  const bool any_rules = rules_.has_more_than_dates() || floor_worth_ != 0;
  FindCosts();
  int64_t successes = 0;
  for (const Start& start : FindStarts()) {
    if (meter_.exhausted()) break;
    if (Try(start.person) || TryOneMore(start.person, !any_rules)) ++successes;
  }
  return successes;
}

// What an entry brings its person, with the floors that it keeps, or the cost of a place for it.
int128 Chains::HeldWorth(int32_t entry) const {
  int128 worth = worth_[At(entry)];
  if (floor_worth_ == 0) return worth;
  for (const int32_t gate : choices_.GatesOf(choices_.slot[At(entry)]))
    if (roster_.count(gate) <= choices_.floor[At(gate)]) worth += floor_worth_;
  return worth;
}

int128 Chains::NewWorth(int32_t entry) const {
  return worth_[At(entry)] - std::max(cost_[At(choices_.slot[At(entry)])], -kNever);
}

// Who would gain by another bundle, most first.
std::vector<Chains::Start> Chains::FindStarts() {
  std::vector<Start> starts;
  for (int32_t person = 0; person < choices_.people(); ++person)
    if (const int128 gain = FindBundle(person); gain > 0) starts.push_back({gain, person});
  meter_.Spend(choices_.entries(), "repair", roster_.placed());
  std::stable_sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) { return a.gain > b.gain; });
  return starts;
}

int128 Chains::FindBundle(int32_t person) {
  int128 gain = best_bundle_.Value(
      person, [this](int32_t entry) { return roster_.holds(entry) ? HeldWorth(entry) : NewWorth(entry); });
  for (const int32_t entry : roster_.held(person)) gain -= HeldWorth(entry);
  if (gain <= 0) return gain;
  bundle_.clear();
  best_bundle_.ForEachChosen([this](int32_t entry) { bundle_.push_back(entry); });
  std::reverse(bundle_.begin(), bundle_.end());
  return gain;
}

// The whole bundle.
bool Chains::Try(int32_t person) {
  if (FindBundle(person) <= 0) return false;
  const size_t mark = roster_.Mark();
  const int128 before = roster_.total();
  const std::vector<int32_t> mine(roster_.held(person).begin(), roster_.held(person).end());
  for (const int32_t entry : mine)
    if (roster_.holds(entry) && std::find(bundle_.begin(), bundle_.end(), entry) == bundle_.end())
      roster_.Remove(entry);
  for (const int32_t entry : std::vector<int32_t>(bundle_))
    if (!roster_.holds(entry)) Place(entry);
  return Commit(mark, before);
}

// What the entry would bring its person beyond all that clashes with it, as the costs have it.
int128 Chains::GainOf(int32_t entry) const {
  int128 gain = NewWorth(entry);
  for (const int32_t other : roster_.held(rules_.PersonOf(entry)))
    if (rules_.Clashes(other, entry)) gain -= HeldWorth(other);
  return gain;
}

// One entry at a time, with what it requires: where costs have risen since, or rules that bundles do not know are in
// the way.
bool Chains::TryOneMore(int32_t person, bool only_gains) {
  for (int32_t entry = choices_.entry_begin[At(person)]; entry < choices_.entry_begin[At(person) + 1]; ++entry) {
    if (roster_.holds(entry) || cost_[At(choices_.slot[At(entry)])] >= kNever) continue;
    if (only_gains && GainOf(entry) <= 0) continue;
    const size_t mark = roster_.Mark();
    const int128 before = roster_.total();
    Place(entry);
    if (Commit(mark, before)) return true;
  }
  return false;
}

bool Chains::Commit(size_t mark, int128 before) {
  if (roster_.total() > before) {
    roster_.Forget();
    return true;
  }
  roster_.UndoTo(mark);
  return false;
}

// Puts `entry` into the roster, then whoever had to leave for it into where they go.
bool Chains::Place(int32_t entry) {
  to_place_.assign(1, entry);
  bool is_placed = false;
  for (int32_t move = 0; move < kMovesMax && !to_place_.empty(); ++move) {
    const int32_t next = to_place_.back();
    to_place_.pop_back();
    const bool done = PlaceOne(next);
    if (move == 0) is_placed = done;
  }
  return is_placed;
}

// False: no way to.
bool Chains::PlaceOne(int32_t entry) {
  if (roster_.holds(entry)) return false;
  MakeWayFor(entry);
  if (!roster_.Allows(entry)) return false;
  const int32_t slot = choices_.slot[At(entry)];
  if (!roster_.HasRoom(slot)) {
    const int32_t leaving = TakeLeaving(slot);
    if (leaving < 0) return false;
    const int32_t exit = CheapestExit(leaving).entry;
    roster_.Remove(leaving);
    if (exit >= 0) to_place_.push_back(exit);
  }
  roster_.Add(entry);
  return true;
}

// Takes from the person what does not go with `entry`, and the least worthy things until number and days allow it;
// gives them what it requires, where there is room.
void Chains::MakeWayFor(int32_t entry) {
  const int32_t person = rules_.PersonOf(entry);
  const std::vector<int32_t> mine(roster_.held(person).begin(), roster_.held(person).end());
  for (const int32_t other : mine)
    if (roster_.holds(other) && rules_.Clashes(other, entry)) roster_.Remove(other);
  for (int32_t steps = 0; steps < kMovesMax; ++steps) {
    const int32_t needed = rules_.Missing(entry, roster_.held(person));
    if (needed == PersonRules::kNoItem) break;
    const int32_t first = rules_.EntryFor(entry, needed);
    if (first < 0 || roster_.holds(first) || !roster_.HasRoom(choices_.slot[At(first)]) || !roster_.Allows(first))
      return;
    roster_.Add(first);
  }
}

}  // namespace jiedui::planning
