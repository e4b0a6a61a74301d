// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/live_plan.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/obstacles.h"

namespace jiedui::planning {
namespace {

absl::Status CheckIndex(absl::string_view array, int32_t index, size_t size) {
  if (index >= 0 && index < Size(size)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(array, "[", index, "]: there are ", size));
}

// Pairs of the person that a pin alone kept from standing.
std::vector<int32_t> KeptOutBy(const Instance& instance, int32_t pin) {
  std::vector<int32_t> pairs;
  const int32_t person = PersonOfPair(instance, pin);
  for (int32_t pair = instance.pair_begin[At(person)]; pair < instance.pair_begin[At(person) + 1]; ++pair)
    if (!std::binary_search(instance.pinned.begin(), instance.pinned.end(), pair) &&
        !ObstaclesOf(instance, person, pair).empty() && ObstaclesOf(instance, person, pair, {.pin = pin}).empty())
      pairs.push_back(pair);
  return pairs;
}

}  // namespace

absl::StatusOr<LivePlan> LivePlan::Make(Instance instance, const Solution& solution) {
  ASSIGN_OR_RETURN(Residual residual, Residual::Make(instance, solution));
  return LivePlan(std::move(instance), std::move(residual));
}

LivePlan::LivePlan(Instance instance, Residual residual)
    : instance_(std::move(instance)),
      residual_(std::move(residual)),
      claim_begin_(At(instance_.people) + 1),
      node_of_quota_(instance_.quotas.size()),
      pins_(instance_.pinned) {
  residual_.LowerPrices();
  const FlowNetwork& network = residual_.network();
  for (size_t claim = 0; claim < network.claim_person.size() - pins_.size(); ++claim)
    ++claim_begin_[At(network.claim_person[claim]) + 1];
  for (size_t person = 1; person < claim_begin_.size(); ++person) claim_begin_[person] += claim_begin_[person - 1];
  for (int32_t node = 0; node < residual_.outside(); ++node)
    if (const int32_t quota = network.nodes[At(node)].quota; quota != kNone) node_of_quota_[At(quota)] = node;
}

absl::StatusOr<VacancyChain> LivePlan::Withdraw(int32_t pair) {
  RETURN_IF_ERROR(CheckIndex("pair_item", pair, instance_.pair_item.size()));
  const int32_t claim = HolderOf(pair);
  if (claim == kNone) return absl::InvalidArgumentError(absl::StrCat("pair ", pair, " is not chosen"));
  if (!residual_.Release(claim, false).has_value())
    return absl::FailedPreconditionError(absl::StrCat("pair ", pair, ": a floor needs it and nobody else can come"));
  residual_.ForgetHistory();
  std::vector<int32_t> closed = {pair};
  if (std::binary_search(instance_.pinned.begin(), instance_.pinned.end(), pair)) {
    const std::vector<int32_t> kept_out = KeptOutBy(instance_, pair);
    closed.insert(closed.end(), kept_out.begin(), kept_out.end());
  }
  Forbid(closed);
  return Told();
}

absl::StatusOr<std::vector<VacancyChain>> LivePlan::Leave(int32_t person) {
  RETURN_IF_ERROR(CheckIndex("people", person, At(instance_.people)));
  const FlowNetwork& network = residual_.network();
  std::vector<int32_t> claims;
  for (int32_t claim = claim_begin_[At(person)]; claim < claim_begin_[At(person) + 1]; ++claim) claims.push_back(claim);
  std::vector<int32_t> all;
  for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair) {
    all.push_back(pair);
    const bool pinned = std::binary_search(instance_.pinned.begin(), instance_.pinned.end(), pair);
    if (pinned) claims.push_back(HolderOf(pair));
  }
  const Residual::Snapshot snapshot = residual_.Save();
  for (const int32_t claim : claims)  // first of all, so that nobody who leaves fills another of their own places
    if (residual_.held(claim) == kNone)
      for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc)
        residual_.Close(arc);
  std::vector<VacancyChain> chains;
  for (const int32_t claim : claims) {
    if (residual_.held(claim) == kNone) continue;
    if (!residual_.Release(claim, true).has_value()) {
      residual_.Restore(snapshot);
      return absl::FailedPreconditionError(
          absl::StrCat("person ", person, ": a floor needs them and nobody else can come"));
    }
    chains.push_back(Told());
  }
  residual_.ForgetHistory();
  Forbid(all);
  return chains;
}

absl::StatusOr<VacancyChain> LivePlan::AddSeat(int32_t item) {
  RETURN_IF_ERROR(CheckIndex("items", item, instance_.items.size()));
  if (instance_.items[At(item)].seats >= kSeatsMax)
    return absl::ResourceExhaustedError(absl::StrCat("items[", item, "].seats: at most ", kSeatsMax));
  ++instance_.items[At(item)].seats;
  residual_.RaiseCapacity(item);
  residual_.ForgetHistory();
  return Told();
}

absl::StatusOr<VacancyChain> LivePlan::RaiseCeiling(int32_t quota) {
  RETURN_IF_ERROR(CheckIndex("quotas", quota, instance_.quotas.size()));
  if (instance_.quotas[At(quota)].ceiling >= kSeatsMax)
    return absl::ResourceExhaustedError(absl::StrCat("quotas[", quota, "].ceiling: at most ", kSeatsMax));
  ++instance_.quotas[At(quota)].ceiling;
  residual_.RaiseCapacity(node_of_quota_[At(quota)]);
  residual_.ForgetHistory();
  return Told();
}

absl::StatusOr<VacancyChain> LivePlan::RemoveSeat(int32_t item) {
  RETURN_IF_ERROR(CheckIndex("items", item, instance_.items.size()));
  if (!residual_.LowerCapacity(item).has_value())
    return absl::FailedPreconditionError(absl::StrCat("items[", item, "]: floors or pins need all seats"));
  --instance_.items[At(item)].seats;
  residual_.ForgetHistory();
  return Told();
}

bool LivePlan::IsChosen(int32_t pair) const { return HolderOf(pair) != kNone; }

// The claim that has the pair, or kNone.
int32_t LivePlan::HolderOf(int32_t pair) const {
  const FlowNetwork& network = residual_.network();
  const auto holds = [&](int32_t claim) {
    const int32_t arc = residual_.held(claim);
    return arc != kNone && network.arc_pair[At(arc)] == pair;
  };
  const auto pin = std::lower_bound(pins_.begin(), pins_.end(), pair);
  if (pin != pins_.end() && *pin == pair) {
    const int32_t claim = claim_begin_.back() + static_cast<int32_t>(pin - pins_.begin());
    return holds(claim) ? claim : kNone;
  }
  const int32_t person = PersonOfPair(instance_, pair);
  for (int32_t claim = claim_begin_[At(person)]; claim < claim_begin_[At(person) + 1]; ++claim)
    if (holds(claim)) return claim;
  return kNone;
}

// The moves just made, which are all of the difference.
VacancyChain LivePlan::Told() const {
  const FlowNetwork& network = residual_.network();
  const auto pair = [&](int32_t arc) { return arc == kNone ? kNone : network.arc_pair[At(arc)]; };
  VacancyChain chain;
  chain.gain.resize(instance_.levels.size());
  for (const ClaimMove& move : residual_.moves()) {
    chain.moves.push_back({network.claim_person[At(move.claim)], pair(move.from), pair(move.to)});
    const PersonMove& told = chain.moves.back();
    for (size_t l = 0; l < chain.gain.size(); ++l) {
      const std::vector<int64_t>& value = instance_.levels[l].value;
      chain.gain[l] += (told.to == kNone ? 0 : value[At(told.to)]) - (told.from == kNone ? 0 : value[At(told.from)]);
    }
  }
  return chain;
}

void LivePlan::Forbid(const std::vector<int32_t>& pairs) {
  for (const int32_t pair : pairs) {
    const auto pin = std::lower_bound(instance_.pinned.begin(), instance_.pinned.end(), pair);
    if (pin != instance_.pinned.end() && *pin == pair) instance_.pinned.erase(pin);
    const auto place = std::lower_bound(instance_.forbidden.begin(), instance_.forbidden.end(), pair);
    if (place == instance_.forbidden.end() || *place != pair) instance_.forbidden.insert(place, pair);
  }
}

}  // namespace jiedui::planning
