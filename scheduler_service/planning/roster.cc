// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/roster.h"

#include <algorithm>

namespace jiedui::planning {

Roster::Roster(const Instance& instance, const Choices& choices, const PersonRules& rules,
               const std::vector<absl::int128>& worth, absl::int128 floor_worth)
    : choices_(choices),
      rules_(rules),
      worth_(worth),
      floor_worth_(floor_worth),
      home_(instance),
      held_count_(At(choices.people())),
      days_held_(At(choices.people())),
      holders_(instance.items.size()),
      place_(At(choices.entries()), -1),
      count_(At(choices.gates())) {
  held_begin_.push_back(0);
  for (const int32_t most : choices.items_max) held_begin_.push_back(held_begin_.back() + std::max(0, most));
  held_.resize(At(held_begin_.back()));
  for (const int32_t floor : choices.floor) floors_short_ += floor;
  const std::vector<int32_t>& begin = instance.pair_begin;
  for (const int32_t pin : instance.pinned) {
    const auto end = std::upper_bound(begin.begin(), begin.end(), pin);
    home_.Add(static_cast<int32_t>(end - begin.begin()) - 1, instance.pair_item[At(pin)], 1);
  }
}

bool Roster::HasRoom(int32_t slot) const {
  const auto gates = choices_.GatesOf(slot);
  return std::all_of(gates.begin(), gates.end(),
                     [this](int32_t gate) { return count_[At(gate)] < choices_.capacity[At(gate)]; });
}

bool Roster::HasRoomWithout(int32_t slot, int32_t leaving) const {
  const auto freed = choices_.GatesOf(choices_.slot[At(leaving)]);
  const auto gates = choices_.GatesOf(slot);
  return std::all_of(gates.begin(), gates.end(), [&](int32_t gate) {
    const int32_t less = std::find(freed.begin(), freed.end(), gate) != freed.end() ? 1 : 0;
    return count_[At(gate)] - less < choices_.capacity[At(gate)];
  });
}

bool Roster::Allows(int32_t entry) const {
  const int32_t person = rules_.PersonOf(entry);
  const auto mine = held(person);
  if (Size(mine.size()) >= choices_.items_max[At(person)]) return false;
  if (rules_.DaysOf(entry) > rules_.DaysLeft(person) - days_held_[At(person)]) return false;
  if (std::any_of(mine.begin(), mine.end(), [&](int32_t other) { return rules_.Clashes(entry, other); })) return false;
  return rules_.Missing(entry, mine) == PersonRules::kNoItem && home_.HasRoom(person, rules_.ItemOf(entry));
}

void Roster::Add(int32_t entry) {
  Take(entry);
  log_.push_back(entry);
}

void Roster::Remove(int32_t entry) {
  Give(entry);
  log_.push_back(-1 - entry);
  if (!rules_.has_prerequisites()) return;
  const auto mine = held(rules_.PersonOf(entry));
  const auto stranded = std::find_if(
      mine.begin(), mine.end(), [&](int32_t other) { return rules_.Missing(other, mine) != PersonRules::kNoItem; });
  if (stranded != mine.end()) Remove(*stranded);
}

void Roster::UndoTo(size_t mark) {
  while (log_.size() > mark) {
    const int32_t last = log_.back();
    log_.pop_back();
    if (last >= 0) {
      Give(last);
    } else {
      Take(-1 - last);
    }
  }
}

void Roster::Take(int32_t entry) {
  const int32_t person = rules_.PersonOf(entry);
  const int32_t item = rules_.ItemOf(entry);
  held_[At(held_begin_[At(person)] + held_count_[At(person)]++)] = entry;
  days_held_[At(person)] += rules_.DaysOf(entry);
  place_[At(entry)] = Size(holders_[At(item)].size());
  holders_[At(item)].push_back(entry);
  home_.Add(person, item, 1);
  total_ += worth_[At(entry)];
  if (evenness_ != nullptr) total_ += evenness_->Add(person, item);
  ++placed_;
  for (const int32_t gate : choices_.GatesOf(choices_.slot[At(entry)])) {
    if (count_[At(gate)]++ >= choices_.floor[At(gate)]) continue;
    total_ += floor_worth_;
    --floors_short_;
  }
}

void Roster::Give(int32_t entry) {
  const int32_t person = rules_.PersonOf(entry);
  const int32_t item = rules_.ItemOf(entry);
  const auto mine = held_.begin() + held_begin_[At(person)];
  const auto end = mine + held_count_[At(person)];
  std::iter_swap(std::find(mine, end, entry), end - 1);
  --held_count_[At(person)];
  days_held_[At(person)] -= rules_.DaysOf(entry);
  std::vector<int32_t>& others = holders_[At(item)];
  others[At(place_[At(entry)])] = others.back();
  place_[At(others.back())] = place_[At(entry)];
  others.pop_back();
  place_[At(entry)] = -1;
  home_.Add(person, item, -1);
  total_ -= worth_[At(entry)];
  if (evenness_ != nullptr) total_ -= evenness_->Remove(person, item);
  --placed_;
  for (const int32_t gate : choices_.GatesOf(choices_.slot[At(entry)])) {
    if (--count_[At(gate)] >= choices_.floor[At(gate)]) continue;
    total_ -= floor_worth_;
    ++floors_short_;
  }
}

}  // namespace jiedui::planning
