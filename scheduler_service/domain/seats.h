// SPDX-License-Identifier: Apache-2.0
// The seats of a course or posting, counted by quota and pool and by category: numbers, not members, so that the row
// stays small. The counts always add up to the ledger's seats and taken; the pool comes last. Somebody whose division
// has a quota sits on its seats first, then, up to the quota's ceiling, on those of the pool. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"

namespace jiedui::scheduler {

// What an item offers: `quotas` add up to `seats` at most, the rest is the pool.
struct SeatPlan {
  int seats = 0;
  std::vector<v1::Quota> quotas;
  std::vector<v1::CategoryQuota> categories;
};

v1::SeatLedger NewLedger(absl::string_view item, const SeatPlan& plan);

// Which count a person of `division` belongs to: the quota of the longest code that holds it, else the pool.
const v1::SeatCount& CountFor(const v1::SeatLedger& ledger, absl::string_view division);

// Who wants a seat.
struct Seating {
  std::string division;  // of the person's organisation; empty if not known
  registry::v1::PersonCategory category = registry::v1::PERSON_CATEGORY_UNSPECIFIED;
};

// Why there is none: NO_SEAT, CATEGORY_CEILING or CATEGORY_FLOOR.
struct SeatRefusal {
  std::string rule;
  std::string found;
  std::string required;
  std::string remedy;
};

// The first thing in the way of a seat; nullopt = there is one.
std::optional<SeatRefusal> WhyNoSeat(const v1::SeatLedger& ledger, const Seating& seating);

// `quota_division` is CountFor(...).division(). Take needs a free seat, Release a taken one: anything else is a bug and
// aborts.
void Take(v1::SeatLedger& ledger, absl::string_view quota_division,
          registry::v1::PersonCategory category = registry::v1::PERSON_CATEGORY_UNSPECIFIED);
void Release(v1::SeatLedger& ledger, absl::string_view quota_division,
             registry::v1::PersonCategory category = registry::v1::PERSON_CATEGORY_UNSPECIFIED);

// Nominations, and people who wait, of a quota; `change` is 1 or -1. Answers the division they are counted under: the
// pool's where the quota is gone.
std::string CountPending(v1::SeatLedger& ledger, absl::string_view quota_division, int change);
void CountWaiting(v1::SeatLedger& ledger, absl::string_view quota_division, int change);

// The ledger under another plan, with what is taken kept where it was. A quota that is taken away while people are
// nominated or wait under it stays as a former one, which is nobody's (CountFor), until they are counted no more.
v1::SeatLedger Reshaped(const v1::SeatLedger& ledger, const SeatPlan& plan);

// BELOW_TAKEN for every count of a ledger with fewer seats, or a lower ceiling, than are taken; FLOOR_UNREACHABLE if
// the free seats cannot fill the categories' floors.
std::vector<RuleViolation> BelowTaken(const v1::SeatLedger& ledger);

// People of the count: on its own seats and, of a quota, on the pool's.
int PeopleOf(const v1::SeatCount& count);

// "the quota of division 510824100" or "the pool".
std::string Describe(const v1::SeatCount& count);

}  // namespace jiedui::scheduler
