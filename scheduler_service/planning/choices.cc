// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/choices.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

class Layout {
 public:
  explicit Layout(const Instance& instance)
      : instance_(instance), quotas_(instance.items.size()), bare_(instance.items.size(), -1) {
    for (int32_t q = 0; q < Size(instance.quotas.size()); ++q)
      quotas_[At(instance.quotas[At(q)].item)].emplace_back(instance.quotas[At(q)].group, q);
    for (auto& of_item : quotas_) std::sort(of_item.begin(), of_item.end());
  }

  Choices Take() && {
    AddGates();
    const std::vector<bool> stands = StandingPairs(instance_);
    choices_.entry_begin.push_back(0);
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person) AddPerson(person, stands);
    NumberSlots();
    return std::move(choices_);
  }

 private:
  void AddGates() {
    for (const Item& item : instance_.items) {
      choices_.floor.push_back(0);
      choices_.capacity.push_back(item.seats);
    }
    for (const Quota& quota : instance_.quotas) {
      choices_.floor.push_back(quota.floor);
      choices_.capacity.push_back(quota.ceiling);
    }
  }

  void AddPerson(int32_t person, const std::vector<bool>& stands) {
    int32_t room = instance_.items_per_person_max;
    pairs_.clear();
    for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair) {
      if (!stands[At(pair)]) continue;
      if (std::binary_search(instance_.pinned.begin(), instance_.pinned.end(), pair)) {
        --room;
        TakeOut(person, pair);
      } else {
        pairs_.push_back(pair);
      }
    }
    std::stable_sort(pairs_.begin(), pairs_.end(), [this](int32_t a, int32_t b) {
      return DaysOfPair(instance_, a).last < DaysOfPair(instance_, b).last;
    });
    AddEntries(person, room);
  }

  void AddEntries(int32_t person, int32_t room) {
    const auto last_day = [this](int32_t pair) { return DaysOfPair(instance_, pair).last; };
    std::vector<int32_t> most(1);  // entries that fit together among the first k
    for (const int32_t pair : pairs_) {
      const int32_t free_until = DaysOfPair(instance_, pair).first - instance_.travel_buffer_days;
      const auto before = std::partition_point(pairs_.begin(), pairs_.end(),
                                               [&](int32_t other) { return last_day(other) < free_until; });
      choices_.pair.push_back(pair);
      choices_.slot.push_back(SlotOf(person, pair));
      choices_.before.push_back(static_cast<int32_t>(before - pairs_.begin()));
      most.push_back(std::max(most.back(), 1 + most[At(choices_.before.back())]));
    }
    choices_.entry_begin.push_back(choices_.entries());
    choices_.items_max.push_back(std::min(room, most.back()));
    choices_.is_limited.push_back(room < most.back());
  }

  void FindGates(int32_t person, int32_t item) {
    gates_.assign(1, item);
    const auto groups = Of(person, instance_.group_begin, instance_.group);
    for (const auto& [group, q] : quotas_[At(item)])
      if (std::binary_search(groups.begin(), groups.end(), group)) gates_.push_back(Size(instance_.items.size()) + q);
    std::sort(gates_.begin(), gates_.end());
  }

  int32_t SlotOf(int32_t person, int32_t pair) {
    const int32_t item = instance_.pair_item[At(pair)];
    FindGates(person, item);
    if (gates_.size() > 1) return slots_.try_emplace(gates_, Size(slots_.size())).first->second;
    int32_t& slot = bare_[At(item)];
    if (slot < 0) slot = slots_.try_emplace(gates_, Size(slots_.size())).first->second;
    return slot;
  }

  void TakeOut(int32_t person, int32_t pair) {
    FindGates(person, instance_.pair_item[At(pair)]);
    for (const int32_t gate : gates_) {
      --choices_.capacity[At(gate)];
      choices_.floor[At(gate)] = std::max(0, choices_.floor[At(gate)] - 1);
    }
  }

  // In the order of their gates, so that those of an item follow each other.
  void NumberSlots() {
    std::vector<int32_t> number(slots_.size());
    choices_.item_slots.assign(instance_.items.size() + 1, 0);
    choices_.slot_begin.push_back(0);
    int32_t next = 0;
    for (const auto& [gates, old] : slots_) {
      number[At(old)] = next++;
      choices_.slot_gate.insert(choices_.slot_gate.end(), gates.begin(), gates.end());
      choices_.slot_begin.push_back(Size(choices_.slot_gate.size()));
      ++choices_.item_slots[At(gates.front()) + 1];
    }
    for (size_t j = 1; j < choices_.item_slots.size(); ++j) choices_.item_slots[j] += choices_.item_slots[j - 1];
    for (int32_t& slot : choices_.slot) slot = number[At(slot)];
  }

  const Instance& instance_;
  std::vector<std::vector<std::pair<int32_t, int32_t>>> quotas_;  // of an item: group, quota; by group
  std::map<std::vector<int32_t>, int32_t> slots_;                 // by gates
  std::vector<int32_t> bare_;                                     // of an item: the slot that no quota counts, or -1
  std::vector<int32_t> pairs_;                                    // of the person at hand
  std::vector<int32_t> gates_;                                    // of the pair at hand
  Choices choices_;
};

}  // namespace

Choices LayOut(const Instance& instance) { return Layout(instance).Take(); }

}  // namespace jiedui::planning
