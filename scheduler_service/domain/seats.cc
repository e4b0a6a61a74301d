// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/seats.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/division.h"

namespace jiedui::scheduler {
namespace {

// Null if the ledger has no such quota.
v1::SeatCount* Find(v1::SeatLedger& ledger, absl::string_view quota_division) {
  for (v1::SeatCount& count : *ledger.mutable_counts())
    if (count.division() == quota_division) return &count;
  return nullptr;
}

void Move(v1::SeatLedger& ledger, absl::string_view quota_division, int change) {
  v1::SeatCount* count = Find(ledger, quota_division);
  if (count == nullptr) std::abort();
  const int taken = count->taken() + change;
  if (taken < 0 || taken > count->seats()) std::abort();
  count->set_taken(taken);
  ledger.set_taken(ledger.taken() + change);
}

}  // namespace

v1::SeatLedger NewLedger(absl::string_view item, const SeatPlan& plan) {
  v1::SeatLedger ledger;
  ledger.set_item(std::string(item));
  ledger.set_seats(plan.seats);
  int pool = plan.seats;
  for (const v1::Quota& quota : plan.quotas) {
    v1::SeatCount& count = *ledger.add_counts();
    count.set_division(quota.division());
    count.set_seats(quota.seats());
    pool -= quota.seats();
  }
  ledger.add_counts()->set_seats(pool);
  return ledger;
}

const v1::SeatCount& CountFor(const v1::SeatLedger& ledger, absl::string_view division) {
  const v1::SeatCount* best = &ledger.counts(ledger.counts_size() - 1);  // the pool
  for (const v1::SeatCount& count : ledger.counts())
    if (LiesIn(division, count.division()) && count.division().size() > best->division().size()) best = &count;
  return *best;
}

void Take(v1::SeatLedger& ledger, absl::string_view quota_division) { Move(ledger, quota_division, 1); }

void Release(v1::SeatLedger& ledger, absl::string_view quota_division) { Move(ledger, quota_division, -1); }

v1::SeatLedger Reshaped(const v1::SeatLedger& ledger, const SeatPlan& plan) {
  v1::SeatLedger reshaped = NewLedger(ledger.item(), plan);
  for (const v1::SeatCount& before : ledger.counts()) {
    if (before.taken() == 0) continue;
    v1::SeatCount* count = Find(reshaped, before.division());
    if (count == nullptr) {  // the quota is gone, the people are not: BelowTaken reports it
      count = reshaped.add_counts();
      count->set_division(before.division());
    }
    count->set_taken(before.taken());
  }
  reshaped.set_taken(ledger.taken());
  return reshaped;
}

std::vector<RuleViolation> BelowTaken(const v1::SeatLedger& ledger) {
  std::vector<RuleViolation> violations;
  for (const v1::SeatCount& count : ledger.counts())
    if (count.seats() < count.taken())
      violations.push_back({"BELOW_TAKEN", ledger.item(),
                            absl::StrCat("found ", count.seats(), ", required at least ", count.taken(),
                                         ": the seats taken in ", Describe(count))});
  return violations;
}

std::string Describe(const v1::SeatCount& count) {
  return count.division().empty() ? "the pool" : absl::StrCat("the quota of division ", count.division());
}

}  // namespace jiedui::scheduler
