// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fairness.h"

#include <algorithm>
#include <tuple>

#include "scheduler_service/planning/arrays.h"

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

}  // namespace

bool HasFairness(const Instance& instance) { return FairLevelOf(instance) != kNone; }

Fairness::Fairness(const Instance& instance) : level_(FairLevelOf(instance)) {
  if (level_ == kNone) return;
  const std::vector<int32_t>& groups = instance.levels[At(level_)].fair_groups;
  group_of_.assign(At(instance.people), kNone);
  std::vector<int32_t> people(groups.size());
  std::vector<int32_t> pairs_max(groups.size());
  for (int32_t person = 0; person < instance.people; ++person)
    for (const int32_t group : Of(person, instance.group_begin, instance.group)) {
      const auto place = std::lower_bound(groups.begin(), groups.end(), group);
      if (place == groups.end() || *place != group) continue;
      group_of_[At(person)] = static_cast<int32_t>(place - groups.begin());
      const int32_t pairs = Size(Of(person, instance.pair_begin, instance.pair_item).size());
      if (pairs == 0) continue;
      ++people[At(group_of_[At(person)])];
      pairs_max[At(group_of_[At(person)])] += std::min(instance.items_per_person_max, pairs);
    }
  SetTotals(people, pairs_max);
}

// From the last step, which is worth 1, to the first.
void Fairness::SetTotals(const std::vector<int32_t>& people, const std::vector<int32_t>& pairs_max) {
  std::vector<Step> steps;
  total_.resize(people.size());
  for (int32_t group = 0; group < groups(); ++group) {
    total_[At(group)].resize(At(pairs_max[At(group)]) + 1);
    for (int32_t pairs = 0; pairs < pairs_max[At(group)]; ++pairs)
      steps.push_back({.pairs = pairs, .people = people[At(group)], .group = group});
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.ComesBefore(b); });
  for (size_t k = steps.size(); k-- > 0;) {
    if (k + 1 == steps.size() || steps[k].ComesBefore(steps[k + 1])) ++worth_max_;
    total_[At(steps[k].group)][static_cast<size_t>(steps[k].pairs) + 1] = worth_max_;
  }
  for (std::vector<int64_t>& totals : total_)
    for (size_t k = 1; k < totals.size(); ++k) totals[k] += totals[k - 1];
}

int64_t Fairness::total_max() const {
  int64_t sum = 0;
  for (int32_t group = 0; group < groups(); ++group) sum += TotalOf(group, pairs_max(group));
  return sum;
}

std::vector<int32_t> Fairness::Count(const Instance& instance, const std::vector<int32_t>& pairs) const {
  std::vector<int32_t> count(total_.size());
  if (level_ == kNone) return count;
  int32_t person = 0;
  for (const int32_t pair : pairs) {
    while (instance.pair_begin[At(person) + 1] <= pair) ++person;
    if (const int32_t group = group_of(person); group != kNone) ++count[At(group)];
  }
  return count;
}

std::vector<int64_t> ValuesOf(const Instance& instance, const std::vector<int32_t>& pairs) {
  std::vector<int64_t> values(instance.levels.size());
  for (size_t l = 0; l < values.size(); ++l)
    for (const int32_t pair : pairs) values[l] += instance.levels[l].value[At(pair)];
  const Fairness fairness(instance);
  if (fairness.level() == kNone) return values;
  const std::vector<int32_t> count = fairness.Count(instance, pairs);
  for (int32_t group = 0; group < fairness.groups(); ++group)
    values[At(fairness.level())] += fairness.TotalOf(group, count[At(group)]);
  return values;
}

}  // namespace jiedui::planning
