// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/even_flow.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/conflict.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/fillers.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/flow_width.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/primal_dual.h"
#include "scheduler_service/planning/spread.h"
#include "scheduler_service/planning/stays.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int32_t kRoundsMax = 64;  // more than any instance takes; the answer says what is proven

// The network of one round.
struct Round {
  StayNetwork stays;
  FilledNetwork filled;  // of that of the stays
};

// Of one round, by what the instance's network has for nodes.
struct Flown {
  std::vector<int32_t> pairs;        // chosen, with pins, ascending
  std::vector<int128> price;         // a node of the instance's network, less that of its period
  std::vector<int128> stay_price;    // a stay
  std::vector<int128> period_price;  // a period
  bool floors_hold = false;
};

class EvenFlow {
 public:
  EvenFlow(const Instance& instance, const FlowNetwork& network, const std::vector<int128>& level_weights, Meter& meter)
      : instance_(instance),
        network_(network),
        level_weights_(level_weights),
        meter_(meter),
        fairness_(instance),
        spread_(instance),
        groups_(At(fairness_.groups())),
        periods_(StandingOfPeriods(network, spread_, spread_.Count(instance, network.pinned))),
        fair_unit_(WeightAt(level_weights, fairness_.level())),
        spread_unit_(WeightAt(level_weights, spread_.level())),
        stay_base_(fair_unit_ * fairness_.worth_max() + 1),
        fill_base_(spread_unit_ * spread_.worth_max()) {
    for (const int32_t person : network.claim_person)
      if (const int32_t group = fairness_.group_of(person); group != kNone) ++groups_[At(group)].most;
    const std::vector<int32_t> pinned = fairness_.Count(instance, network.pinned);
    for (size_t group = 0; group < groups_.size(); ++group) {
      groups_[group].pinned = pinned[group];
      groups_[group].chosen = groups_[group].most / 2;
    }
    if (!instance.base.empty()) StandAt(instance.base);  // the plan is not far from there
  }

  absl::StatusOr<Answer> Take() && {
    for (int32_t round = 0; round < kRoundsMax && !IsDone(); ++round) {
      const Round now = NextRound();
      ASSIGN_OR_RETURN(Flown flown, Run(now));
      if (!flown.floors_hold && best_.has_value()) break;
      if (!flown.floors_hold && meter_.exhausted())
        return absl::ResourceExhaustedError("the budget ended before any plan keeps the floors");
      if (!flown.floors_hold) return ProveInfeasible(instance_, network_, meter_);
      Prices proof = ProofOf(now.stays.stays, flown);
      Keep(PlanOf(std::move(flown.pairs)), std::move(proof));
    }
    return *std::move(best_);
  }

 private:
  // Where the next round is fine. Another plan's pairs may be more or fewer than can be chosen now.
  void StandAt(const std::vector<int32_t>& pairs) {
    const auto stand = [](const std::vector<int32_t>& count, std::vector<Standing>& standing) {
      for (size_t k = 0; k < standing.size(); ++k)
        standing[k].chosen = std::clamp(count[k] - standing[k].pinned, 0, standing[k].most);
    };
    stand(fairness_.Count(instance_, pairs), groups_);
    stand(spread_.Count(instance_, pairs), periods_);
  }

  // No plan has a larger sum than the best so far, or there is no time to look for one.
  bool IsDone() const {
    if (!best_.has_value()) return false;
    return worth_ == SumOf(best_->certificate.proofs.front(), best_->plan.value) || meter_.exhausted();
  }

  Round NextRound() const {
    Round round{.stays = WithStays(network_, fairness_, groups_), .filled = {}};
    round.filled = WithFillers(round.stays.network, spread_, periods_);
    return round;
  }

  // A claim of a fair group gets so much more than anything that evenness can lose that it is not left without either
  // pair or stay; a pair of a period brings as much as any filler that it may displace.
  int128 WeightOfArc(const StayNetwork& stays, int32_t claim, int32_t arc) const {
    const int32_t pair = stays.network.arc_pair[At(arc)];
    if (pair == kNone)
      return stay_base_ - fair_unit_ * stays.stays[At(stays.network.arc_node[At(arc)] - stays.first_stay)].block.worth;
    int128 weight = WeightOf(instance_, level_weights_, pair);
    if (fairness_.group_of(stays.network.claim_person[At(claim)]) != kNone) weight += stay_base_;
    if (spread_.period_of(instance_.pair_item[At(pair)]) != kNone) weight += fill_base_;
    return weight;
  }

  std::vector<int128> WeightsOf(const Round& round) const {
    const FlowNetwork& network = round.stays.network;
    std::vector<int128> weights;
    weights.reserve(round.filled.network.arc_pair.size());
    for (int32_t claim = 0; claim < Size(network.claim_person.size()); ++claim)
      for (int32_t arc = network.arc_begin[At(claim)]; arc < network.arc_begin[At(claim) + 1]; ++arc)
        weights.push_back(WeightOfArc(round.stays, claim, arc));
    for (const Filler& filler : round.filled.fillers) weights.push_back(fill_base_ - spread_unit_ * filler.worth);
    return weights;
  }

  absl::StatusOr<Flown> Run(const Round& round) {
    const FlowNetwork& network = round.filled.network;
    const std::vector<int128> weights = WeightsOf(round);
    int128 largest = 0;
    for (const int128 weight : weights) largest = std::max(largest, weight < 0 ? -weight : weight);
    return AtWidth(network, largest, [&](auto floor_bonus) -> absl::StatusOr<Flown> {
      using W = decltype(floor_bonus);
      std::vector<W> narrow;
      narrow.reserve(weights.size());
      for (const int128 weight : weights) narrow.push_back(static_cast<W>(weight));
      PrimalDual<W> flow(network, narrow, floor_bonus, meter_);
      flow.Run();
      Flown flown = Read(round, flow.held(), {flow.price().begin(), flow.price().end()});
      flown.floors_hold = FloorsHold(network, flow.flow());
      return flown;
    });
  }

  Flown Read(const Round& round, const std::vector<int32_t>& held, const std::vector<int128>& price) const {
    const FilledNetwork& filled = round.filled;
    Flown flown{.pairs = network_.pinned};
    for (const int32_t arc : held)
      if (arc != kNone && filled.network.arc_pair[At(arc)] != kNone)
        flown.pairs.push_back(filled.network.arc_pair[At(arc)]);
    std::sort(flown.pairs.begin(), flown.pairs.end());
    flown.period_price.assign(price.begin(), price.begin() + spread_.periods());
    const std::vector<FlowNode>& nodes = round.stays.network.nodes;
    const int32_t stays_end = round.stays.first_stay + Size(round.stays.stays.size());
    for (int32_t node = 0; node < Size(nodes.size()); ++node) {
      const int128 entry = price[At(filled.node_of[At(node)])];
      const bool is_stay = node >= round.stays.first_stay && node < stays_end;
      const int32_t period = is_stay ? kNone : spread_.period_of(nodes[At(node)].item);
      if (is_stay)
        flown.stay_price.push_back(entry);
      else
        flown.price.push_back(period == kNone ? entry : entry - flown.period_price[At(period)]);
    }
    return flown;
  }

  Plan PlanOf(std::vector<int32_t> pairs) const {
    Plan plan{.pairs = std::move(pairs), .method = Method::kFlow};
    plan.value = ValuesOf(instance_, plan.pairs);
    return plan;
  }

  // What one more who stays costs the group: the cheapest place that is left, at its price; no more than a pinned pair
  // is worth, whom nobody could leave out for it.
  std::vector<int128> GroupPrices(const std::vector<Stay>& stays, const Flown& flown) const {
    std::vector<int128> prices(groups_.size());
    for (int32_t group = 0; group < Size(prices.size()); ++group) {
      const int32_t pinned = groups_[At(group)].pinned;
      prices[At(group)] = fair_unit_ * (pinned == 0 ? fairness_.worth_max() : fairness_.WorthOfNext(group, pinned - 1));
    }
    for (size_t k = 0; k < stays.size(); ++k) {
      int128& price = prices[At(stays[k].group)];
      price = std::min(price, fair_unit_ * stays[k].block.worth + flown.stay_price[k]);
    }
    return prices;
  }

  // What one more pair is worth to the period: what it brings to the flow beyond the period's price; likewise.
  std::vector<int128> PeriodPrices(const Flown& flown) const {
    std::vector<int128> prices(periods_.size());
    for (int32_t period = 0; period < Size(prices.size()); ++period) {
      const int32_t pinned = periods_[At(period)].pinned;
      const int64_t most = pinned == 0 ? spread_.worth_max() : spread_.WorthOfNext(period, pinned - 1);
      prices[At(period)] = std::min(spread_unit_ * most, fill_base_ - flown.period_price[At(period)]);
    }
    return prices;
  }

  Prices ProofOf(const std::vector<Stay>& stays, const Flown& flown) const {
    const std::vector<int128> group_price = GroupPrices(stays, flown);
    const std::vector<int128> period_price = PeriodPrices(flown);
    const auto paid_for = [&](int32_t person, int32_t pair) {
      const int32_t group = fairness_.group_of(person);
      const int32_t period = spread_.period_of(instance_.pair_item[At(pair)]);
      return (group == kNone ? int128{0} : group_price[At(group)]) +
             (period == kNone ? int128{0} : period_price[At(period)]);
    };
    std::vector<int128> weights;
    weights.reserve(network_.arc_pair.size());
    for (int32_t claim = 0; claim < Size(network_.claim_person.size()); ++claim)
      for (int32_t arc = network_.arc_begin[At(claim)]; arc < network_.arc_begin[At(claim) + 1]; ++arc)
        weights.push_back(WeightOf(instance_, level_weights_, network_.arc_pair[At(arc)]) +
                          paid_for(network_.claim_person[At(claim)], network_.arc_pair[At(arc)]));
    Prices prices = PricesOf(instance_, network_, level_weights_, weights, flown.price);
    for (const int32_t pin : network_.pinned) {
      const int32_t person = PersonOfPair(instance_, pin);
      prices.person[At(person)] += paid_for(person, pin);
    }
    prices.fair_group = group_price;
    prices.period = period_price;
    return prices;
  }

  // The plan with the largest sum and the proof that allows the least, whichever rounds they are of.
  void Keep(Plan plan, Prices proof) {
    StandAt(plan.pairs);
    const int128 worth = WorthOf(instance_, proof);
    const bool is_first = !best_.has_value();
    if (is_first) best_.emplace();
    if (is_first || SumOf(proof, plan.value) > SumOf(proof, best_->plan.value)) best_->plan = std::move(plan);
    if (is_first || worth < worth_) {
      worth_ = worth;
      best_->certificate.proofs = {std::move(proof)};
    }
    best_->plan.bound = BoundsOf(instance_, best_->certificate.proofs.front(), best_->plan.value);
  }

  const Instance& instance_;
  const FlowNetwork& network_;
  const std::vector<int128>& level_weights_;
  Meter& meter_;
  const Fairness fairness_;
  const Spread spread_;
  std::vector<Standing> groups_;   // of fairness
  std::vector<Standing> periods_;  // of spread
  const int128 fair_unit_;         // weight of the level of fairness
  const int128 spread_unit_;       // weight of the level of spread
  const int128 stay_base_;
  const int128 fill_base_;
  std::optional<Solution> best_;
  int128 worth_ = 0;  // what its proof allows
};

}  // namespace

absl::StatusOr<Answer> SolveEvenFlow(const Instance& instance, const FlowNetwork& network,
                                     const std::vector<int128>& level_weights, Meter& meter) {
  return EvenFlow(instance, network, level_weights, meter).Take();
}

}  // namespace jiedui::planning
