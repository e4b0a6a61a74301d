// SPDX-License-Identifier: Apache-2.0
// Which entries of a person go together, by every rule that concerns nobody else: dates, exclusions, days,
// prerequisites. Immutable once made; any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

class PersonRules {
 public:
  // Both must outlive this.
  PersonRules(const Instance& instance, const Choices& choices);

  // Two entries of one person: too close in time, or excluded.
  bool Clashes(int32_t a, int32_t b) const;

  int32_t DaysOf(int32_t entry) const { return DaysOfItem(ItemOf(entry)); }

  // Besides the pins; a very large number without a limit.
  int32_t DaysLeft(int32_t person) const { return days_left_.empty() ? kAnyDays : days_left_[At(person)]; }

  // An item that `entry` requires and that neither `held`, a pin nor the past brings in time; kNoItem: nothing is
  // missing.
  int32_t Missing(int32_t entry, std::span<const int32_t> held) const;

  // The entry of the same person for an item; kNoItem: there is none.
  int32_t EntryFor(int32_t entry_of_person, int32_t item) const;

  bool has_prerequisites() const { return !needs_.empty(); }
  bool has_home_covers() const { return !instance_.home_covers.empty(); }
  // Some rule is not one of dates: a best bundle may break it.
  bool has_more_than_dates() const {
    return !needs_.empty() || !exclusion_.empty() || !days_left_.empty() || !instance_.home_covers.empty();
  }
  int32_t ItemOf(int32_t entry) const { return instance_.pair_item[At(choices_.pair[At(entry)])]; }
  int32_t PersonOf(int32_t entry) const { return person_[At(entry)]; }

  static constexpr int32_t kNoItem = -1;
  static constexpr int32_t kAnyDays = std::numeric_limits<int32_t>::max();

 private:
  int32_t DaysOfItem(int32_t item) const;
  std::span<const int32_t> PinsOf(int32_t person) const;
  bool ShareExclusion(int32_t item, int32_t other) const;
  bool IsBrought(int32_t person, int32_t needed, int32_t for_item) const;

  const Instance& instance_;
  const Choices& choices_;
  std::vector<int32_t> person_;                  // of an entry
  std::vector<std::vector<int32_t>> needs_;      // of an item: those before it; empty without prerequisites
  std::vector<std::vector<int32_t>> exclusion_;  // of an item: its sets, ascending; empty without exclusions
  std::vector<int32_t> days_left_;               // of a person; empty without limits
};

}  // namespace jiedui::planning
