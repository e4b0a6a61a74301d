// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overlap_proof.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/best_bundle.h"
#include "scheduler_service/planning/flow_prices.h"
#include "scheduler_service/planning/level_weights.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int64_t kDenominatorMax = 1024;

int128 WeightedValue(const Instance& instance, const std::vector<int64_t>& level_weight, int32_t pair) {
  int128 sum = 0;
  for (size_t l = 0; l < level_weight.size(); ++l) sum += int128{level_weight[l]} * instance.levels[l].value[At(pair)];
  return sum;
}

int128 LargestValue(const Instance& instance, const Choices& choices, const std::vector<int64_t>& level_weight) {
  int128 largest = 0;
  for (const int32_t pair : choices.pair) {
    const int128 value = WeightedValue(instance, level_weight, pair);
    largest = std::max(largest, value < 0 ? -value : value);
  }
  return largest;
}

std::vector<int64_t> LevelWeightsAt(const Instance& instance, const Choices& choices, int32_t level,
                                    int64_t weight_max) {
  std::vector<int64_t> weights(instance.levels.size());
  weights[At(level)] = 1;
  for (int32_t l = level - 1; l >= 0; --l) {
    std::vector<int64_t> wider = weights;
    const int128 unit = 2 * LargestValue(instance, choices, weights) + 1;
    if (unit > weight_max) break;
    wider[At(l)] = static_cast<int64_t>(unit);
    if (LargestValue(instance, choices, wider) > weight_max) break;
    weights = std::move(wider);
  }
  return weights;
}

// What the person's pins bring and cost, by entry in instance.pinned.
void AddPins(const Instance& instance, Prices& prices) {
  if (instance.pinned.empty()) return;
  std::vector<std::vector<int32_t>> quotas(instance.items.size());
  for (int32_t q = 0; q < Size(instance.quotas.size()); ++q) quotas[At(instance.quotas[At(q)].item)].push_back(q);
  const std::vector<int32_t>& begin = instance.pair_begin;
  for (const int32_t pin : instance.pinned) {
    const auto person = static_cast<int32_t>(std::upper_bound(begin.begin(), begin.end(), pin) - begin.begin()) - 1;
    const int32_t item = instance.pair_item[At(pin)];
    const auto groups = Of(person, instance.group_begin, instance.group);
    int128& gain = prices.person[At(person)];
    gain += WeightOf(instance, prices.level_weight, pin) * prices.denominator - prices.seat[At(item)];
    for (const int32_t q : quotas[At(item)])
      if (std::binary_search(groups.begin(), groups.end(), instance.quotas[At(q)].group)) gain -= prices.quota[At(q)];
  }
}

// The largest total at level l by this proof, if the levels before have the plan's values.
int128 MostAt(size_t l, const Instance& instance, const Prices& proof, const std::vector<int64_t>& value) {
  const auto floor_divide = [](int128 dividend, int128 divisor) {
    const int128 quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
  };
  int128 rest = floor_divide(WorthOf(instance, proof), proof.denominator);
  for (size_t k = 0; k < value.size(); ++k) {
    if (k < l) rest -= proof.level_weight[k] * value[k];
    if (k > l && proof.level_weight[k] != 0)
      rest -= proof.level_weight[k] * RangeOf(instance, instance.levels[k]).least;
  }
  return floor_divide(rest, proof.level_weight[l]);
}

}  // namespace

Aim AimAt(const Instance& instance, const Choices& choices, int32_t level, int64_t weight_max) {
  Aim aim{.level_weight = LevelWeightsAt(instance, choices, level, weight_max)};
  const int128 largest = LargestValue(instance, choices, aim.level_weight);
  while (aim.denominator < kDenominatorMax && largest * aim.denominator * 2 <= weight_max) aim.denominator *= 2;
  aim.weight.reserve(choices.pair.size());
  for (const int32_t pair : choices.pair)
    aim.weight.push_back(static_cast<int64_t>(WeightedValue(instance, aim.level_weight, pair) * aim.denominator));
  return aim;
}

Prices ProofOf(const Instance& instance, const Choices& choices, const Aim& aim,
               const std::vector<int64_t>& gate_price) {
  Prices prices{.denominator = aim.denominator};
  prices.level_weight.assign(aim.level_weight.begin(), aim.level_weight.end());
  const auto items_end = gate_price.begin() + Size(instance.items.size());
  prices.seat.assign(gate_price.begin(), items_end);
  prices.quota.assign(items_end, gate_price.end());
  prices.person.resize(At(instance.people));
  BestBundle<int128> best_bundle(choices);
  std::vector<int128> slot_price(At(choices.slots()));
  for (int32_t slot = 0; slot < choices.slots(); ++slot)
    for (const int32_t gate : choices.GatesOf(slot)) slot_price[At(slot)] += gate_price[At(gate)];
  for (int32_t person = 0; person < choices.people(); ++person)
    prices.person[At(person)] = best_bundle.Value(person, [&](int32_t entry) {
      const int32_t pair = choices.pair[At(entry)];
      return WeightedValue(instance, aim.level_weight, pair) * aim.denominator -
             slot_price[At(choices.slot[At(entry)])];
    });
  AddPins(instance, prices);
  return prices;
}

std::vector<int64_t> LevelBounds(const Instance& instance, const Certificate& certificate,
                                 const std::vector<int64_t>& value) {
  std::vector<int64_t> bounds;
  for (size_t l = 0; l < value.size(); ++l) {
    const LevelRange range = RangeOf(instance, instance.levels[l]);
    int128 bound = range.most;
    for (const Prices& proof : certificate.proofs)
      if (proof.level_weight[l] > 0) bound = std::min(bound, MostAt(l, instance, proof, value));
    bounds.push_back(static_cast<int64_t>(std::max<int128>(bound, range.least)));
  }
  return bounds;
}

void KeepTightest(const Instance& instance, const std::vector<int64_t>& value, Certificate& certificate) {
  std::vector<Prices>& proofs = certificate.proofs;
  std::vector<bool> is_kept(proofs.size());
  for (size_t l = 0; l < value.size(); ++l) {
    size_t tightest = proofs.size();
    int128 least = 0;
    for (size_t k = 0; k < proofs.size(); ++k) {
      if (proofs[k].level_weight[l] <= 0) continue;
      const int128 most = MostAt(l, instance, proofs[k], value);
      if (tightest < proofs.size() && most >= least) continue;
      tightest = k;
      least = most;
    }
    if (tightest < proofs.size()) is_kept[tightest] = true;
  }
  std::vector<Prices> kept;
  for (size_t k = 0; k < proofs.size(); ++k)
    if (is_kept[k]) kept.push_back(std::move(proofs[k]));
  proofs = std::move(kept);
}

void KeepBetter(const Instance& instance, Solution solution, std::optional<Solution>& best) {
  if (!best.has_value()) {
    best = std::move(solution);
    return;
  }
  std::vector<Prices>& proofs = best->certificate.proofs;
  std::move(solution.certificate.proofs.begin(), solution.certificate.proofs.end(), std::back_inserter(proofs));
  if (solution.plan.value > best->plan.value) best->plan = std::move(solution.plan);
  KeepTightest(instance, best->plan.value, best->certificate);
  best->plan.bound = LevelBounds(instance, best->certificate, best->plan.value);
}

std::vector<std::string> RelaxedRules(const Instance& instance) {
  std::vector<std::string> relaxed;
  if (!instance.exclusions.empty()) relaxed.emplace_back("exclusions: kept by the plan, left out of the bound");
  if (!instance.prerequisites.empty())
    relaxed.emplace_back("prerequisites: kept by the plan; the bound counts only those out of reach");
  if (!instance.days_per_person.empty())
    relaxed.emplace_back(
        "days_per_person: kept by the plan; the bound counts only items that are too long by themselves");
  if (!instance.home_covers.empty()) relaxed.emplace_back("home_covers: kept by the plan, left out of the bound");
  return relaxed;
}

}  // namespace jiedui::planning
