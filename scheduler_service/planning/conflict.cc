// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/conflict.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/primal_dual.h"

namespace jiedui::planning {
namespace {

using Kind = RuleRef::Kind;

// A node that more pinned pairs pass than it lets through; kNone if there is none.
int32_t OverfullNode(const FlowNetwork& network) {
  for (int32_t v = 0; v < Size(network.nodes.size()); ++v)
    if (network.nodes[At(v)].capacity < 0) return v;
  return kNone;
}

// With all values 0 and a bonus of 1 the flow keeps as much of the floors as can be; its prices show that not all.
std::vector<int64_t> PricesOfFloors(const FlowNetwork& network, Meter& meter, bool& floors_hold) {
  const std::vector<int64_t> weight(network.arc_pair.size());
  PrimalDual<int64_t> flow(network, weight, 1, meter);
  flow.Run();
  floors_hold = true;
  for (size_t v = 0; v < network.nodes.size(); ++v)
    if (flow.flow()[v] < network.nodes[v].floor) floors_hold = false;
  return flow.price();
}

// The same, where nobody's choices depend on each other: what is impossible there is impossible.
Instance Untied(const Instance& instance) {
  Instance untied = instance;
  const std::vector<bool> stands = StandingPairs(instance);
  untied.forbidden.clear();
  for (int32_t pair = 0; pair < Size(stands.size()); ++pair)
    if (!stands[At(pair)]) untied.forbidden.push_back(pair);
  for (int32_t j = 0; j < Size(untied.items.size()); ++j) untied.items[At(j)].days = {2 * j, 2 * j};
  untied.travel_buffer_days = 0;
  untied.items_per_person_max = std::max(1, Size(untied.items.size()));
  untied.exclusions.clear();
  untied.prerequisites.clear();
  untied.home_covers.clear();
  untied.busy_begin.clear();
  untied.busy.clear();
  untied.days_per_person.clear();
  return untied;
}

// Leaving out a pin may make the case inexact; then its choices are taken as untied.
bool IsFeasible(const Instance& instance, Meter& meter) {
  FlowCase flow = BuildFlow(instance);
  if (!flow.why_not.empty()) flow = BuildFlow(Untied(instance));
  if (!flow.why_not.empty()) return true;
  if (OverfullNode(flow.network) != kNone) return false;
  bool floors_hold = false;
  PricesOfFloors(flow.network, meter, floors_hold);
  return floors_hold;
}

// A price on the overfull node alone, and on all that enters below it.
std::vector<int64_t> PricesOfOverfull(const FlowNetwork& network, int32_t overfull) {
  std::vector<int64_t> price(network.nodes.size());
  for (int32_t v = 0; v < Size(price.size()); ++v) {
    const int32_t parent = network.nodes[At(v)].parent;
    price[At(v)] = v == overfull ? 1 : parent == kNone ? 0 : price[At(parent)];
  }
  return price;
}

// Those to which the proof gives a price.
std::vector<RuleRef> Blamed(const Instance& instance, const FlowNetwork& network, const Prices& proof) {
  std::vector<RuleRef> rules;
  for (int32_t j = 0; j < Size(proof.seat.size()); ++j)
    if (proof.seat[At(j)] > 0) rules.push_back({Kind::kSeats, j});
  for (int32_t q = 0; q < Size(proof.quota.size()); ++q) {
    if (proof.quota[At(q)] < 0 && instance.quotas[At(q)].floor > 0) rules.push_back({Kind::kFloor, q});
    if (proof.quota[At(q)] > 0) rules.push_back({Kind::kCeiling, q});
  }
  for (const int32_t pair : network.pinned) rules.push_back({Kind::kPin, pair});
  std::sort(rules.begin(), rules.end(),
            [](const RuleRef& a, const RuleRef& b) { return std::pair(a.kind, a.index) < std::pair(b.kind, b.index); });
  return rules;
}

// The instance with those rules only, and no goals.
Instance WithOnly(const Instance& instance, const std::vector<RuleRef>& rules) {
  Instance bare = instance;
  bare.levels = {{.name = "none", .value = std::vector<int64_t>(instance.pair_item.size())}};
  bare.pinned.clear();
  for (Item& item : bare.items) item.seats = kSeatsMax;
  for (Quota& quota : bare.quotas) quota = {quota.item, quota.group, 0, kSeatsMax};
  for (const RuleRef& rule : rules) {
    switch (rule.kind) {
      case Kind::kSeats:
        bare.items[At(rule.index)].seats = instance.items[At(rule.index)].seats;
        break;
      case Kind::kFloor:
        bare.quotas[At(rule.index)].floor = instance.quotas[At(rule.index)].floor;
        break;
      case Kind::kCeiling:
        bare.quotas[At(rule.index)].ceiling = instance.quotas[At(rule.index)].ceiling;
        break;
      case Kind::kPin:
        bare.pinned.push_back(rule.index);
        break;
      case Kind::kSeatsMin:
        break;  // the exact case has none
    }
  }
  return bare;
}

// Tries to leave out ever smaller runs of rules, at last each by itself.
std::vector<RuleRef> Irreducible(const Instance& instance, std::vector<RuleRef> rules, Meter& meter) {
  for (size_t run = (rules.size() + 1) / 2;; run = (run + 1) / 2) {
    for (size_t first = 0; first < rules.size() && !meter.exhausted();) {
      std::vector<RuleRef> fewer = rules;
      const size_t last = std::min(first + run, rules.size());
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(first),
                  fewer.begin() + static_cast<std::ptrdiff_t>(last));
      if (IsFeasible(WithOnly(instance, fewer), meter))
        first = last;
      else
        rules = std::move(fewer);
    }
    if (run <= 1 || meter.exhausted()) return rules;
  }
}

}  // namespace

absl::StatusOr<Answer> ProveInfeasible(const Instance& instance, const FlowNetwork& network, Meter& meter) {
  const int32_t overfull = OverfullNode(network);
  bool floors_hold = false;
  const std::vector<int64_t> price =
      overfull == kNone ? PricesOfFloors(network, meter, floors_hold) : PricesOfOverfull(network, overfull);
  Infeasible answer;
  answer.proof = PricesOf(instance, network, std::vector<absl::int128>(instance.levels.size()),
                          std::vector<int64_t>(network.arc_pair.size()), price);
  answer.conflict = Irreducible(instance, Blamed(instance, network, answer.proof), meter);
  if (meter.exhausted()) return absl::ResourceExhaustedError("the budget ended before the conflict was narrowed down");
  return answer;
}

}  // namespace jiedui::planning
