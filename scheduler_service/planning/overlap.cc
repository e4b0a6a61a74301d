// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/overlap.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/chains.h"
#include "scheduler_service/planning/choices.h"
#include "scheduler_service/planning/level_weights.h"
#include "scheduler_service/planning/overlap_proof.h"
#include "scheduler_service/planning/person_rules.h"
#include "scheduler_service/planning/pins.h"
#include "scheduler_service/planning/price_search.h"
#include "scheduler_service/planning/roster.h"

namespace jiedui::planning {
namespace {

using absl::int128;

constexpr int32_t kClearingsMax = 12;
constexpr int32_t kRoundsMax = 40;
constexpr int32_t kSteps = 150;
constexpr int64_t kFine = 1 << 14;  // this share of a value is not worth another round

class Overlaps {
 public:
  Overlaps(const Instance& instance, const std::vector<int128>& level_weights, int128 floor_worth, Meter& meter)
      : instance_(instance),
        choices_(LayOut(instance)),
        rules_(instance, choices_),
        worth_(WorthOfEntries(level_weights)),
        roster_(instance, choices_, rules_, worth_, floor_worth),
        chains_(choices_, rules_, worth_, floor_worth, roster_, meter),
        meter_(meter) {}

  // A plan, and prices for each level: the last first.
  void Run() {
    const int32_t last = Size(instance_.levels.size()) - 1;
    for (int32_t level = last; level >= 0; --level) {
      priced_.push_back({.aim = AimAt(instance_, choices_, level, SearchWeightMax(choices_))});
      PriceSearch search(choices_, priced_.back().aim.weight, FirstPrices(level), meter_);
      Clear(search);
      if (level == last) Fill(search.prices());
      if (level == last) Improve(search.bound());
      const int128 target = Target();
      search.Descend(target, target / kFine, kSteps);
      priced_.back().price = search.prices();
    }
  }

  // `instance` may have fewer pins: then its bounds are what is proven.
  absl::StatusOr<Solution> Conclude(const Instance& instance) const {
    if (roster_.floors_short() > 0)
      return absl::ResourceExhaustedError(
          absl::StrCat("no plan was found that keeps the floors: of ", ShortFloors(), " too few could be placed"));
    Solution solution;
    solution.plan = {.pairs = instance_.pinned, .method = Method::kLagrangian, .relaxed = RelaxedRules(instance)};
    for (int32_t entry = 0; entry < choices_.entries(); ++entry)
      if (roster_.holds(entry)) solution.plan.pairs.push_back(choices_.pair[At(entry)]);
    std::sort(solution.plan.pairs.begin(), solution.plan.pairs.end());
    for (const Level& level : instance.levels) {
      solution.plan.value.push_back(0);
      for (const int32_t pair : solution.plan.pairs) solution.plan.value.back() += level.value[At(pair)];
    }
    const Choices other = instance.pinned == instance_.pinned ? Choices{} : LayOut(instance);
    const Choices& bounded = instance.pinned == instance_.pinned ? choices_ : other;
    for (const Priced& priced : priced_)
      solution.certificate.proofs.push_back(ProofOf(instance, bounded, priced.aim, priced.price));
    solution.plan.bound = LevelBounds(instance, solution.certificate, solution.plan.value);
    return solution;
  }

 private:
  struct Priced {
    Aim aim;
    std::vector<int64_t> price;  // a gate
  };

  // "quotas[2] (1 short) and quotas[5] (3 short)".
  std::string ShortFloors() const {
    constexpr size_t kNamedMax = 5;
    std::vector<std::string> named;
    for (int32_t gate = 0; gate < choices_.gates() && named.size() < kNamedMax; ++gate)
      if (const int32_t missing = choices_.floor[At(gate)] - roster_.count(gate); missing > 0)
        named.push_back(absl::StrCat("quotas[", gate - Size(instance_.items.size()), "] (", missing, " short)"));
    return absl::StrJoin(named, " and ");
  }

  std::vector<int128> WorthOfEntries(const std::vector<int128>& level_weights) const {
    std::vector<int128> worth;
    worth.reserve(choices_.pair.size());
    for (const int32_t pair : choices_.pair) worth.push_back(WeightOf(instance_, level_weights, pair));
    return worth;
  }

  // Those of the last level, in this level's units.
  std::vector<int64_t> FirstPrices(int32_t level) const {
    std::vector<int64_t> prices(At(choices_.gates()));
    const Aim& last = priced_.front().aim;
    if (priced_.size() == 1 || last.level_weight[At(level)] == 0) return prices;
    const int128 unit = int128{last.level_weight[At(level)]} * last.denominator;
    for (size_t gate = 0; gate < prices.size(); ++gate)
      prices[gate] = static_cast<int64_t>(int128{priced_.front().price[gate]} * priced_.back().aim.denominator / unit);
    return prices;
  }

  void Clear(PriceSearch& search) {
    for (int32_t k = 0; k < kClearingsMax && !meter_.exhausted(); ++k) {
      const int128 before = search.bound();
      search.ClearMarkets();
      if (before - search.bound() <= search.bound() / kFine) return;
    }
  }

  // First at these prices, then where people are all but indifferent, then wherever there is room.
  void Fill(const std::vector<int64_t>& price) {
    const Aim& aim = priced_.back().aim;
    std::vector<int64_t> slot_price(At(choices_.slots()));
    for (int32_t slot = 0; slot < choices_.slots(); ++slot)
      for (const int32_t gate : choices_.GatesOf(slot)) slot_price[At(slot)] += price[At(gate)];
    const int64_t all = SearchWeightMax(choices_);
    for (const int64_t discount : {int64_t{0}, std::max<int64_t>(aim.denominator / 16, 1), aim.denominator, all})
      chains_.Fill(aim.weight, slot_price, discount);
  }

  int128 Target() const {
    int128 sum = 0;
    for (int32_t entry = 0; entry < choices_.entries(); ++entry)
      if (roster_.holds(entry)) sum += priced_.back().aim.weight[At(entry)];
    return sum;
  }

  void Improve(int128 bound) {
    for (int32_t round = 0; round < kRoundsMax && !meter_.exhausted(); ++round) {
      const int128 before = roster_.total();
      chains_.Improve(1);
      if (roster_.total() == before) return;
      if (roster_.floors_short() == 0 && bound - Target() <= bound / kFine) return;
    }
  }

  const Instance& instance_;
  const Choices choices_;
  const PersonRules rules_;
  const std::vector<int128> worth_;
  Roster roster_;
  Chains chains_;
  Meter& meter_;
  std::vector<Priced> priced_;  // the last level first
};

}  // namespace

absl::StatusOr<Solution> SolveOverlaps(const Instance& instance, Meter& meter) {
  ASSIGN_OR_RETURN(std::vector<int32_t> pins, CompletePins(instance));
  ASSIGN_OR_RETURN(const std::vector<int128> level_weights, SearchLevelWeights(instance));
  ASSIGN_OR_RETURN(const int128 floor_worth, FloorWorth(instance, level_weights));
  const bool are_complete = pins == instance.pinned;
  Instance completed;
  if (!are_complete) {
    completed = instance;
    completed.pinned = std::move(pins);
  }
  Overlaps overlaps(are_complete ? instance : completed, level_weights, floor_worth, meter);
  overlaps.Run();
  return overlaps.Conclude(instance);
}

}  // namespace jiedui::planning
