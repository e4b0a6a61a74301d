// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/explain_bounded.h"

#include <algorithm>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/spread.h"

namespace jiedui::planning {
namespace {

using absl::int128;

class Bounded {
 public:
  Bounded(const Instance& instance, const Solution& solution, const Prices& prices)
      : instance_(instance),
        plan_(solution.plan),
        prices_(prices),
        fairness_(instance),
        spread_(instance),
        quotas_(instance.items.size()) {
    for (int32_t q = 0; q < Size(instance.quotas.size()); ++q) quotas_[At(instance.quotas[At(q)].item)].push_back(q);
    room_ = WorthOf(instance, prices) - SumOf(prices, plan_.value);
  }

  BoundedExplanation Explain(int32_t person) const {
    BoundedExplanation explanation{.person = person};
    if (instance_.pair_begin.empty()) return explanation;
    for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair)
      if (!std::binary_search(plan_.pairs.begin(), plan_.pairs.end(), pair))
        explanation.refusals.push_back(Judge(person, pair));
    return explanation;
  }

 private:
  // With the pair, the person gains at most what it brings above its price and, if they may have more items, what all
  // of their choices can gain: as much less than the proof allows them is lost for certain.
  BoundedRefusal Judge(int32_t person, int32_t pair) const {
    BoundedRefusal refusal{.pair = pair, .obstacles = ObstaclesOf(instance_, person, pair)};
    refusal.brings = prices_.denominator * WeightOf(instance_, prices_.level_weight, pair) + PaidFor(person, pair);
    refusal.asked = AskedFor(person, instance_.pair_item[At(pair)]);
    int128 lost = refusal.asked - refusal.brings;
    if (instance_.items_per_person_max == 1) lost += prices_.person[At(person)];
    refusal.costs_at_least = std::max(int128{0}, lost - room_);
    return refusal;
  }

  // For evenness.
  int128 PaidFor(int32_t person, int32_t pair) const {
    const int32_t group = fairness_.group_of(person);
    const int32_t period = spread_.period_of(instance_.pair_item[At(pair)]);
    return (group == kNone || prices_.fair_group.empty() ? int128{0} : prices_.fair_group[At(group)]) +
           (period == kNone || prices_.period.empty() ? int128{0} : prices_.period[At(period)]);
  }

  int128 AskedFor(int32_t person, int32_t item) const {
    const auto groups = Of(person, instance_.group_begin, instance_.group);
    int128 price = prices_.seat[At(item)];
    for (const int32_t q : quotas_[At(item)])
      if (std::binary_search(groups.begin(), groups.end(), instance_.quotas[At(q)].group))
        price += prices_.quota[At(q)];
    return price;
  }

  const Instance& instance_;
  const Plan& plan_;
  const Prices& prices_;
  const Fairness fairness_;
  const Spread spread_;
  std::vector<std::vector<int32_t>> quotas_;  // of an item
  int128 room_ = 0;                           // between the plan and what the proof allows
};

}  // namespace

std::vector<BoundedExplanation> ExplainBounded(const Instance& instance, const Solution& solution, size_t proof,
                                               const std::vector<int32_t>& people) {
  const Bounded bounded(instance, solution, solution.certificate.proofs[proof]);
  std::vector<BoundedExplanation> explanations;
  explanations.reserve(people.size());
  for (const int32_t person : people) explanations.push_back(bounded.Explain(person));
  return explanations;
}

}  // namespace jiedui::planning
