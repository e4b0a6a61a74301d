// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_proof.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/verify_together.h"

namespace jiedui::planning {
namespace {

using absl::int128;

// Prices come from outside: within these, no sum below can overflow 128 bits.
constexpr int128 kPriceMax = int128{1} << 104;
constexpr int128 kWeightMax = int128{1} << 100;
constexpr int128 kWorthMax = int128{1} << 126;
constexpr int64_t kDenominatorMax = int64_t{1} << 40;

// Not by way of the magnitude: the least int128 has none.
bool IsBeyond(int128 value, int128 most) { return value > most || value < -most; }

class Proof {
 public:
  Proof(const Reading& reading, const EvenLevels& even, const Prices& prices, Findings& findings)
      : reading_(reading), instance_(reading.instance()), even_(even), prices_(prices), findings_(findings) {}

  std::optional<int128> Check() {
    if (!SizesFit() || !NumbersFit() || !SignsFit()) return std::nullopt;
    for (int32_t person = 0; person < instance_.people; ++person)
      if (!IsPaid(person)) return std::nullopt;
    return Worth();
  }

 private:
  bool Fail(const std::string& finding) {
    findings_.Add(absl::StrCat("proof: ", finding));
    return false;
  }

  bool SizesFit() {
    if (prices_.level_weight.size() != instance_.levels.size() || prices_.seat.size() != instance_.items.size() ||
        prices_.quota.size() != instance_.quotas.size() ||
        prices_.person.size() != static_cast<size_t>(instance_.people))
      return Fail("must have one price a level, an item, a quota and a person");
    if (!prices_.fair_group.empty() && prices_.fair_group.size() != even_.fair_groups())
      return Fail("must have one price a fair group, or none");
    if (!prices_.period.empty() && prices_.period.size() != even_.periods())
      return Fail("must have one price a period, or none");
    return true;
  }

  // No plan's total is further from 0; at least 1.
  int64_t ReachOf(size_t l) const {
    const Level& level = instance_.levels[l];
    int64_t reach = 1 + even_.highest(l);
    for (size_t i = 0; i + 1 < instance_.pair_begin.size(); ++i) {
      int64_t largest = 0;
      for (int32_t pair = instance_.pair_begin[i]; pair < instance_.pair_begin[i + 1]; ++pair)
        largest = std::max(largest, std::abs(level.value[static_cast<size_t>(pair)]));
      reach +=
          largest * std::min(instance_.items_per_person_max, instance_.pair_begin[i + 1] - instance_.pair_begin[i]);
    }
    return reach;
  }

  // Neither a pair's weighted value, less its prices, nor a plan's weighted total can leave 128 bits.
  bool NumbersFit() {
    if (prices_.denominator < 1 || prices_.denominator > kDenominatorMax) return Fail("denominator is out of range");
    for (size_t l = 0; l < instance_.levels.size(); ++l) {
      const int128 weight = prices_.level_weight[l];
      if (weight < 0 || weight > kWeightMax / ReachOf(l) / prices_.denominator)
        return Fail(absl::StrCat("level_weight[", l, "] is out of range"));
    }
    for (const auto* list : {&prices_.seat, &prices_.quota, &prices_.person, &prices_.fair_group, &prices_.period})
      for (const int128 price : *list)
        if (IsBeyond(price, kPriceMax)) return Fail("a price is out of range");
    return true;
  }

  // A floor price on seats stands where there is a minimum only.
  bool SignsFit() {
    for (size_t j = 0; j < instance_.items.size(); ++j)
      if (prices_.seat[j] < 0 && instance_.items[j].seats_min == 0)
        return Fail(absl::StrCat("seat[", j, "] is below 0, the item has no minimum"));
    return true;
  }

  // What a person gains by the pair beyond its prices.
  int128 GainOf(int32_t pair) const {
    int128 gain = 0;
    for (size_t l = 0; l < instance_.levels.size(); ++l)
      gain += prices_.level_weight[l] * instance_.levels[l].value[static_cast<size_t>(pair)];
    gain *= prices_.denominator;
    gain -= prices_.seat[static_cast<size_t>(reading_.item_of(pair))];
    for (const int32_t quota : reading_.QuotasOf(pair)) gain -= prices_.quota[static_cast<size_t>(quota)];
    return gain + even_.PaidFor(reading_, prices_, pair);
  }

  // The person's price covers the best they could have.
  bool IsPaid(int32_t person) {
    options_.clear();
    if (instance_.pair_begin.empty()) return NothingIsPaid(person);
    const auto i = static_cast<size_t>(person);
    int128 best = 0;
    int32_t left = instance_.items_per_person_max;
    pins_.clear();
    pinned_sets_.clear();
    int32_t pinned_days = 0;
    for (int32_t pair = instance_.pair_begin[i]; pair < instance_.pair_begin[i + 1]; ++pair)
      if (reading_.IsPinned(pair)) {
        pins_.emplace(reading_.item(pair).days.first, reading_.item(pair).days);
        pinned_sets_.insert(reading_.exclusions(reading_.item_of(pair)).begin(),
                            reading_.exclusions(reading_.item_of(pair)).end());
        best += GainOf(pair);
        pinned_days += LengthOf(pair);
        --left;
      }
    for (int32_t pair = instance_.pair_begin[i]; pair < instance_.pair_begin[i + 1] && left > 0; ++pair)
      if (!reading_.IsPinned(pair) && reading_.Stands(pair) && !ClashesWithPins(pair) &&
          HasDaysFor(person, pinned_days + LengthOf(pair)))
        if (const int128 gain = GainOf(pair); gain > 0) options_.push_back({reading_.item_of(pair), gain});
    best += BestTogether(reading_, options_, left);
    if (prices_.person[i] >= best) return true;
    return Fail(absl::StrCat("person[", person, "] is below what the person could gain"));
  }

  bool NothingIsPaid(int32_t person) {
    return prices_.person[static_cast<size_t>(person)] >= 0 || Fail(absl::StrCat("person[", person, "] is below 0"));
  }

  // Pins of a plan that was checked do not overlap, so that of those by day two at most are near.
  bool ClashesWithPins(int32_t pair) const {
    if (pins_.empty()) return false;
    const std::vector<int32_t>& mine = reading_.exclusions(reading_.item_of(pair));
    if (std::any_of(mine.begin(), mine.end(), [this](int32_t set) { return pinned_sets_.contains(set); })) return true;
    const DayRange& days = reading_.item(pair).days;
    const auto next = pins_.lower_bound(days.first);
    return (next != pins_.end() && reading_.TooClose(next->second, days)) ||
           (next != pins_.begin() && reading_.TooClose(std::prev(next)->second, days));
  }

  int32_t LengthOf(int32_t pair) const { return reading_.item(pair).days.last - reading_.item(pair).days.first + 1; }

  bool HasDaysFor(int32_t person, int32_t days) const {
    if (instance_.days_per_person.empty()) return true;
    const int32_t limit = instance_.days_per_person[static_cast<size_t>(person)];
    return limit == kNoLimit || days <= limit;
  }

  // What the seats, quotas and people are paid together.
  std::optional<int128> WorthOfPrices() {
    std::vector<int128> worth(instance_.items.size());
    for (size_t j = 0; j < worth.size(); ++j) {
      const Item& item = instance_.items[j];
      worth[j] = prices_.seat[j] * (prices_.seat[j] < 0 ? item.seats_min : item.seats);
    }
    for (size_t q = 0; q < instance_.quotas.size(); ++q) {
      const Quota& quota = instance_.quotas[q];
      int128& sum = worth[static_cast<size_t>(quota.item)];
      sum += prices_.quota[q] * (prices_.quota[q] < 0 ? quota.floor : quota.ceiling);
      if (IsBeyond(sum, kWorthMax)) return OutOfRange();
    }
    int128 total = 0;
    for (const int128 price : prices_.person) total += price;
    for (size_t j = 0; j < worth.size(); ++j) {
      if (IsBeyond(total, kWorthMax) || IsBeyond(worth[j], kWorthMax / 2)) return OutOfRange();
      total += instance_.items[j].seats_min > 0 ? std::max(worth[j], int128{0}) : worth[j];
    }
    return total;
  }

  std::optional<int128> Worth() {
    const std::optional<int128> total = WorthOfPrices();
    if (!total.has_value()) return total;
    const std::optional<int128> surplus = even_.Surplus(prices_, kWorthMax / 2);
    if (!surplus.has_value() || IsBeyond(*total, kWorthMax)) return OutOfRange();
    return *total + *surplus;
  }

  std::optional<int128> OutOfRange() {
    Fail("the sum of the prices is out of range");
    return std::nullopt;
  }

  const Reading& reading_;
  const Instance& instance_;
  const EvenLevels& even_;
  const Prices& prices_;
  Findings& findings_;
  std::map<int32_t, DayRange> pins_;  // of the person at hand, by first day
  std::set<int32_t> pinned_sets_;     // the exclusions that have them
  std::vector<Gain> options_;         // of the person at hand
};

}  // namespace

std::optional<int128> CheckProof(const Reading& reading, const EvenLevels& even, const Prices& prices,
                                 Findings& findings) {
  return Proof(reading, even, prices, findings).Check();
}

}  // namespace jiedui::planning
