// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_cover.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/domain/plan_groups.h"

namespace jiedui::scheduler {
namespace {

using planning::Instance;

struct Home {
  int away_max = 0;  // the least that any item asks; 0 = none does
  std::set<int32_t> people;
  bool is_stricter = false;  // the people may get items that ask something else
};

int AskedBy(const Item& item) { return IsFullTime(item) ? item.requirements.away_per_organization_max() : 0; }

std::map<std::string, Home> HomesOf(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of) {
  std::map<std::string, Home> homes;
  for (size_t person = 0; person < seekers_of.size(); ++person)
    for (const int32_t k : seekers_of[person]) {
      const PlanCandidate& seeker = facts.seekers[static_cast<size_t>(k)];
      const int asked = AskedBy(facts.items[static_cast<size_t>(seeker.item)].item);
      if (seeker.organization.empty()) continue;
      Home& home = homes[seeker.organization];
      home.is_stricter = home.is_stricter || (!home.people.empty() && asked != home.away_max);
      if (asked > 0) home.away_max = home.away_max == 0 ? asked : std::min(home.away_max, asked);
      home.people.insert(static_cast<int32_t>(person));
    }
  return homes;
}

void AddColleague(const DateRange& away, int32_t group, PlanGroups& groups, PlanModel& model) {
  Instance& instance = model.instance;
  ++instance.people;
  groups.AddPerson(group);
  instance.pair_begin.push_back(instance.pair_begin.back());
  instance.busy.push_back({.days = ToDays(away), .away = true});
  instance.busy_begin.push_back(static_cast<int32_t>(instance.busy.size()));
  model.basis.add_busy_subjects("");
}

}  // namespace

void AddHomeCovers(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of, PlanModel& model) {
  PlanGroups groups(model.instance);
  for (const auto& [organization, home] : HomesOf(facts, seekers_of)) {
    const auto found = facts.away.find(organization);
    const std::vector<DateRange> away = found == facts.away.end() ? std::vector<DateRange>() : found->second;
    const bool can_bind = home.people.size() + away.size() > static_cast<size_t>(home.away_max);
    if (home.away_max == 0 || !can_bind) continue;
    const int32_t group = model.instance.groups++;
    model.instance.home_covers.push_back({.group = group, .away_max = home.away_max});
    for (const int32_t person : home.people) groups.Add(person, group);
    for (const DateRange& range : away) AddColleague(range, group, groups, model);
    if (home.is_stricter)
      model.basis.add_stricter(absl::StrCat(organization, ": at most ", home.away_max,
                                            " of its people are away at a time, also at items that ask for more or for "
                                            "nothing"));
  }
  groups.Write(model.instance);
}

}  // namespace jiedui::scheduler
