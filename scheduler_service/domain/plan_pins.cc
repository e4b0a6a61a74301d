// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_pins.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::scheduler {
namespace {

using Pairs = std::vector<int32_t>;

class Pinner {
 public:
  Pinner(const PlanFacts& facts, PlanModel& model) : facts_(facts), model_(model), pairs_of_(facts.seekers.size()) {
    for (int pair = 0; pair < model.basis.pair_seekers_size(); ++pair)
      pairs_of_[static_cast<size_t>(model.basis.pair_seekers(pair))].push_back(pair);
    for (size_t k = 0; k < facts.seekers.size(); ++k) number_of_.emplace(facts.seekers[k].assignment, k);
    for (const planning::Item& item : model.instance.items) left_.push_back(item.seats);
  }

  template <typename Names>
  Pairs PairsOf(const Names& names) const {
    Pairs pairs;
    for (const std::string& name : names)
      if (const auto found = number_of_.find(name); found != number_of_.end())
        pairs.insert(pairs.end(), pairs_of_[found->second].begin(), pairs_of_[found->second].end());
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

  void Pin(const std::string& name) {
    const auto found = number_of_.find(name);
    if (found == number_of_.end())
      return Refuse("NOT_A_CANDIDATE", name,
                    "found no candidacy for the planned items, required one that is APPROVED or WAITLISTED");
    const PlanCandidate& seeker = facts_.seekers[found->second];
    for (const RuleViolation& refusal : Refusals(seeker.findings)) violations_.push_back(refusal);
    const Pairs& pairs = pairs_of_[found->second];
    const bool is_allowed = seeker.findings.empty() && StandsBesideOthers(seeker);
    if (!is_allowed || pairs.empty()) return;
    pinned_of_[seeker.person].push_back(&seeker);
    // Parts of an item's seats other than the first are narrower.
    int32_t best = pairs.front();
    for (const int32_t pair : pairs)
      if (LeftAt(pair) > 0 && pair != pairs.front()) best = pair;
    --LeftAt(best);
    model_.instance.pinned.push_back(best);
  }

  void Sort() { std::sort(model_.instance.pinned.begin(), model_.instance.pinned.end()); }
  const std::vector<RuleViolation>& violations() const { return violations_; }

 private:
  int32_t& LeftAt(int32_t pair) {
    return left_[static_cast<size_t>(model_.instance.pair_item[static_cast<size_t>(pair)])];
  }

  void Refuse(absl::string_view rule, const std::string& subject, std::string description) {
    violations_.push_back({std::string(rule), subject, std::move(description)});
  }

  const Item& ItemOf(const PlanCandidate& seeker) const { return facts_.items[static_cast<size_t>(seeker.item)].item; }

  bool StandsBesideOthers(const PlanCandidate& seeker) {
    const std::vector<const PlanCandidate*>& others = pinned_of_[seeker.person];
    const auto limit = static_cast<size_t>(model_.instance.items_per_person_max);
    if (others.size() >= limit)
      Refuse("ITEMS_PER_PERSON", seeker.person,
             absl::StrCat("found ", others.size() + 1, " pinned, required at most ", limit));
    bool stands = others.size() < limit && HasDaysLeft(seeker, others) && MayTravel(seeker);
    for (const PlanCandidate* other : others) {
      const absl::string_view clash = ClashOf(ItemOf(seeker), ItemOf(*other));
      if (!clash.empty())
        Refuse("PINS_CLASH", seeker.assignment,
               absl::StrCat("found ", other->assignment, " pinned ", clash, ", required one of the two"));
      stands = stands && clash.empty();
    }
    return stands;
  }

  // Empty: a person may have both.
  absl::string_view ClashOf(const Item& item, const Item& other) const {
    if (!item.curriculum.empty() && item.curriculum == other.curriculum) return "for the same curriculum";
    if (!IsFullTime(item) || !IsFullTime(other)) return "";
    if (Intersection(item.dates, other.dates).has_value()) return "on the same days";
    const bool may_travel =
        !planning::Clash(ToDays(item.dates), ToDays(other.dates), model_.instance.travel_buffer_days);
    return may_travel ? "" : "with too few days between to travel";
  }

  bool HasDaysLeft(const PlanCandidate& seeker, const std::vector<const PlanCandidate*>& others) {
    if (model_.instance.days_per_person.empty()) return true;
    const auto days_of = [this](const PlanCandidate& one) {
      return planning::DaysOf(InstanceDays(ItemOf(one), one.item));
    };
    int64_t days = days_of(seeker);
    for (const PlanCandidate* other : others) days += days_of(*other);
    const int32_t limit = model_.instance.days_per_person.front();
    if (days <= limit) return true;
    Refuse("DAYS_PER_PERSON", seeker.person, absl::StrCat("found ", days, " days pinned, required at most ", limit));
    return false;
  }

  // To and from what the person has already; what shares a day with it a rule refuses.
  bool MayTravel(const PlanCandidate& seeker) {
    for (const BusyDays& busy : seeker.busy)
      Refuse("TRAVEL_DAYS", seeker.assignment,
             absl::StrCat("found ", busy.subject, " on ", ToString(busy.dates), ", required ",
                          model_.instance.travel_buffer_days, " free days between them"));
    return seeker.busy.empty();
  }

  const PlanFacts& facts_;
  PlanModel& model_;
  std::vector<Pairs> pairs_of_;                                         // a seeker
  std::map<std::string, size_t> number_of_;                             // an assignment
  std::vector<int32_t> left_;                                           // seats, an item of the instance
  std::map<std::string, std::vector<const PlanCandidate*>> pinned_of_;  // a person
  std::vector<RuleViolation> violations_;
};

}  // namespace

absl::Status AddPins(const PlanFacts& facts, const v1::PlanQuestion& question, const std::set<std::string>& base,
                     PlanModel& model) {
  Pinner pinner(facts, model);
  for (const std::string& name : question.pinned()) pinner.Pin(name);
  pinner.Sort();
  model.instance.forbidden = pinner.PairsOf(question.forbidden());
  model.instance.base = pinner.PairsOf(base);
  return pinner.violations().empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", pinner.violations());
}

}  // namespace jiedui::scheduler
