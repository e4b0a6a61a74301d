// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_together.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "scheduler_service/planning/verify_sets.h"

namespace jiedui::planning {
namespace {

using absl::int128;

// Where days and exclusions part the options into sets of which one alone is possible: the best of each.
std::optional<int128> BestOfSets(const Reading& reading, const std::vector<Gain>& options, int32_t most) {
  if (reading.instance().exclusions.empty()) return std::nullopt;
  std::vector<int32_t> items;
  items.reserve(options.size());
  for (const Gain& option : options) items.push_back(option.item);
  const std::optional<std::vector<size_t>> set_of = PartIntoSets(reading, items);
  if (!set_of.has_value()) return std::nullopt;
  std::vector<int128> best(options.size());  // of a set, at its first option
  for (size_t k = 0; k < options.size(); ++k) best[(*set_of)[k]] = std::max(best[(*set_of)[k]], options[k].gain);
  std::sort(best.rbegin(), best.rend());
  best.resize(std::min(best.size(), static_cast<size_t>(std::max(most, 0))));
  return std::accumulate(best.begin(), best.end(), int128{0});
}

// Weighted interval scheduling by last day.
class ByDays {
 public:
  ByDays(const Reading& reading, std::vector<Gain> options) : options_(std::move(options)), earlier_(options_.size()) {
    const auto days = [&reading](const Gain& option) {
      return reading.instance().items[static_cast<size_t>(option.item)].days;
    };
    std::sort(options_.begin(), options_.end(),
              [&days](const Gain& a, const Gain& b) { return days(a).last < days(b).last; });
    for (size_t k = 0; k < options_.size(); ++k) {
      const int32_t first = days(options_[k]).first - reading.instance().travel_buffer_days;
      const auto end = std::partition_point(options_.begin(), options_.begin() + static_cast<std::ptrdiff_t>(k),
                                            [&](const Gain& other) { return days(other).last < first; });
      earlier_[k] = static_cast<size_t>(end - options_.begin());
    }
  }

  // First with as many options as fit.
  int128 Best(int32_t most) const {
    std::vector<int128> sum(options_.size() + 1);
    std::vector<int32_t> used(options_.size() + 1);
    for (size_t k = 0; k < options_.size(); ++k) {
      const int128 with = sum[earlier_[k]] + options_[k].gain;
      const bool is_taken = with > sum[k];
      sum[k + 1] = is_taken ? with : sum[k];
      used[k + 1] = is_taken ? used[earlier_[k]] + 1 : used[k];
    }
    return used.back() <= most ? sum.back() : BestOfFewer(most);
  }

 private:
  int128 BestOfFewer(int32_t most) const {
    std::vector<int128> with_fewer(options_.size() + 1);
    std::vector<int128> sum(options_.size() + 1);
    for (int32_t round = 0; round < most; ++round) {
      for (size_t k = 0; k < options_.size(); ++k)
        sum[k + 1] = std::max(sum[k], with_fewer[earlier_[k]] + options_[k].gain);
      if (sum == with_fewer) break;
      with_fewer = sum;
    }
    return sum.back();
  }

  std::vector<Gain> options_;    // by last day
  std::vector<size_t> earlier_;  // how many options end soon enough before this one begins
};

}  // namespace

int128 BestTogether(const Reading& reading, const std::vector<Gain>& options, int32_t most) {
  if (most == 1 || options.size() <= 1) {
    int128 best = 0;
    for (const Gain& option : options) best = std::max(best, option.gain);
    return best;
  }
  if (const std::optional<int128> best = BestOfSets(reading, options, most)) return *best;
  return ByDays(reading, options).Best(most);
}

}  // namespace jiedui::planning
