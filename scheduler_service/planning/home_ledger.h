// SPDX-License-Identifier: Apache-2.0
// Home coverage while a plan is made: how many of each covered group are away in each stretch of days. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

class HomeLedger {
 public:
  // Begins with the busy days that count as away; pins are added by the caller. Must outlive this.
  explicit HomeLedger(const Instance& instance);

  // The person may be away on the days of the item, too.
  bool HasRoom(int32_t person, int32_t item) const;
  void Add(int32_t person, int32_t item, int32_t people);  // people: 1 or -1

  bool empty() const { return instance_.home_covers.empty(); }

 private:
  struct Stretch {
    size_t first = 0;
    size_t end = 0;
  };

  void CutStretches();
  Stretch StretchOf(const DayRange& days) const;
  void AddDays(int32_t person, const DayRange& days, int32_t people);
  int32_t& AwayAt(int32_t cover, size_t stretch) { return away_[At(cover) * stretches() + stretch]; }
  size_t stretches() const { return starts_.size(); }

  const Instance& instance_;
  std::vector<std::vector<int32_t>> covers_;  // of a group
  std::vector<int32_t> starts_;               // days on which something begins or has ended, ascending
  std::vector<Stretch> of_cover_;             // the days on which it holds
  std::vector<int32_t> away_;                 // by cover, then stretch
};

}  // namespace jiedui::planning
