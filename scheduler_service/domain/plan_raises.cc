// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_raises.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace jiedui::scheduler {
namespace {

using planning::Instance;
using planning::SeatRaise;
using storage::v1::PlanBasis;
using storage::v1::PlanRaise;

bool HasQuotas(const v1::SeatLedger& ledger) {
  return std::any_of(ledger.counts().begin(), ledger.counts().end(), IsQuota);
}

// Of one item.
class Raises {
 public:
  Raises(const v1::SeatLedger& ledger, const SeatModel& seats, int32_t first_place, int32_t first_limit,
         const Instance& instance)
      : ledger_(ledger), seats_(seats), first_place_(first_place), first_limit_(first_limit), instance_(instance) {}

  // The widest first: whoever tries them may have to end before the last.
  std::vector<PlanRaise> Take() && {
    HasQuotas(ledger_) ? AddPool() : AddItem();
    for (const v1::SeatCount& count : ledger_.counts())
      if (IsQuota(count)) AddOwn(count);
    AddEach([](const v1::PlanSeats& seats) { return seats.pool() && !seats.division().empty(); });
    if (seats_.stricter().empty()) AddEach([](const v1::PlanSeats& seats) { return seats.category() != 0; });
    if (seats_.stricter().empty()) AddOthers();
    return std::move(raises_);
  }

 private:
  static bool IsOfOthers(const v1::PlanSeats& seats) { return !seats.not_kept_for().empty(); }
  static bool IsOfPool(const v1::PlanSeats& seats) { return seats.pool() && seats.division().empty(); }

  PlanRaise& Add(v1::PlanSeats seats) {
    PlanRaise& raise = raises_.emplace_back();
    *raise.mutable_seats() = std::move(seats);
    raise.set_item(first_place_);
    raise.set_group(planning::kNone);
    raise.set_most(planning::kSeatsMax);
    return raise;
  }

  void AddLimits(const std::function<bool(const v1::PlanSeats&)>& rises, PlanRaise& raise) const {
    for (size_t k = 0; k < seats_.limits().size(); ++k)
      if (rises(seats_.limits()[k].seats)) raise.add_quotas(first_limit_ + static_cast<int32_t>(k));
  }

  void AddItem() {
    PlanRaise& raise = Add(seats_.places().front().seats);
    raise.set_item_rises(true);
    AddLimits(IsOfOthers, raise);
  }

  void AddPool() {
    v1::PlanSeats seats;
    seats.set_item(ledger_.item());
    seats.set_pool(true);
    AddLimits([](const v1::PlanSeats& limit) { return IsOfPool(limit) || IsOfOthers(limit); }, Add(std::move(seats)));
  }

  // Where some of its people are on seats of the pool, one more of its own would be one more of the pool.
  void AddOwn(const v1::SeatCount& count) {
    if (count.from_pool() > 0) return;
    v1::PlanSeats seats;
    seats.set_item(ledger_.item());
    seats.set_division(count.division());
    seats.set_under_ceiling(count.ceiling() > 0);
    PlanRaise& raise = Add(std::move(seats));
    for (const int limit : seats_.ClaimsOf({.division = count.division()}).limits) {
      raise.add_quotas(first_limit_ + limit);
      const bool is_its_own = seats_.limits()[static_cast<size_t>(limit)].seats.division() == count.division();
      if (is_its_own) raise.set_group(GroupOf(limit));
    }
  }

  int32_t GroupOf(int limit) const { return instance_.quotas[static_cast<size_t>(first_limit_ + limit)].group; }

  // Limits that each rise alone.
  void AddEach(const std::function<bool(const v1::PlanSeats&)>& rises) {
    for (size_t k = 0; k < seats_.limits().size(); ++k)
      if (const v1::PlanSeats& seats = seats_.limits()[k].seats; rises(seats))
        Add(seats).add_quotas(first_limit_ + static_cast<int32_t>(k));
  }

  void AddOthers() {
    for (const v1::CategoryCount& count : ledger_.categories()) {
      const int kept = std::max(0, count.floor() - count.taken());
      if (kept == 0) continue;
      v1::PlanSeats seats;
      seats.set_item(ledger_.item());
      seats.add_not_kept_for(count.category());
      PlanRaise& raise = Add(std::move(seats));
      raise.set_most(kept);
      AddLimits(
          [&count](const v1::PlanSeats& limit) {
            const auto& kept_for = limit.not_kept_for();
            return std::find(kept_for.begin(), kept_for.end(), count.category()) != kept_for.end();
          },
          raise);
    }
  }

  const v1::SeatLedger& ledger_;
  const SeatModel& seats_;
  const int32_t first_place_;
  const int32_t first_limit_;
  const Instance& instance_;
  std::vector<PlanRaise> raises_;
};

bool IsWithin(int32_t index, size_t size) { return index >= 0 && static_cast<size_t>(index) < size; }

bool IsWhole(const PlanRaise& raise, const Instance& instance) {
  const bool has_group = raise.group() != planning::kNone;
  return IsWithin(raise.item(), instance.items.size()) && raise.most() > 0 &&
         (!has_group || IsWithin(raise.group(), static_cast<size_t>(instance.groups))) &&
         std::all_of(raise.quotas().begin(), raise.quotas().end(),
                     [&](int32_t quota) { return IsWithin(quota, instance.quotas.size()); });
}

}  // namespace

void AddRaises(const v1::SeatLedger& ledger, const SeatModel& seats, int32_t first_place, int32_t first_limit,
               const Instance& instance, PlanBasis& basis) {
  const bool has_sets =
      HasQuotas(ledger) || std::any_of(seats.limits().begin(), seats.limits().end(),
                                       [](const auto& limit) { return !limit.seats.not_kept_for().empty(); });
  if (!seats.is_one_place() || !has_sets) return;
  for (PlanRaise& raise : Raises(ledger, seats, first_place, first_limit, instance).Take())
    *basis.add_raises() = std::move(raise);
}

absl::StatusOr<std::vector<SeatRaise>> RaisesOf(const PlanBasis& basis, const Instance& instance) {
  std::vector<SeatRaise> raises;
  raises.reserve(static_cast<size_t>(basis.raises_size()));
  for (const PlanRaise& raise : basis.raises()) {
    if (!IsWhole(raise, instance)) return absl::DataLossError("the stored basis of a plan is damaged");
    raises.push_back({.item = raise.item(),
                      .item_rises = raise.item_rises(),
                      .quotas = {raise.quotas().begin(), raise.quotas().end()},
                      .group = raise.group(),
                      .most = raise.most()});
  }
  return raises;
}

}  // namespace jiedui::scheduler
