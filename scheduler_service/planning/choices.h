// SPDX-License-Identifier: Apache-2.0
// An instance laid out for pricing: what each person may choose from, and the gates that every choice passes. Plain
// values.
//
// A gate is what people share: gate j is the seats of item j, gate items + q is quota q. All entries that pass the same
// gates have one slot. Pinned pairs are taken out: their places are off the gates already.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

struct Choices {
  std::vector<int32_t> floor;     // a gate
  std::vector<int32_t> capacity;  // a gate; below 0: pins alone are too many

  std::vector<int32_t> slot_begin;  // slots + 1
  std::vector<int32_t> slot_gate;   // ascending: the item first
  std::vector<int32_t> item_slots;  // items + 1: the slots of an item follow each other

  // Pairs that can stand and are not pinned, by last day within a person.
  std::vector<int32_t> entry_begin;  // people + 1
  std::vector<int32_t> pair;
  std::vector<int32_t> slot;
  std::vector<int32_t> before;  // how many entries of the person, from the first on, end in time for this one

  std::vector<int32_t> items_max;  // a person: how many entries they may choose
  std::vector<bool> is_limited;    // a person: that is fewer than their days have room for

  int32_t people() const { return Size(items_max.size()); }
  int32_t entries() const { return Size(pair.size()); }
  int32_t slots() const { return Size(slot_begin.size()) - 1; }
  int32_t gates() const { return Size(capacity.size()); }
  int32_t ItemOf(int32_t slot_index) const { return slot_gate[At(slot_begin[At(slot_index)])]; }
  std::span<const int32_t> GatesOf(int32_t slot_index) const { return Of(slot_index, slot_begin, slot_gate); }
};

// `instance` is a checked one. Time: linear in the pairs, times the groups of a person; and sorting a person's pairs.
Choices LayOut(const Instance& instance);

}  // namespace jiedui::planning
