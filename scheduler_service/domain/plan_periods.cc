// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_periods.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "common/base/civil_date.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

// First and last day of a period.
struct Span {
  absl::CivilDay first;
  absl::CivilDay last;
};

Span MonthOf(absl::CivilDay day) {
  const absl::CivilMonth month(day);
  return {absl::CivilDay(month), absl::CivilDay(month + 1) - 1};
}

// The `days`-long period of the day, counted from `start`, which is no later.
Span BlockOf(absl::CivilDay day, absl::CivilDay start, int days) {
  const absl::CivilDay first = start + (day - start) / days * days;
  return {first, first + days - 1};
}

// One that is over was entered later than it was: it stands as it was held.
bool IsUnderWay(const PlanFacts& facts, const PlannedItem& planned) {
  const DateRange& dates = planned.item.dates;
  const bool is_over = !dates.last.empty() && *ParseDate(dates.last) < facts.day;
  return *ParseDate(dates.first) < facts.day && !is_over;
}

// By item: the day on which whoever is planned now would leave for it.
std::vector<absl::CivilDay> FirstDays(const PlanFacts& facts) {
  std::vector<absl::CivilDay> days;
  days.reserve(facts.items.size());
  for (const PlannedItem& planned : facts.items)
    days.push_back(IsUnderWay(facts, planned) ? facts.day : *ParseDate(planned.item.dates.first));
  return days;
}

void NamePeriods(const PlanFacts& facts, int spread_days, PlanBasis& basis) {
  const std::vector<absl::CivilDay> begins = FirstDays(facts);
  if (begins.empty()) return;
  const absl::CivilDay start = *std::min_element(begins.begin(), begins.end());
  std::vector<Span> span_of;
  std::map<absl::CivilDay, int32_t> number_of;  // by first day
  for (const absl::CivilDay day : begins) {
    span_of.push_back(spread_days > 0 ? BlockOf(day, start, spread_days) : MonthOf(day));
    number_of.emplace(span_of.back().first, 0);
  }
  for (auto& [first, number] : number_of) {
    number = basis.periods_size();
    basis.add_periods()->set_first_date(FormatDate(first));
  }
  for (size_t item = 0; item < span_of.size(); ++item) {
    const int32_t number = number_of.at(span_of[item].first);
    v1::PlanPeriod& period = *basis.mutable_periods(number);
    period.set_last_date(FormatDate(span_of[item].last));
    period.set_items(period.items() + 1);
    // Whoever is there already does not leave in this period.
    if (!IsUnderWay(facts, facts.items[item])) period.set_taken(period.taken() + facts.items[item].ledger.taken());
    basis.add_item_periods(number);
  }
}

planning::Level* SpreadLevel(PlanModel& model) {
  for (int l = 0; l < model.basis.goals_size(); ++l)
    if (model.basis.goals(l) == v1::PLAN_GOAL_SPREAD) return &model.instance.levels[static_cast<size_t>(l)];
  return nullptr;
}

}  // namespace

void AddPeriods(const PlanFacts& facts, const v1::PlanQuestion& question, PlanModel& model) {
  PlanBasis& basis = model.basis;
  NamePeriods(facts, question.spread_days(), basis);
  planning::Level* const level = SpreadLevel(model);
  if (level == nullptr) return;
  std::map<std::string, int32_t> period_of;  // by name of the item
  for (int item = 0; item < basis.items_size(); ++item) period_of.emplace(basis.items(item), basis.item_periods(item));
  for (const v1::PlanSeats& seats : basis.item_seats()) level->periods.of_item.push_back(period_of.at(seats.item()));
  for (const v1::PlanPeriod& period : basis.periods()) level->periods.taken.push_back(period.taken());
}

void TellPeriods(const PlanBasis& basis, const std::set<int32_t>& chosen, v1::Plan& plan) {
  *plan.mutable_periods() = basis.periods();
  for (const int32_t seeker : chosen) {
    v1::PlanPeriod& period = *plan.mutable_periods(basis.item_periods(basis.seekers(seeker).item()));
    period.set_placed(period.placed() + 1);
  }
}

}  // namespace jiedui::scheduler
