// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fairness.h"

#include <algorithm>
#include <tuple>

#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

// A group of `people` has `pairs`: the next one comes the sooner the less share they are, then the fewer people.
struct Step {
  int64_t pairs = 0;
  int64_t people = 1;
  int32_t group = 0;

  bool ComesBefore(const Step& other) const {
    return std::tuple(pairs * other.people, people) < std::tuple(other.pairs * people, other.people);
  }
};

int32_t FairLevelOf(const Instance& instance) {
  for (int32_t l = 0; l < Size(instance.levels.size()); ++l)
    if (!instance.levels[At(l)].fair_groups.empty()) return l;
  return kNone;
}

// The place of each person's group among the fair ones; kNone: it is none. Empty without a level of fairness.
std::vector<int32_t> GroupOfEach(const Instance& instance) {
  const int32_t level = FairLevelOf(instance);
  if (level == kNone) return {};
  const std::vector<int32_t>& groups = instance.levels[At(level)].fair_groups;
  std::vector<int32_t> group_of(At(instance.people), kNone);
  for (int32_t person = 0; person < instance.people; ++person)
    for (const int32_t group : Of(person, instance.group_begin, instance.group)) {
      const auto place = std::lower_bound(groups.begin(), groups.end(), group);
      if (place != groups.end() && *place == group) group_of[At(person)] = static_cast<int32_t>(place - groups.begin());
    }
  return group_of;
}

// From the last step, which is worth 1, to the first.
std::vector<FallingWorth::Steps> WorthOfSteps(const std::vector<int32_t>& people,
                                              const std::vector<int32_t>& pairs_max) {
  std::vector<Step> steps;
  std::vector<FallingWorth::Steps> worth(people.size());
  for (int32_t group = 0; group < Size(people.size()); ++group) {
    worth[At(group)].resize(At(pairs_max[At(group)]));
    for (int32_t pairs = 0; pairs < pairs_max[At(group)]; ++pairs)
      steps.push_back({.pairs = pairs, .people = people[At(group)], .group = group});
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.ComesBefore(b); });
  int64_t now = 0;
  for (size_t k = steps.size(); k-- > 0;) {
    if (k + 1 == steps.size() || steps[k].ComesBefore(steps[k + 1])) ++now;
    worth[At(steps[k].group)][static_cast<size_t>(steps[k].pairs)] = now;
  }
  return worth;
}

FallingWorth WorthOfGroups(const Instance& instance) {
  const int32_t level = FairLevelOf(instance);
  if (level == kNone) return {};
  const std::vector<int32_t> group_of = GroupOfEach(instance);
  const size_t groups = instance.levels[At(level)].fair_groups.size();
  std::vector<int32_t> people(groups);
  std::vector<int32_t> pairs_max(groups);
  for (int32_t person = 0; person < PeopleWithPairs(instance); ++person) {
    const auto items = Of(person, instance.pair_begin, instance.pair_item);
    if (items.empty() || group_of[At(person)] == kNone) continue;
    ++people[At(group_of[At(person)])];
    pairs_max[At(group_of[At(person)])] += MostTogether(instance, items);
  }
  return FallingWorth(WorthOfSteps(people, pairs_max));
}

}  // namespace

bool HasFairness(const Instance& instance) { return FairLevelOf(instance) != kNone; }

Fairness::Fairness(const Instance& instance)
    : FallingWorth(WorthOfGroups(instance)), level_(FairLevelOf(instance)), group_of_(GroupOfEach(instance)) {}

std::vector<int32_t> Fairness::Count(const Instance& instance, const std::vector<int32_t>& pairs) const {
  std::vector<int32_t> count(At(groups()));
  if (level_ == kNone) return count;
  int32_t person = 0;
  for (const int32_t pair : pairs) {
    while (instance.pair_begin[At(person) + 1] <= pair) ++person;
    if (const int32_t group = group_of(person); group != kNone) ++count[At(group)];
  }
  return count;
}

}  // namespace jiedui::planning
