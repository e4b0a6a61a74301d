// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_fairness.h"

#include <algorithm>
#include <map>

namespace jiedui::planning {
namespace {

// How well a group is served before it gets a pair, as a fraction; of equal shares the larger group counts as better.
struct Share {
  int64_t pairs = 0;
  int64_t people = 1;

  bool operator<(const Share& other) const {
    const int64_t left = pairs * other.people;
    const int64_t right = other.pairs * people;
    return left != right ? left < right : people < other.people;
  }
};

// The place of every group of the instance among the fair ones; -1: it is none.
std::vector<int32_t> PlaceOfEach(const std::vector<int32_t>& fair_groups, int32_t groups) {
  std::vector<int32_t> place_of(static_cast<size_t>(groups), -1);
  for (size_t g = 0; g < fair_groups.size(); ++g)
    place_of[static_cast<size_t>(fair_groups[g])] = static_cast<int32_t>(g);
  return place_of;
}

// Of every share that a group may have, what the next pair is worth: the lower the share, the more. Group g has
// `people[g]` people and at most `most[g]` pairs.
std::map<Share, int64_t> WorthOfEach(const std::vector<int64_t>& people, const std::vector<size_t>& most) {
  std::map<Share, int64_t> worth_at;
  for (size_t g = 0; g < people.size(); ++g)
    for (size_t pairs = 0; pairs < most[g]; ++pairs) worth_at[{static_cast<int64_t>(pairs), people[g]}] = 0;
  auto worth = static_cast<int64_t>(worth_at.size());
  for (auto& [share, value] : worth_at) value = worth--;
  return worth_at;
}

}  // namespace

FairLevel::FairLevel(const Reading& reading, const Level& level)
    : group_of_(static_cast<size_t>(reading.instance().people), -1), worth_(level.fair_groups.size()) {
  const std::vector<int32_t> place_of = PlaceOfEach(level.fair_groups, reading.instance().groups);
  std::vector<int64_t> people(worth_.size());
  std::vector<size_t> most(worth_.size());
  for (int32_t person = 0; person < reading.instance().people; ++person)
    for (const int32_t group : reading.groups(person)) {
      const int32_t place = place_of[static_cast<size_t>(group)];
      if (place < 0) continue;
      const auto g = static_cast<size_t>(place);
      group_of_[static_cast<size_t>(person)] = place;
      const auto items = reading.items(person);
      people[g] += items.empty() ? 0 : 1;
      most[g] += static_cast<size_t>(reading.MostOf({items.begin(), items.end()}));
    }
  const std::map<Share, int64_t> worth_at = WorthOfEach(people, most);
  for (size_t g = 0; g < worth_.size(); ++g)
    for (size_t pairs = 0; pairs < most[g]; ++pairs) {
      worth_[g].push_back(worth_at.at({static_cast<int64_t>(pairs), people[g]}));
      highest_ += worth_[g].back();
    }
}

int64_t FairLevel::TotalOf(const Reading& reading, const std::vector<int32_t>& chosen) const {
  std::vector<size_t> count(worth_.size());
  int64_t total = 0;
  for (const int32_t pair : chosen) {
    const int32_t group = group_of(reading.person_of(pair));
    if (group < 0) continue;
    const auto g = static_cast<size_t>(group);
    // A plan that gives somebody more than they may have is found elsewhere; what it counts is then of no matter.
    if (count[g] < worth_[g].size()) total += worth_[g][count[g]++];
  }
  return total;
}

std::optional<absl::int128> FairLevel::Surplus(absl::int128 weight, const std::vector<absl::int128>& prices,
                                               absl::int128 most) const {
  absl::int128 sum = 0;
  for (size_t g = 0; g < worth_.size(); ++g)
    for (const int64_t worth : worth_[g]) {
      sum += std::max(absl::int128{0}, weight * worth - (prices.empty() ? absl::int128{0} : prices[g]));
      if (sum > most) return std::nullopt;
    }
  return sum;
}

}  // namespace jiedui::planning
