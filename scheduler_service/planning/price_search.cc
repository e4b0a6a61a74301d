// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/price_search.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace jiedui::planning {
namespace {

constexpr int64_t kDirectionUnit = 16;
constexpr int64_t kFar = int64_t{1} << 60;  // outweighs every profit
constexpr int32_t kPaceUnit = 1024;

int64_t PriceMax(const std::vector<int64_t>& weight) {
  int64_t largest = 1;
  for (const int64_t one : weight) largest = std::max(largest, one < 0 ? -one : one);
  return 2 * largest;
}

}  // namespace

int64_t SearchWeightMax(const Choices& choices) {
  int64_t gates = 1;
  for (int32_t slot = 0; slot < choices.slots(); ++slot)
    gates = std::max<int64_t>(gates, Size(choices.GatesOf(slot).size()));
  int64_t items = 1;
  for (const int32_t most : choices.items_max) items = std::max<int64_t>(items, most);
  return kFar / 4 / (2 * gates + 1) / items;
}

PriceSearch::PriceSearch(const Choices& choices, const std::vector<int64_t>& weight, std::vector<int64_t> prices,
                         Meter& meter)
    : choices_(choices),
      weight_(weight),
      price_max_(PriceMax(weight)),
      meter_(meter),
      best_bundle_(choices),
      price_(std::move(prices)),
      slot_price_(At(choices.slots())),
      demand_(At(choices.gates())),
      direction_(At(choices.gates())) {
  ListEntriesByGate();
  Remember(Evaluate());
}

void PriceSearch::ListEntriesByGate() {
  person_.resize(At(choices_.entries()));
  for (int32_t i = 0; i < choices_.people(); ++i)
    std::fill(person_.begin() + choices_.entry_begin[At(i)], person_.begin() + choices_.entry_begin[At(i) + 1], i);
  gate_begin_.assign(At(choices_.gates()) + 1, 0);
  gate_slot_begin_ = gate_begin_;
  for (const int32_t gate : choices_.slot_gate) ++gate_slot_begin_[At(gate) + 1];
  for (const int32_t slot : choices_.slot)
    for (const int32_t gate : choices_.GatesOf(slot)) ++gate_begin_[At(gate) + 1];
  for (size_t g = 1; g < gate_begin_.size(); ++g) {
    gate_begin_[g] += gate_begin_[g - 1];
    gate_slot_begin_[g] += gate_slot_begin_[g - 1];
  }
  gate_entry_.resize(At(gate_begin_.back()));
  gate_slot_.resize(At(gate_slot_begin_.back()));
  std::vector<int32_t> next = gate_slot_begin_;
  for (int32_t slot = 0; slot < choices_.slots(); ++slot)
    for (const int32_t gate : choices_.GatesOf(slot)) gate_slot_[At(next[At(gate)]++)] = slot;
  next = gate_begin_;
  for (int32_t entry = 0; entry < choices_.entries(); ++entry)
    for (const int32_t gate : choices_.GatesOf(choices_.slot[At(entry)])) gate_entry_[At(next[At(gate)]++)] = entry;
}

int64_t PriceSearch::PriceOf(int32_t slot) const {
  int64_t price = 0;
  for (const int32_t gate : choices_.GatesOf(slot)) price += price_[At(gate)];
  return price;
}

void PriceSearch::PriceSlots() {
  for (int32_t slot = 0; slot < choices_.slots(); ++slot) slot_price_[At(slot)] = PriceOf(slot);
}

// The bound at price_, and what everyone would choose.
absl::int128 PriceSearch::Evaluate() {
  PriceSlots();
  std::fill(demand_.begin(), demand_.end(), 0);
  absl::int128 bound = 0;
  for (int32_t person = 0; person < choices_.people(); ++person) {
    bound += best_bundle_.Value(
        person, [this](int32_t entry) { return weight_[At(entry)] - slot_price_[At(choices_.slot[At(entry)])]; });
    best_bundle_.ForEachChosen([this](int32_t entry) {
      for (const int32_t gate : choices_.GatesOf(choices_.slot[At(entry)])) ++demand_[At(gate)];
    });
  }
  for (int32_t gate = 0; gate < choices_.gates(); ++gate) {
    const int64_t price = price_[At(gate)];
    bound += absl::int128(price) * (price >= 0 ? choices_.capacity[At(gate)] : choices_.floor[At(gate)]);
  }
  meter_.Spend(choices_.entries(), "prices", 0);
  return bound;
}

void PriceSearch::Remember(absl::int128 bound) {
  if (bound >= best_bound_) return;
  best_bound_ = bound;
  best_prices_ = price_;
}

void PriceSearch::ClearMarkets() {
  price_ = best_prices_;
  PriceSlots();
  for (int32_t gate = 0; gate < choices_.gates() && !meter_.exhausted(); ++gate) ClearGate(gate);
  Remember(Evaluate());
}

// Any price from the first demand that is turned away up to the last that is served minimises the bound over this gate
// alone; taken is the middle, which leaves both sides a reason.
void PriceSearch::ClearGate(int32_t gate) {
  const auto entries = Of(gate, gate_begin_, gate_entry_);
  thresholds_.clear();
  // A threshold looks at all that the person could have; of few, that is one look.
  constexpr int64_t kEntriesPerLook = 32;
  int64_t looks = 0;
  for (const int32_t entry : entries) {
    thresholds_.push_back(Threshold(entry) + price_[At(gate)]);
    const int32_t person = person_[At(entry)];
    looks += 2 * (1 + (choices_.entry_begin[At(person) + 1] - choices_.entry_begin[At(person)]) / kEntriesPerLook);
  }
  meter_.Spend(looks, "prices", 0);
  const auto nth = [this](int32_t n) {  // the n-th largest
    std::nth_element(thresholds_.begin(), thresholds_.begin() + n - 1, thresholds_.end(), std::greater<>());
    return thresholds_[At(n - 1)];
  };
  const int32_t all = Size(thresholds_.size());
  const int32_t capacity = std::max(0, choices_.capacity[At(gate)]);
  const int32_t floor = std::min(choices_.floor[At(gate)], all);
  int64_t price = 0;
  if (capacity < all && nth(capacity + 1) > 0) {
    price = capacity == 0 ? nth(1) : (nth(capacity + 1) + nth(capacity)) / 2;
  } else if (floor > 0 && nth(floor) < 0) {
    price = nth(floor);
  }
  price = std::clamp(price, -price_max_, price_max_);
  const int64_t change = price - price_[At(gate)];
  if (change == 0) return;
  price_[At(gate)] = price;
  for (const int32_t slot : Of(gate, gate_slot_begin_, gate_slot_)) slot_price_[At(slot)] += change;
}

// How much more the entry could cost and still be chosen; negative: how much less it would have to.
int64_t PriceSearch::Threshold(int32_t entry) {
  const int32_t person = person_[At(entry)];
  const auto profit = [this](int32_t other) { return weight_[At(other)] - slot_price_[At(choices_.slot[At(other)])]; };
  const int64_t with = best_bundle_.Value(person, [&](int32_t other) { return other == entry ? kFar : profit(other); });
  if (with < kFar / 2) return -kFar;  // the person's pins leave no room
  const int64_t without =
      best_bundle_.Value(person, [&](int32_t other) { return other == entry ? -kFar : profit(other); });
  return with - kFar + profit(entry) - without;
}

// By how many places demand misses what the gate's price stands for.
int64_t PriceSearch::Excess(int32_t gate) const {
  const int64_t over = demand_[At(gate)] - choices_.capacity[At(gate)];
  const int64_t under = demand_[At(gate)] - choices_.floor[At(gate)];
  if (price_[At(gate)] > 0) return over;
  if (price_[At(gate)] < 0) return under;
  return over > 0 ? over : std::min<int64_t>(under, 0);
}

// Excess, bent away from where the last steps went to and fro (Camerini, Fratta and Maffioli). False: no excess.
bool PriceSearch::Deflect() {
  absl::int128 along = 0;
  absl::int128 length = 0;
  bool any = false;
  for (int32_t gate = 0; gate < choices_.gates(); ++gate) {
    const int64_t excess = Excess(gate) * kDirectionUnit;
    any = any || excess != 0;
    along += absl::int128(excess) * direction_[At(gate)];
    length += absl::int128(direction_[At(gate)]) * direction_[At(gate)];
  }
  if (!any) return false;
  // In 1024ths: 1.5 times how far excess goes against the old direction.
  const auto share = length > 0 && along < 0 ? static_cast<int64_t>(-along * 1536 / length) : 0;
  for (int32_t gate = 0; gate < choices_.gates(); ++gate)
    direction_[At(gate)] = Excess(gate) * kDirectionUnit + direction_[At(gate)] * std::min<int64_t>(share, 1536) / 1024;
  return true;
}

// Along direction_, by pace / kPaceUnit of what would close `distance` if the bound were linear.
void PriceSearch::Step(absl::int128 distance, int32_t pace) {
  absl::int128 length = 0;
  for (const int64_t part : direction_) length += absl::int128(part) * part;
  if (length == 0) return;
  for (int32_t gate = 0; gate < choices_.gates(); ++gate) {
    const absl::int128 move = distance * pace * direction_[At(gate)] * kDirectionUnit / kPaceUnit / length;
    int64_t& price = price_[At(gate)];
    price += static_cast<int64_t>(std::clamp(move, absl::int128(-price_max_), absl::int128(price_max_)));
    price = std::clamp(price, choices_.floor[At(gate)] > 0 ? -price_max_ : 0, price_max_);
  }
}

void PriceSearch::Descend(absl::int128 target, absl::int128 enough, int32_t steps) {
  constexpr int32_t kPatience = 8;
  int32_t pace = kPaceUnit;
  int32_t since_best = 0;
  price_ = best_prices_;
  std::fill(direction_.begin(), direction_.end(), 0);
  absl::int128 bound = Evaluate();
  for (int32_t step = 0; step < steps && !meter_.exhausted() && best_bound_ - target > enough; ++step) {
    if (!Deflect()) return;
    Step(std::max<absl::int128>(bound - target, 1), pace);
    bound = Evaluate();
    since_best = bound < best_bound_ ? 0 : since_best + 1;
    Remember(bound);
    if (since_best < kPatience) continue;
    pace = std::max(pace * 2 / 3, 1);
    since_best = 0;
    price_ = best_prices_;
    std::fill(direction_.begin(), direction_.end(), 0);
    bound = Evaluate();
  }
}

}  // namespace jiedui::planning
