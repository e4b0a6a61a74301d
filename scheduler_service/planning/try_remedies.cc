// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/try_remedies.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/explain_bounded.h"
#include "scheduler_service/planning/limit_counts.h"
#include "scheduler_service/planning/obstacles.h"

namespace jiedui::planning {
namespace {

using Kind = ChangePart::Kind;
using Parts = std::vector<ChangePart>;

bool Has(const Plan& plan, int32_t pair) { return std::binary_search(plan.pairs.begin(), plan.pairs.end(), pair); }

// What trying says of one pair of an instance.
struct Trial {
  std::optional<Plan> best;  // without a wish
  std::optional<Plan> with;  // that has the pair
  bool admits() const { return best.has_value() && with.has_value() && with->value >= best->value; }
};

class Trials {
 public:
  Trials(const Instance& instance, const Solution& solution, int32_t person, const TrialLimits& limits,
         const std::vector<SeatRaise>& raises)
      : instance_(instance),
        solution_(solution),
        raises_(raises),
        plan_(PlanAtHand(instance, solution)),
        in_(CountLimits(instance, plan_.pairs)),
        person_(person),
        plans_(limits) {}

  TriedExplanation Take() && {
    TriedExplanation explanation{.person = person_};
    for (const int32_t pair : NearestFirst()) {
      const std::optional<Plan> with = WithPair(instance_, pair);
      const std::optional<Refusal> refusal = Judge(pair, with);
      if (refusal.has_value()) explanation.refusals.push_back(*refusal);
      const bool needs_change = !with.has_value() || with->value < plan_.value;
      if (needs_change) TryLimits(pair);
    }
    TrySurrenders();
    std::sort(explanation.refusals.begin(), explanation.refusals.end(),
              [](const Refusal& a, const Refusal& b) { return a.pair < b.pair; });
    explanation.remedies = Ranked(remedies_);
    explanation.plans = plans_.made();
    explanation.is_complete = !plans_.is_over() && !some_limits_untried_;
    return explanation;
  }

 private:
  int32_t Begin() const { return instance_.pair_begin[At(person_)]; }
  int32_t End() const { return instance_.pair_begin[At(person_) + 1]; }

  // Pairs that are not chosen and could be: first where the prices ask for the least beyond what the person brings, as
  // the limits may end before all are tried.
  std::vector<int32_t> NearestFirst() const {
    std::vector<std::pair<absl::int128, int32_t>> nearest;
    if (solution_.certificate.proofs.empty()) return {};
    const std::vector<BoundedExplanation> priced = ExplainBounded(instance_, solution_, 0, {person_});
    for (const BoundedRefusal& refusal : priced.front().refusals)
      if (refusal.obstacles.empty()) nearest.emplace_back(refusal.asked - refusal.brings, refusal.pair);
    std::sort(nearest.begin(), nearest.end());
    std::vector<int32_t> pairs;
    pairs.reserve(nearest.size());
    for (const auto& [gap, pair] : nearest) pairs.push_back(pair);
    return pairs;
  }

  // The best plan with the pair, just made, against the one at hand; nullopt: it is not certain.
  std::optional<Refusal> Judge(int32_t pair, const std::optional<Plan>& with) const {
    Refusal refusal{.pair = pair, .why = Refusal::Why::kOutranked};
    for (const Level& level : instance_.levels) refusal.brings.push_back(level.value[At(pair)]);
    if (!with.has_value() && plans_.none_is_certain()) return Refusal{.pair = pair, .why = Refusal::Why::kNoPlace};
    if (!with.has_value()) return std::nullopt;
    const bool is_as_good = with->value == plan_.value;
    if (is_as_good && plan_.optimal()) refusal.why = Refusal::Why::kTied;
    if (plan_.optimal() && (with->optimal() || is_as_good)) return WithCosts(std::move(refusal), *with);
    refusal.level = LevelBelow(*with);
    if (refusal.level == kNone) return std::nullopt;
    return refusal;
  }

  Refusal WithCosts(Refusal refusal, const Plan& with) const {
    for (size_t l = 0; l < plan_.value.size(); ++l) {
      const int64_t effect = with.value[l] - plan_.value[l];
      refusal.costs.push_back(refusal.brings[l] - effect);
      if (effect != 0 && refusal.level == kNone) refusal.level = Size(l);
    }
    return refusal;
  }

  // The first level at which not even the bound of the plan reaches what the plan at hand has; kNone: there is none.
  int32_t LevelBelow(const Plan& with) const {
    for (size_t l = 0; l < plan_.value.size(); ++l) {
      if (with.bound[l] < plan_.value[l]) return Size(l);
      if (with.bound[l] > plan_.value[l] || with.value[l] != with.bound[l]) return kNone;
    }
    return kNone;
  }

  std::optional<Plan> WithPair(Instance instance, int32_t pair) {
    instance.base = plan_.pairs;  // the new plan is not far from it
    const auto place = std::lower_bound(instance.pinned.begin(), instance.pinned.end(), pair);
    instance.pinned.insert(place, pair);
    return plans_.Make(instance);
  }

  Trial Try(int32_t pair, const Parts& parts) {
    Instance changed = Changed(instance_, person_, parts, raises_);
    changed.base = plan_.pairs;
    Trial trial{.best = BestOf(changed, parts), .with = std::nullopt};
    trial.with = trial.best.has_value() && Has(*trial.best, pair) ? trial.best : WithPair(changed, pair);
    return trial;
  }

  // Several pairs ask for the same.
  const std::optional<Plan>& BestOf(const Instance& changed, const Parts& parts) {
    std::vector<std::tuple<Kind, int32_t, int32_t>> key;
    for (const ChangePart& part : parts) key.emplace_back(part.kind, part.index, part.amount);
    const auto known = best_.find(key);
    if (known != best_.end()) return known->second;
    return best_.emplace(std::move(key), NoWorseThanHere(plans_.Make(changed), parts)).first->second;
  }

  std::optional<Plan> NoWorseThanHere(std::optional<Plan> best, const Parts& parts) const {
    const bool loosens =
        std::none_of(parts.begin(), parts.end(), [](const auto& part) { return part.kind == Kind::kGiveUpPinned; });
    return best.has_value() && loosens ? NoWorse(*std::move(best), plan_) : best;
  }

  bool Admits(int32_t pair, const Parts& parts) { return Try(pair, parts).admits() && !plans_.is_over(); }

  static Parts AtAmount(Parts parts, int32_t amount) {
    for (ChangePart& part : parts) part.amount = amount;
    return parts;
  }

  // The least amount that admits and of which one less does not, by doubling and halving; 0: none up to `most`.
  int32_t LeastAmount(int32_t pair, const Parts& parts, int32_t most) {
    int32_t low = 0;  // does not admit
    int32_t high = 1;
    while (!Admits(pair, AtAmount(parts, high))) {
      if (plans_.is_over() || high == most) return 0;
      low = high;
      high = std::min(2 * high, most);
    }
    while (high - low > 1) {
      const int32_t middle = (low + high) / 2;
      const bool admits = Admits(pair, AtAmount(parts, middle));
      if (plans_.is_over()) return 0;
      (admits ? high : low) = middle;
    }
    return high;
  }

  // Seats and quotas that are full and count the person at the pair, each alone, then together.
  void TryLimits(int32_t pair) {
    const int32_t item = instance_.pair_item[At(pair)];
    const Item& limits = instance_.items[At(item)];
    if (limits.seats_min > 1 && in_.item[At(item)] == 0)
      return TryAmounts(pair, {{Kind::kLowerMinimum, item}}, limits.seats_min - 1);
    const Parts full = FullLimits(item);
    for (size_t together = 1; together <= full.size() && together <= kTogetherMax; ++together)
      for (uint32_t set = 1; set < 1U << full.size(); ++set) {
        const Parts parts = Subset(full, set);
        if (parts.size() == together && !IsMoreThanNeeded(pair, parts)) TryAmounts(pair, parts, MostOf(parts));
      }
  }

  static Parts Subset(const Parts& parts, uint32_t set) {
    Parts subset;
    for (size_t k = 0; k < parts.size(); ++k)
      if ((set >> k & 1U) != 0) subset.push_back(parts[k]);
    return subset;
  }

  int32_t MostOf(const Parts& parts) const {
    int32_t most = kRemedyAmountMax;
    for (const ChangePart& part : parts)
      if (part.kind == Kind::kRaise) most = std::min(most, raises_[At(part.index)].most);
    return most;
  }

  Parts FullLimits(int32_t item) {
    Parts full = HasRaises(raises_, item) ? RaisesOfFull(item) : EachFull(item);
    if (full.size() > kFullMax) {
      full.resize(kFullMax);
      some_limits_untried_ = true;
    }
    return full;
  }

  Parts EachFull(int32_t item) const {
    Parts full;
    if (IsItemFull(item)) full.push_back({Kind::kMoreSeats, item});
    for (int32_t q = 0; q < Size(instance_.quotas.size()); ++q)
      if (instance_.quotas[At(q)].item == item && IsFullForPerson(q)) full.push_back({Kind::kMoreInQuota, q});
    return full;
  }

  // Of which some limit is full.
  Parts RaisesOfFull(int32_t item) const {
    Parts full;
    for (int32_t k = 0; k < Size(raises_.size()); ++k) {
      const SeatRaise& raise = raises_[At(k)];
      if (raise.item != item || (raise.group != kNone && !IsIn(person_, raise.group))) continue;
      const bool helps =
          (raise.item_rises && IsItemFull(item)) ||
          std::any_of(raise.quotas.begin(), raise.quotas.end(), [this](int32_t q) { return IsFullForPerson(q); });
      if (helps) full.push_back({Kind::kRaise, k});
    }
    return full;
  }

  bool IsItemFull(int32_t item) const { return in_.item[At(item)] >= instance_.items[At(item)].seats; }
  bool IsFullForPerson(int32_t quota) const {
    const Quota& limits = instance_.quotas[At(quota)];
    return in_.quota[At(quota)] >= limits.ceiling && IsIn(person_, limits.group);
  }

  bool IsIn(int32_t person, int32_t group) const {
    const auto groups = Of(person, instance_.group_begin, instance_.group);
    return std::binary_search(groups.begin(), groups.end(), group);
  }

  // Some of the parts do alone.
  bool IsMoreThanNeeded(int32_t pair, const Parts& parts) const {
    const Remedy wanted{.pair = pair, .parts = AtAmount(parts, kRemedyAmountMax), .effect = {}};
    return std::any_of(remedies_.begin(), remedies_.end(),
                       [&](const Remedy& other) { return IsWithin(other, wanted); });
  }

  void TryAmounts(int32_t pair, const Parts& parts, int32_t most) {
    const int32_t amount = LeastAmount(pair, parts, most);
    if (amount > 0) Keep(pair, AtAmount(parts, amount));
  }

  // What stands in the way of pairs, and what the person is pinned to, one thing at a time.
  void TrySurrenders() {
    Parts seen;
    for (int32_t pair = Begin(); pair < End(); ++pair)
      for (const Obstacle& obstacle : ObstaclesOf(instance_, person_, pair)) {
        const std::optional<ChangePart> part = SurrenderOf(obstacle);
        if (!part.has_value() || std::find(seen.begin(), seen.end(), *part) != seen.end()) continue;
        seen.push_back(*part);
        TrySurrender(*part);
      }
    for (const int32_t pin : instance_.pinned)
      if (pin >= Begin() && pin < End()) TrySurrender({Kind::kGiveUpPinned, pin});
  }

  static std::optional<ChangePart> SurrenderOf(const Obstacle& obstacle) {
    if (obstacle.kind == Obstacle::Kind::kBusy) return ChangePart{Kind::kGiveUpBusy, obstacle.index};
    if (obstacle.kind == Obstacle::Kind::kPrerequisite) return ChangePart{Kind::kComplete, obstacle.index};
    return std::nullopt;
  }

  void TrySurrender(const ChangePart& part) {
    const Instance changed = Changed(instance_, person_, {part});
    for (int32_t pair = Begin(); pair < End() && !plans_.is_over(); ++pair) {
      const bool opens = !Has(plan_, pair) && !ObstaclesOf(instance_, person_, pair).empty() &&
                         ObstaclesOf(changed, person_, pair).empty();
      if (opens) Keep(pair, {part});
    }
  }

  // If it admits, and nothing less does.
  void Keep(int32_t pair, const Parts& parts) {
    const Trial trial = Try(pair, parts);
    if (!trial.admits() || plans_.is_over()) return;
    for (size_t k = 0; k < parts.size() && parts.size() > 1; ++k) {
      Parts fewer = parts;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      if (Admits(pair, fewer) || plans_.is_over()) return;
    }
    Remedy remedy{.pair = pair, .parts = parts, .effect = {}};
    for (size_t l = 0; l < plan_.value.size(); ++l) remedy.effect.push_back(trial.with->value[l] - plan_.value[l]);
    remedy.is_exact = plan_.optimal() && trial.best->optimal();
    if (!remedy.is_exact && !plan_.value.empty()) {
      remedy.effect_least = trial.with->value[0] - plan_.bound[0];
      remedy.effect_most = trial.best->bound[0] - plan_.value[0];
    }
    remedies_.push_back(std::move(remedy));
  }

  static constexpr size_t kFullMax = 4;
  static constexpr size_t kTogetherMax = 4;

  const Instance& instance_;
  const Solution& solution_;
  const std::vector<SeatRaise>& raises_;
  const Plan plan_;
  const LimitCounts in_;
  const int32_t person_;
  TrialPlans plans_;
  std::map<std::vector<std::tuple<Kind, int32_t, int32_t>>, std::optional<Plan>> best_;
  std::vector<Remedy> remedies_;
  bool some_limits_untried_ = false;
};

}  // namespace

TriedExplanation TryRemedies(const Instance& instance, const Solution& solution, int32_t person,
                             const TrialLimits& limits, const std::vector<SeatRaise>& raises) {
  if (instance.pair_begin.empty()) return {.person = person};
  return Trials(instance, solution, person, limits, raises).Take();
}

}  // namespace jiedui::planning
