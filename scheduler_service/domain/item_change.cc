// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_change.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "scheduler_service/domain/item_dates.h"

namespace jiedui::scheduler {
namespace {

void Append(std::vector<RuleViolation>& all, std::vector<RuleViolation> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

// The rule that all of them break where a client may switch on it, else RULES_FAILED.
absl::Status Refusal(const std::vector<RuleViolation>& violations) {
  const auto all_are = [&](absl::string_view rule) {
    return std::all_of(violations.begin(), violations.end(), [rule](const auto& v) { return v.rule == rule; });
  };
  return RulesFailed(all_are("BELOW_TAKEN") ? "BELOW_TAKEN" : "RULES_FAILED", violations);
}

}  // namespace

absl::StatusOr<ItemChange> AddNewItem(const ItemFacts& facts, const Item& item, const SeatPlan& plan) {
  std::vector<RuleViolation> violations = facts.found;
  Append(violations, OutsidePairing(facts.pairing, item));
  if (!violations.empty()) return Refusal(violations);
  ItemChange change{.seats = {}, .item_dates = facts.item_dates};
  *change.seats.mutable_ledger() = NewLedger(item.name, plan);
  change.item_dates.set_pairing(facts.pairing.name());
  AddItem(change.item_dates, item.dates);
  return change;
}

absl::StatusOr<ItemChange> ChangeItem(const ItemFacts& facts, const Item& before, const Item& after,
                                      const SeatPlan& plan) {
  ItemChange change{.seats = facts.seats, .item_dates = facts.item_dates};
  *change.seats.mutable_ledger() = Reshaped(facts.seats.ledger(), plan);
  std::vector<RuleViolation> violations = facts.found;
  Append(violations, OutsidePairing(facts.pairing, after));
  Append(violations, FixedWhileAssigned(before, after, facts.seats.ledger().taken()));
  Append(violations, BelowTaken(change.seats.ledger()));
  if (!violations.empty()) return Refusal(violations);
  RemoveItem(change.item_dates, before.dates);
  AddItem(change.item_dates, after.dates);
  return change;
}

absl::StatusOr<storage::v1::SeatsRecord> Replanned(const storage::v1::SeatsRecord& seats, const SeatPlan& plan) {
  storage::v1::SeatsRecord replanned = seats;
  *replanned.mutable_ledger() = Reshaped(seats.ledger(), plan);
  if (const auto violations = BelowTaken(replanned.ledger()); !violations.empty()) return Refusal(violations);
  return replanned;
}

}  // namespace jiedui::scheduler
