// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fair_flow.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/conflict.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/flow_width.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/primal_dual.h"
#include "scheduler_service/planning/stays.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int32_t kRoundsMax = 64;  // more than any instance takes; the answer says what is proven

class FairFlow {
 public:
  FairFlow(const Instance& instance, const FlowNetwork& network, const std::vector<int128>& level_weights, Meter& meter)
      : instance_(instance),
        network_(network),
        level_weights_(level_weights),
        meter_(meter),
        fairness_(instance),
        claims_(At(fairness_.groups())),
        unit_(level_weights[At(fairness_.level())]),
        stay_base_(unit_ * fairness_.worth_max() + 1) {
    for (const int32_t person : network.claim_person)
      if (const int32_t group = fairness_.group_of(person); group != kNone) ++claims_[At(group)].claims;
    const std::vector<int32_t> pinned = fairness_.Count(instance, network.pinned);
    for (size_t group = 0; group < claims_.size(); ++group) {
      claims_[group].pinned = pinned[group];
      claims_[group].served = claims_[group].claims / 2;
    }
  }

  absl::StatusOr<Answer> Take() && {
    for (int32_t round = 0; round < kRoundsMax && !IsDone(); ++round) {
      const StayNetwork stays = WithStays(network_, fairness_, claims_);
      ASSIGN_OR_RETURN(const Flown flown, Run(stays));
      if (!flown.floors_hold && best_.has_value()) break;
      if (!flown.floors_hold && meter_.exhausted())
        return absl::ResourceExhaustedError("the budget ended before any plan keeps the floors");
      if (!flown.floors_hold) return ProveInfeasible(instance_, network_, meter_);
      Keep(PlanOf(stays, flown), ProofOf(stays, flown));
    }
    return *std::move(best_);
  }

 private:
  struct Flown {
    std::vector<int32_t> held;
    std::vector<int128> price;  // a node
    bool floors_hold = false;
  };

  bool IsDone() const { return best_.has_value() && (best_->plan.optimal() || meter_.exhausted()); }

  // So much more than anything that evenness can lose that nobody of a fair group is left without either.
  int128 WeightOfArc(const StayNetwork& stays, int32_t claim, int32_t arc) const {
    const int32_t pair = stays.network.arc_pair[At(arc)];
    if (pair == kNone)
      return stay_base_ - unit_ * stays.stays[At(stays.network.arc_node[At(arc)] - stays.first_stay)].worth;
    const int128 weight = WeightOf(instance_, level_weights_, pair);
    return fairness_.group_of(stays.network.claim_person[At(claim)]) == kNone ? weight : weight + stay_base_;
  }

  std::vector<int128> WeightsOf(const StayNetwork& stays) const {
    std::vector<int128> weights;
    weights.reserve(stays.network.arc_pair.size());
    for (int32_t claim = 0; claim < Size(stays.network.claim_person.size()); ++claim)
      for (int32_t arc = stays.network.arc_begin[At(claim)]; arc < stays.network.arc_begin[At(claim) + 1]; ++arc)
        weights.push_back(WeightOfArc(stays, claim, arc));
    return weights;
  }

  absl::StatusOr<Flown> Run(const StayNetwork& stays) {
    const std::vector<int128> weights = WeightsOf(stays);
    int128 largest = 0;
    for (const int128 weight : weights) largest = std::max(largest, weight < 0 ? -weight : weight);
    return AtWidth(stays.network, largest, [&](auto floor_bonus) -> absl::StatusOr<Flown> {
      using W = decltype(floor_bonus);
      std::vector<W> narrow;
      narrow.reserve(weights.size());
      for (const int128 weight : weights) narrow.push_back(static_cast<W>(weight));
      PrimalDual<W> flow(stays.network, narrow, floor_bonus, meter_);
      flow.Run();
      return Flown{.held = flow.held(),
                   .price = {flow.price().begin(), flow.price().end()},
                   .floors_hold = FloorsHold(stays.network, flow.flow())};
    });
  }

  Plan PlanOf(const StayNetwork& stays, const Flown& flown) const {
    Plan plan{.pairs = network_.pinned, .method = Method::kFlow};
    for (const int32_t arc : flown.held)
      if (arc != kNone && stays.network.arc_pair[At(arc)] != kNone)
        plan.pairs.push_back(stays.network.arc_pair[At(arc)]);
    std::sort(plan.pairs.begin(), plan.pairs.end());
    plan.value = ValuesOf(instance_, plan.pairs);
    return plan;
  }

  // What one more who stays costs the group: the cheapest place that is left, at its price; no more than a pinned pair
  // is worth, whom nobody could leave out for it.
  std::vector<int128> GroupPrices(const StayNetwork& stays, const Flown& flown) const {
    std::vector<int128> prices(claims_.size());
    for (size_t group = 0; group < prices.size(); ++group) {
      const int32_t pinned = claims_[group].pinned;
      const int64_t worth = pinned == 0 ? fairness_.worth_max() : fairness_.WorthOfNext(Size(group), pinned - 1);
      prices[group] = unit_ * worth;
    }
    for (size_t k = 0; k < stays.stays.size(); ++k) {
      int128& price = prices[At(stays.stays[k].group)];
      price = std::min(price, unit_ * stays.stays[k].worth + flown.price[At(stays.first_stay) + k]);
    }
    return prices;
  }

  Prices ProofOf(const StayNetwork& stays, const Flown& flown) const {
    const std::vector<int128> group_price = GroupPrices(stays, flown);
    std::vector<int128> node_price(flown.price.begin(), flown.price.begin() + stays.first_stay);
    node_price.insert(node_price.end(), flown.price.begin() + stays.first_stay + Size(stays.stays.size()),
                      flown.price.end());
    const auto paid_to = [&](int32_t person) {
      const int32_t group = fairness_.group_of(person);
      return group == kNone ? int128{0} : group_price[At(group)];
    };
    std::vector<int128> weights;
    weights.reserve(network_.arc_pair.size());
    for (int32_t claim = 0; claim < Size(network_.claim_person.size()); ++claim)
      for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
        weights.push_back(WeightOf(instance_, level_weights_, network_.arc_pair[At(arc)]) +
                          paid_to(network_.claim_person[At(claim)]));
    Prices prices = PricesOf(instance_, network_, level_weights_, weights, node_price);
    for (const int32_t pin : network_.pinned) {
      const int32_t person = PersonOfPair(instance_, pin);
      prices.person[At(person)] += paid_to(person);
    }
    prices.fair_group = group_price;
    return prices;
  }

  void Keep(Plan plan, Prices proof) {
    const std::vector<int32_t> count = fairness_.Count(instance_, plan.pairs);
    for (size_t group = 0; group < claims_.size(); ++group)
      claims_[group].served = count[group] - claims_[group].pinned;
    const bool is_better = !best_.has_value() || plan.value > best_->plan.value;
    if (is_better) best_ = Solution{.plan = std::move(plan), .certificate = {}};
    std::vector<int64_t> bound = BoundsOf(instance_, proof, best_->plan.value);
    if (!is_better && bound >= best_->plan.bound) return;
    best_->plan.bound = std::move(bound);
    best_->certificate.proofs = {std::move(proof)};
  }

  const Instance& instance_;
  const FlowNetwork& network_;
  const std::vector<int128>& level_weights_;
  Meter& meter_;
  const Fairness fairness_;
  std::vector<FairClaims> claims_;  // a group
  const int128 unit_;               // weight of the level of fairness
  const int128 stay_base_;
  std::optional<Solution> best_;
};

}  // namespace

absl::StatusOr<Answer> SolveFairFlow(const Instance& instance, const FlowNetwork& network,
                                     const std::vector<int128>& level_weights, Meter& meter) {
  return FairFlow(instance, network, level_weights, meter).Take();
}

}  // namespace jiedui::planning
