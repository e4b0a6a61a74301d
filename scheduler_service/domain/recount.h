// SPDX-License-Identifier: Apache-2.0
// What the rows that guard a person's days and an item's seats must say, counted anew from the assignments: the guards
// are kept step by step, so that nobody has to count; here somebody does. Pure, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

// Something that is not as it must be.
struct Discrepancy {
  std::string resource;
  std::string found;
  std::string required;
};

// Whether the assignment has days in its person's calendar.
bool TakesDays(const v1::Assignment& assignment);

// A person's calendar beside all of the person's assignments, of whatever state.
std::vector<Discrepancy> RecountCalendar(const v1::PersonCalendar& calendar,
                                         const std::vector<v1::Assignment>& assignments);

// The seats of a course or posting, assignment by assignment.
class SeatsRecount {
 public:
  void Add(const v1::Assignment& assignment);

  // The row beside what has been counted, and beside what the item offers.
  std::vector<Discrepancy> Compare(const storage::v1::SeatsRecord& seats, const SeatPlan& plan) const;

 private:
  struct Count {
    int people = 0;
    int pending = 0;
    int waiting = 0;
  };

  std::map<std::string, Count> counts_;  // by quota division
  std::map<int, int> categories_;        // people
  std::set<int64_t> ranks_;
  std::vector<Discrepancy> wrong_;  // by themselves
  int people_ = 0;
  int offered_ = 0;
  int waiting_ = 0;
};

}  // namespace jiedui::scheduler
