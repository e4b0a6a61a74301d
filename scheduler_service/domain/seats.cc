// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/seats.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/division.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::PersonCategory;

v1::SeatCount& PoolOf(v1::SeatLedger& ledger) { return *ledger.mutable_counts(ledger.counts_size() - 1); }
const v1::SeatCount& PoolOf(const v1::SeatLedger& ledger) { return ledger.counts(ledger.counts_size() - 1); }

bool IsPool(const v1::SeatCount& count) { return count.division().empty(); }

// The count of the quota; the pool's if there is none.
v1::SeatCount& Find(v1::SeatLedger& ledger, absl::string_view quota_division) {
  for (v1::SeatCount& count : *ledger.mutable_counts())
    if (count.division() == quota_division) return count;
  return PoolOf(ledger);
}

// Most people that a quota may have.
int CeilingOf(const v1::SeatCount& count) { return std::max(count.ceiling(), count.seats()); }

v1::CategoryCount& CategoryOf(v1::SeatLedger& ledger, PersonCategory category) {
  for (v1::CategoryCount& count : *ledger.mutable_categories())
    if (count.category() == category) return count;
  v1::CategoryCount& count = *ledger.add_categories();
  count.set_category(category);
  return count;
}

// Puts `people` on the quota's own seats as far as they go, and the rest on the pool's.
void Seat(v1::SeatLedger& ledger, v1::SeatCount& count, int people) {
  if (IsPool(count)) {
    count.set_taken(count.taken() + people - PeopleOf(count));
    return;
  }
  v1::SeatCount& pool = PoolOf(ledger);
  const int on_pool_max = CeilingOf(count) - count.seats();
  const int on_pool = std::min(std::max(0, people - count.seats()), on_pool_max);
  pool.set_taken(pool.taken() - count.from_pool() + on_pool);
  count.set_taken(people - on_pool);  // more than there are only while BelowTaken says so
  count.set_from_pool(on_pool);
}

void Change(v1::SeatLedger& ledger, absl::string_view quota_division, PersonCategory category, int change) {
  v1::SeatCount& count = Find(ledger, quota_division);
  v1::CategoryCount& by_category = CategoryOf(ledger, category);
  Seat(ledger, count, PeopleOf(count) + change);
  by_category.set_taken(by_category.taken() + change);
  ledger.set_taken(ledger.taken() + change);
  const v1::SeatCount& pool = PoolOf(ledger);
  if (count.taken() < 0 || pool.taken() < 0 || by_category.taken() < 0 || pool.taken() > pool.seats() ||
      (!IsPool(count) && PeopleOf(count) > CeilingOf(count)))
    std::abort();
}

bool IsEmpty(const v1::SeatCount& count) {
  return PeopleOf(count) == 0 && count.pending() == 0 && count.waiting() == 0;
}

// A count without seats, before the pool.
v1::SeatCount& AddFormer(v1::SeatLedger& ledger, const std::string& division) {
  v1::SeatCount& count = *ledger.add_counts();
  count.set_division(division);
  count.set_former(true);
  ledger.mutable_counts()->SwapElements(ledger.counts_size() - 2, ledger.counts_size() - 1);
  return *ledger.mutable_counts(ledger.counts_size() - 2);
}

// Nobody is left to be counted under them.
void DropEmptyFormers(v1::SeatLedger& ledger) {
  auto& counts = *ledger.mutable_counts();
  const auto is_over = [](const v1::SeatCount& count) { return count.former() && IsEmpty(count); };
  counts.erase(std::remove_if(counts.begin(), counts.end(), is_over), counts.end());
}

std::optional<SeatRefusal> NoSeatIn(const v1::SeatLedger& ledger, const v1::SeatCount& count) {
  const v1::SeatCount& pool = PoolOf(ledger);
  const bool has_own = count.taken() < count.seats();
  const bool may_use_pool = !IsPool(count) && PeopleOf(count) < count.ceiling() && pool.taken() < pool.seats();
  if (has_own || may_use_pool) return std::nullopt;
  return SeatRefusal{
      .rule = "NO_SEAT",
      .found = absl::StrCat(count.taken(), " of ", count.seats(), " seats taken in ", Describe(count),
                            count.released() > 0 ? absl::StrCat(", ", count.released(), " released unfilled") : ""),
      .required = "a free one",
      .remedy = absl::StrCat("wait, or AllocateSeats to ", Describe(count), " (the pool has ",
                             pool.seats() - pool.taken(), " free)")};
}

// Seats that the floors of other categories still need.
int KeptForOthers(const v1::SeatLedger& ledger, PersonCategory category) {
  int kept = 0;
  for (const v1::CategoryCount& count : ledger.categories())
    if (count.category() != category) kept += std::max(0, count.floor() - count.taken());
  return kept;
}

std::optional<SeatRefusal> NoSeatFor(const v1::SeatLedger& ledger, PersonCategory category) {
  const std::string& name = registry::v1::PersonCategory_Name(category);
  for (const v1::CategoryCount& count : ledger.categories())
    if (count.category() == category && count.ceiling() > 0 && count.taken() >= count.ceiling())
      return SeatRefusal{.rule = "CATEGORY_CEILING",
                         .found = absl::StrCat(count.taken(), " of ", name),
                         .required = absl::StrCat("fewer than ", count.ceiling()),
                         .remedy = "raise the category's ceiling"};
  const int free = ledger.seats() - ledger.taken();
  const int kept = KeptForOthers(ledger, category);
  if (free > kept) return std::nullopt;
  return SeatRefusal{.rule = "CATEGORY_FLOOR",
                     .found = absl::StrCat(free, " seats free, of which ", kept, " are kept for other categories"),
                     .required = absl::StrCat("one that ", name, " may take"),
                     .remedy = "lower the other categories' floors, or raise the seats"};
}

}  // namespace

int PeopleOf(const v1::SeatCount& count) { return count.taken() + count.from_pool(); }

v1::SeatLedger NewLedger(absl::string_view item, const SeatPlan& plan) {
  v1::SeatLedger ledger;
  ledger.set_item(std::string(item));
  ledger.set_seats(plan.seats);
  int pool = plan.seats;
  for (const v1::Quota& quota : plan.quotas) {
    v1::SeatCount& count = *ledger.add_counts();
    count.set_division(quota.division());
    count.set_seats(quota.seats());
    count.set_ceiling(quota.ceiling());
    pool -= quota.seats();
  }
  ledger.add_counts()->set_seats(pool);
  for (const v1::CategoryQuota& quota : plan.categories) {
    v1::CategoryCount& count = *ledger.add_categories();
    count.set_category(quota.category());
    count.set_floor(quota.floor());
    count.set_ceiling(quota.ceiling());
  }
  return ledger;
}

const v1::SeatCount& CountFor(const v1::SeatLedger& ledger, absl::string_view division) {
  const v1::SeatCount* best = &PoolOf(ledger);
  for (const v1::SeatCount& count : ledger.counts())
    if (!count.former() && LiesIn(division, count.division()) && count.division().size() > best->division().size())
      best = &count;
  return *best;
}

std::optional<SeatRefusal> WhyNoSeat(const v1::SeatLedger& ledger, const Seating& seating) {
  std::optional<SeatRefusal> refusal = NoSeatIn(ledger, CountFor(ledger, seating.division));
  return refusal.has_value() ? refusal : NoSeatFor(ledger, seating.category);
}

void Take(v1::SeatLedger& ledger, absl::string_view quota_division, PersonCategory category) {
  Change(ledger, quota_division, category, 1);
}

void Release(v1::SeatLedger& ledger, absl::string_view quota_division, PersonCategory category) {
  Change(ledger, quota_division, category, -1);
}

std::string CountPending(v1::SeatLedger& ledger, absl::string_view quota_division, int change) {
  v1::SeatCount& count = Find(ledger, quota_division);
  count.set_pending(count.pending() + change);
  if (count.pending() < 0) std::abort();
  std::string division = count.division();
  DropEmptyFormers(ledger);
  return division;
}

void CountWaiting(v1::SeatLedger& ledger, absl::string_view quota_division, int change) {
  v1::SeatCount& count = Find(ledger, quota_division);
  count.set_waiting(count.waiting() + change);
  ledger.set_waiting(ledger.waiting() + change);
  if (count.waiting() < 0) std::abort();
  DropEmptyFormers(ledger);
}

v1::SeatLedger Reshaped(const v1::SeatLedger& ledger, const SeatPlan& plan) {
  v1::SeatLedger reshaped = NewLedger(ledger.item(), plan);
  reshaped.set_offered(ledger.offered());
  reshaped.set_waiting(ledger.waiting());
  reshaped.set_work_in_progress(ledger.work_in_progress());
  for (const v1::SeatCount& before : ledger.counts()) {
    v1::SeatCount* count = &Find(reshaped, before.division());
    const bool is_gone = IsPool(*count) && !IsPool(before);
    if (is_gone && IsEmpty(before)) continue;
    // The quota is gone, the people are not: BelowTaken reports those with a seat, the others are counted here, so that
    // they are found again if the quota ever comes back.
    if (is_gone) count = &AddFormer(reshaped, before.division());
    count->set_pending(count->pending() + before.pending());
    count->set_waiting(count->waiting() + before.waiting());
    count->set_released(before.released());
    // The people of a quota on the pool's seats are seated with their quota.
    int people = PeopleOf(before);
    if (IsPool(before))
      for (const v1::SeatCount& other : ledger.counts()) people -= other.from_pool();
    Seat(reshaped, *count, PeopleOf(*count) + people);
  }
  for (const v1::CategoryCount& before : ledger.categories())
    if (before.taken() > 0) CategoryOf(reshaped, before.category()).set_taken(before.taken());
  reshaped.set_taken(ledger.taken());
  return reshaped;
}

std::vector<RuleViolation> BelowTaken(const v1::SeatLedger& ledger) {
  std::vector<RuleViolation> violations;
  const auto refuse = [&](int found, int taken, const std::string& where) {
    if (found < taken)
      violations.push_back(
          {"BELOW_TAKEN", ledger.item(),
           absl::StrCat("found ", found, ", required at least ", taken, ": the seats taken in ", where)});
  };
  for (const v1::SeatCount& count : ledger.counts())
    refuse(IsPool(count) ? count.seats() : CeilingOf(count), PeopleOf(count), Describe(count));
  for (const v1::CategoryCount& count : ledger.categories())
    if (count.ceiling() > 0)
      refuse(count.ceiling(), count.taken(), registry::v1::PersonCategory_Name(count.category()));
  const int kept = KeptForOthers(ledger, registry::v1::PersonCategory(-1));
  if (violations.empty() && kept > ledger.seats() - ledger.taken())
    violations.push_back({"FLOOR_UNREACHABLE", ledger.item(),
                          absl::StrCat("found ", ledger.seats() - ledger.taken(), " seats free, required ", kept,
                                       " for the categories' floors")});
  return violations;
}

std::string Describe(const v1::SeatCount& count) {
  return IsPool(count) ? "the pool" : absl::StrCat("the quota of division ", count.division());
}

}  // namespace jiedui::scheduler
