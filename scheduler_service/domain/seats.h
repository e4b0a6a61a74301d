// SPDX-License-Identifier: Apache-2.0
// The seats of a course or posting, counted by quota and pool: numbers, not members, so that the row stays small. The
// counts always add up to the ledger's seats and taken; the pool comes last. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"

namespace jiedui::scheduler {

// What an item offers: `quotas` add up to `seats` at most, the rest is the pool.
struct SeatPlan {
  int seats = 0;
  std::vector<v1::Quota> quotas;
};

v1::SeatLedger NewLedger(absl::string_view item, const SeatPlan& plan);

// Which count a person of `division` takes a seat from: the quota of the longest code that holds it, else the pool.
const v1::SeatCount& CountFor(const v1::SeatLedger& ledger, absl::string_view division);

// `quota_division` is CountFor(...).division(). Take needs a free seat, Release a taken one: anything else is a bug and
// aborts.
void Take(v1::SeatLedger& ledger, absl::string_view quota_division);
void Release(v1::SeatLedger& ledger, absl::string_view quota_division);

// The ledger under another plan, with what is taken kept where it was.
v1::SeatLedger Reshaped(const v1::SeatLedger& ledger, const SeatPlan& plan);

// BELOW_TAKEN for every count of a ledger with fewer seats than are taken.
std::vector<RuleViolation> BelowTaken(const v1::SeatLedger& ledger);

// "the quota of division 510824100" or "the pool".
std::string Describe(const v1::SeatCount& count);

}  // namespace jiedui::scheduler
