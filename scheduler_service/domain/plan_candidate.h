// SPDX-License-Identifier: Apache-2.0
// What a plan is made from: items with their free seats, and everybody who may get one, looked at by the rules. The
// rules are those by which seats are given (rules.h); those of seats and of days are left to the planner, which weighs
// everybody's at once. Pure, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/domain/rules.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

// Days of a person that are taken.
struct BusyDays {
  DateRange dates;
  std::string subject;    // the item, or the leave
  bool is_leave = false;  // keeps the person from courses, not from postings
};

// An assignment that may get a seat.
struct PlanCandidate {
  std::string assignment;
  std::string person;
  int item = 0;  // of PlanFacts
  Seating seating;
  std::string organization;
  int64_t waiting_rank = 0;  // 0 = does not wait
  int64_t create_seconds = 0;
  int32_t create_nanos = 0;
  std::vector<v1::RuleFinding> findings;  // that refuse, but for those of the seat
  std::vector<BusyDays> busy;             // that share a day with the item, or leave too few to travel
  uint64_t digest = 0;                    // of the assignment's row
};

struct PlannedItem {
  Item item;
  v1::SeatLedger ledger;
};

struct PlanFacts {
  std::string pairing;
  uint64_t revision = 0;
  uint64_t registry_revision = 0;
  std::vector<PlannedItem> items;
  std::vector<PlanCandidate> seekers;
  absl::CivilDay day = absl::CivilDay::min();          // on which it is planned
  std::map<std::string, uint64_t> calendar_digests;    // by person; 0 = no row
  std::map<std::string, std::vector<DateRange>> away;  // by organisation whose coverage an item asks for: who is away
  std::vector<storage::v1::PlanRow> rows;              // what else was read
};

// The assignment beside its item: `candidate` as for a new seat. `travel_days`: free days between full-time items.
PlanCandidate PlanCandidateOf(const v1::Assignment& assignment, const Candidate& candidate, int travel_days = 0);

// Whether the finding is about the person's other days, which a plan knows of.
bool IsAboutDays(const v1::RuleFinding& finding);

bool IsFullTime(const Item& item);

// In the plan's order: priority, then who waits by rank, then who was nominated earlier. `priority`: names, sorted.
void SortCandidates(const std::vector<std::string>& priority, std::vector<PlanCandidate>& seekers);

}  // namespace jiedui::scheduler
