// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_loosened.h"

#include <algorithm>
#include <string>

#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_parting.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

// At the first goal.
struct FirstGoal {
  int64_t value = 0;
  int64_t gap = 0;   // of the plan, with any parting
  int64_t most = 0;  // no plan has so much more than this, whatever changes
  // A seat more of a parted item brings no more than one place is worth: the best plan with it, without whoever has it,
  // is one without it. Not where floors of other items hold such a person.
  int64_t place = 0;
  bool has_floors = false;
};

// Of plans of the instance, beside one of this value.
FirstGoal FirstGoalOf(const planning::Instance& instance, int64_t value) {
  FirstGoal first{.value = value};
  // Without a proof the bound is as high as can be.
  first.most = planning::Verify(instance, planning::Plan(), {}).bound[0] - value;
  const planning::Level& level = instance.levels[0];
  const bool is_evenness = !level.fair_groups.empty() || !level.periods.empty();
  for (const int64_t place : level.value) first.place = std::max(first.place, place);
  if (is_evenness) first.place = first.most;
  first.has_floors = std::any_of(instance.quotas.begin(), instance.quotas.end(),
                                 [](const planning::Quota& quota) { return quota.floor > 0; });
  return first;
}

absl::StatusOr<FirstGoal> FirstGoalOf(const PlanBasis& basis, const planning::Solution& solution) {
  ASSIGN_OR_RETURN(const planning::Verdict verdict, JudgeByRelaxation(basis, solution));
  ASSIGN_OR_RETURN(const planning::Instance relaxation, InstanceOf(basis.relaxation()));
  if (verdict.value.empty() || verdict.bound.empty()) return FirstGoal();
  FirstGoal first = FirstGoalOf(relaxation, verdict.value[0]);
  first.gap = verdict.bound[0] - verdict.value[0];
  return first;
}

bool IsParted(const PlanBasis& basis, const std::string& item) {
  const auto& parted = basis.relaxation().parted();
  return std::find(parted.begin(), parted.end(), item) != parted.end();
}

int64_t FirstOf(const google::protobuf::RepeatedPtrField<v1::PlanAmount>& amounts) {
  return amounts.empty() ? 0 : amounts[0].amount();
}

// With so many more seats of parted items.
int64_t MostWithSeats(const FirstGoal& first, int64_t seats) {
  if (first.has_floors || first.place > first.most / std::max<int64_t>(1, seats)) return first.most;
  return std::min(first.most, first.gap + first.place * seats);
}

void Loosen(const PlanBasis& basis, const FirstGoal& first, v1::PlanRemedy& remedy) {
  int64_t seats = 0;
  bool only_seats = true;
  bool gives_up_pin = false;
  for (const v1::PlanRemedyPart& part : remedy.parts()) {
    gives_up_pin = gives_up_pin || part.kind() == v1::PlanRemedyPart::KIND_GIVE_UP_PINNED;
    only_seats =
        only_seats && part.kind() == v1::PlanRemedyPart::KIND_MORE_SEATS && IsParted(basis, part.seats().item());
    seats += part.amount();
  }
  const int64_t least = FirstOf(remedy.effects()) - first.gap;
  remedy.set_bounded(true);
  remedy.set_first_effect_least(gives_up_pin ? least : std::max<int64_t>(0, least));
  remedy.set_first_effect_most(only_seats ? MostWithSeats(first, seats) : first.most);
}

// What giving up an engagement does that is not counted.
struct GivenUp {
  bool frees_seat = false;
  bool ends_course = false;  // nobody else has a seat of the course, which then asks for its least number again
  bool fills_home = false;
};

GivenUp GivenUpBy(const v1::PlanRemedy& remedy, const PlanBasis& basis, const planning::Instance& instance) {
  GivenUp given_up;
  for (const v1::PlanRemedyPart& part : remedy.parts()) {
    if (part.kind() != v1::PlanRemedyPart::KIND_GIVE_UP) continue;
    given_up.fills_home = given_up.fills_home || !instance.home_covers.empty();
    for (int item = 0; item < basis.items_size(); ++item) {
      if (basis.items(item) != part.subject()) continue;
      given_up.frees_seat = true;
      given_up.ends_course = basis.seats_min(item) > 0 && basis.taken(item) == 1;
    }
  }
  return given_up;
}

// One seat more brings no more than a place is worth, as above; not where courses ask for a least number of people.
void Loosen(const GivenUp& given_up, const FirstGoal& first, bool has_minima, v1::PlanRemedy& remedy) {
  const int64_t least = remedy.bounded() ? remedy.first_effect_least() : FirstOf(remedy.effects());
  const int64_t most = remedy.bounded() ? remedy.first_effect_most() : FirstOf(remedy.effects());
  const bool is_one_place = !given_up.fills_home && !has_minima && !first.has_floors && first.place < first.most - most;
  remedy.set_bounded(true);
  remedy.set_first_effect_least(given_up.ends_course ? -first.value : least);
  remedy.set_first_effect_most(is_one_place ? most + first.place : first.most);
}

// What the prices show of a seat they show with this parting.
void Loosen(v1::PlanRefusal& refusal) {
  if (refusal.why() == v1::PlanRefusal::WHY_OUTRANKED || refusal.why() == v1::PlanRefusal::WHY_NO_PLACE ||
      refusal.why() == v1::PlanRefusal::WHY_TIED)
    refusal.set_why(v1::PlanRefusal::WHY_OPEN);
  if (!refusal.costs_at_least().empty()) refusal.set_costs_at_least("0");
}

}  // namespace

void LoosenGivenUp(const PlanBasis& basis, const planning::Instance& instance, const planning::Solution& solution,
                   v1::PersonExplanation& explanation) {
  if (solution.plan.value.empty()) return;
  const FirstGoal first = FirstGoalOf(instance, solution.plan.value[0]);
  const bool has_minima = std::any_of(instance.items.begin(), instance.items.end(),
                                      [](const planning::Item& item) { return item.seats_min > 0; });
  for (v1::PlanRemedy& remedy : *explanation.mutable_remedies()) {
    const GivenUp given_up = GivenUpBy(remedy, basis, instance);
    if (given_up.frees_seat || given_up.fills_home) Loosen(given_up, first, has_minima, remedy);
  }
}

absl::Status LoosenParting(const PlanBasis& basis, const planning::Solution& solution, v1::PlanOverview& overview) {
  if (!basis.has_relaxation()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const FirstGoal first, FirstGoalOf(basis, solution));
  for (v1::PlanFloorPrice& floor : *overview.mutable_floors()) {
    floor.set_bounded(true);
    floor.set_first_cost_least(0);
    floor.set_first_cost_most(IsParted(basis, floor.floor().item()) ? first.gap : first.most);
  }
  for (v1::PlanSeatWorth& worth : *overview.mutable_worthwhile()) {
    worth.set_bounded(true);
    worth.set_first_gain_least(std::max<int64_t>(0, FirstOf(worth.gains()) - first.gap));
    worth.set_first_gain_most(IsParted(basis, worth.seats().item()) ? MostWithSeats(first, 1) : first.most);
  }
  return absl::OkStatus();
}

absl::Status LoosenParting(const PlanBasis& basis, const planning::Solution& solution,
                           v1::PersonExplanation& explanation) {
  if (!basis.has_relaxation()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const FirstGoal first, FirstGoalOf(basis, solution));
  for (v1::PlanRemedy& remedy : *explanation.mutable_remedies()) Loosen(basis, first, remedy);
  for (v1::PlanRefusal& refusal : *explanation.mutable_refusals()) Loosen(refusal);
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
