// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_cover.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/domain/plan_groups.h"

namespace jiedui::scheduler {
namespace {

using planning::Instance;

// What some items ask for: on which days, at most how many of an organisation.
using Asked = std::tuple<std::string, std::string, int>;

// Whoever of the organisation may be away on these days.
struct Home {
  std::set<int32_t> people;
  bool is_stricter = false;  // they may get items that ask for something else, or from another organisation
};

int AskedBy(const Item& item) { return IsFullTime(item) ? item.requirements.away_per_organization_max() : 0; }

// Nobody is away for a part-time item.
bool IsAwayThen(const Item& item, const DateRange& days) {
  return IsFullTime(item) && Intersection(item.dates, days).has_value();
}

class Homes {
 public:
  using ByOrganization = std::map<std::string, std::map<Asked, Home>>;

  Homes(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of) : facts_(facts) {
    for (const std::vector<int32_t>& mine : seekers_of)
      for (const int32_t k : mine) AddAsked(k);
    for (size_t person = 0; person < seekers_of.size(); ++person)
      AddPerson(static_cast<int32_t>(person), seekers_of[person]);
  }

  ByOrganization Take() && { return std::move(homes_); }

 private:
  const PlanCandidate& SeekerAt(int32_t k) const { return facts_.seekers[static_cast<size_t>(k)]; }
  const Item& ItemOf(int32_t k) const { return facts_.items[static_cast<size_t>(SeekerAt(k).item)].item; }

  void AddAsked(int32_t k) {
    const Item& item = ItemOf(k);
    if (AskedBy(item) == 0 || SeekerAt(k).organization.empty()) return;
    homes_[SeekerAt(k).organization].try_emplace({item.dates.first, item.dates.last, AskedBy(item)});
  }

  void AddPerson(int32_t person, const std::vector<int32_t>& mine) {
    std::set<std::string> organizations;
    for (const int32_t k : mine) organizations.insert(SeekerAt(k).organization);
    for (const std::string& organization : organizations)
      if (const auto found = homes_.find(organization); found != homes_.end())
        for (auto& [asked, home] : found->second) AddPerson(person, mine, {organization, asked}, home);
  }

  // An instance counts a person at every item on these days: also at those that ask for something else, and at those
  // for which another organisation employs them.
  void AddPerson(int32_t person, const std::vector<int32_t>& mine, const std::pair<std::string, Asked>& of,
                 Home& home) const {
    const auto& [first, last, away_max] = of.second;
    bool is_here = false;
    bool is_stricter = false;
    for (const int32_t k : mine) {
      if (!IsAwayThen(ItemOf(k), {first, last})) continue;
      const bool from_here = SeekerAt(k).organization == of.first;
      is_here = is_here || from_here;
      is_stricter = is_stricter || !from_here || AskedBy(ItemOf(k)) != away_max;
    }
    if (!is_here) return;
    home.people.insert(person);
    home.is_stricter = home.is_stricter || is_stricter;
  }

  const PlanFacts& facts_;
  ByOrganization homes_;
};

// Whoever of one organisation is away already: people of the instance who seek nothing, once for all that is asked.
class Colleagues {
 public:
  Colleagues(std::vector<DateRange> away, PlanGroups& groups, PlanModel& model)
      : away_(std::move(away)), number_(away_.size(), -1), groups_(groups), model_(model) {}

  size_t CountOn(const DateRange& days) const {
    return static_cast<size_t>(std::count_if(
        away_.begin(), away_.end(), [&](const DateRange& range) { return Intersection(range, days).has_value(); }));
  }

  void AddTo(int32_t group, const DateRange& days) {
    for (size_t k = 0; k < away_.size(); ++k) {
      if (!Intersection(away_[k], days).has_value()) continue;
      if (number_[k] >= 0)
        groups_.Add(number_[k], group);
      else
        number_[k] = AddPerson(away_[k], group);
    }
  }

 private:
  int32_t AddPerson(const DateRange& away, int32_t group) {
    Instance& instance = model_.instance;
    groups_.AddPerson(group);
    instance.pair_begin.push_back(instance.pair_begin.back());
    instance.busy.push_back({.days = ToDays(away), .away = true});
    instance.busy_begin.push_back(static_cast<int32_t>(instance.busy.size()));
    model_.basis.add_busy_subjects("");
    return instance.people++;
  }

  const std::vector<DateRange> away_;
  std::vector<int32_t> number_;  // a colleague: of the instance, once there
  PlanGroups& groups_;
  PlanModel& model_;
};

void NoteStricter(const std::string& organization, const Asked& asked, PlanModel& model) {
  const auto& [first, last, away_max] = asked;
  model.basis.add_stricter(absl::StrCat(organization, ": from ", first, " to ", last, " at most ", away_max,
                                        " of its people are away at a time, also at items that ask for more or for "
                                        "nothing, or for which another organisation employs them"));
}

}  // namespace

void AddHomeCovers(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of, PlanModel& model) {
  PlanGroups groups(model.instance);
  for (const auto& [organization, homes] : Homes(facts, seekers_of).Take()) {
    const auto found = facts.away.find(organization);
    Colleagues colleagues(found == facts.away.end() ? std::vector<DateRange>() : found->second, groups, model);
    for (const auto& [asked, home] : homes) {
      const auto& [first, last, away_max] = asked;
      const DateRange days{first, last};
      if (home.people.size() + colleagues.CountOn(days) <= static_cast<size_t>(away_max)) continue;
      const int32_t group = model.instance.groups++;
      model.instance.home_covers.push_back({.group = group, .away_max = away_max, .days = ToDays(days)});
      model.basis.add_home_covers(organization);
      for (const int32_t person : home.people) groups.Add(person, group);
      colleagues.AddTo(group, days);
      if (home.is_stricter) NoteStricter(organization, asked, model);
    }
  }
  groups.Write(model.instance);
}

}  // namespace jiedui::scheduler
