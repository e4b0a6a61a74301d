// SPDX-License-Identifier: Apache-2.0
// A plan in the making that never breaks a rule: who has what, what is left at every gate, what it is all worth.
// Changes are logged and can be taken back. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/even_ledger.h"
#include "scheduler_service/planning/home_ledger.h"
#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/person_rules.h"

namespace jiedui::planning {

class Roster {
 public:
  // `worth`: an entry; each of the first `floor` people at a gate brings `floor_worth` more: floors may be short, all
  // other rules are kept. Nobody has anything yet but pins. All must outlive this.
  Roster(const Instance& instance, const Choices& choices, const PersonRules& rules,
         const std::vector<absl::int128>& worth, absl::int128 floor_worth);

  // From now on, before anything is added: what is worth something to evenness counts as well. The ledger is kept up to
  // date, and must outlive this.
  void CountEvenness(EvenLedger& ledger) { evenness_ = &ledger; }

  std::span<const int32_t> held(int32_t person) const {
    return std::span<const int32_t>(held_).subspan(At(held_begin_[At(person)]), At(held_count_[At(person)]));
  }
  bool holds(int32_t entry) const { return place_[At(entry)] >= 0; }
  const std::vector<int32_t>& holders(int32_t item) const { return holders_[At(item)]; }  // their entries
  int32_t count(int32_t gate) const { return count_[At(gate)]; }
  absl::int128 total() const { return total_; }
  int64_t placed() const { return placed_; }
  int64_t floors_short() const { return floors_short_; }  // places below floors, all gates together

  // Every gate of the slot lets one more through.
  bool HasRoom(int32_t slot) const;
  // ... if `leaving` has gone.
  bool HasRoomWithout(int32_t slot, int32_t leaving) const;
  // The person's own rules, and home coverage, let them have it beside what they have; room aside.
  bool Allows(int32_t entry) const;

  void Add(int32_t entry);     // room for it, and allowed
  void Remove(int32_t entry);  // and what the person has that depends on it

  size_t Mark() const { return log_.size(); }
  void UndoTo(size_t mark);
  void Forget() { log_.clear(); }

 private:
  void Take(int32_t entry);
  void Give(int32_t entry);

  const Choices& choices_;
  const PersonRules& rules_;
  const std::vector<absl::int128>& worth_;
  const absl::int128 floor_worth_;
  HomeLedger home_;
  EvenLedger* evenness_ = nullptr;

  std::vector<int32_t> held_begin_;  // of a person in held_
  std::vector<int32_t> held_count_;
  std::vector<int32_t> held_;
  std::vector<int32_t> days_held_;             // of a person
  std::vector<std::vector<int32_t>> holders_;  // of an item
  std::vector<int32_t> place_;                 // of an entry among the holders of its item; -1: not held
  std::vector<int32_t> count_;                 // of a gate
  absl::int128 total_ = 0;
  int64_t placed_ = 0;
  int64_t floors_short_ = 0;
  std::vector<int32_t> log_;  // entry added, or -1 - entry removed
};

}  // namespace jiedui::planning
