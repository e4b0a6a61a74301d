// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_loosened.h"

#include <algorithm>
#include <limits>

#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_parting.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

constexpr int64_t kUnknown = std::numeric_limits<int64_t>::max();

// At the first goal.
struct FirstGoal {
  int64_t gap = 0;  // of the plan, with any parting
  // The most that one place is worth: a seat more brings no more than that to the best plan, since the best plan with
  // it, without whoever has it, is one without it. kUnknown: the goal is evenness.
  int64_t place_most = 0;
  int64_t places_of_person = 1;

  int64_t Least(int64_t measured) const { return std::max<int64_t>(0, measured - gap); }
  int64_t Most(int64_t places) const {
    if (place_most == kUnknown || place_most > (kUnknown - gap) / std::max<int64_t>(1, places)) return kUnknown;
    return gap + place_most * places;
  }
};

absl::StatusOr<FirstGoal> FirstGoalOf(const PlanBasis& basis, const planning::Solution& solution) {
  ASSIGN_OR_RETURN(const planning::Verdict verdict, JudgeByRelaxation(basis, solution));
  ASSIGN_OR_RETURN(const planning::Instance relaxation, InstanceOf(basis.relaxation()));
  FirstGoal first;
  if (verdict.value.empty() || verdict.bound.empty()) return first;
  first.gap = verdict.bound[0] - verdict.value[0];
  const planning::Level& level = relaxation.levels[0];
  first.places_of_person = relaxation.items_per_person_max;
  const bool is_evenness = !level.fair_groups.empty() || !level.periods.empty();
  for (const int64_t value : level.value) first.place_most = std::max(first.place_most, value);
  if (is_evenness) first.place_most = kUnknown;
  return first;
}

int64_t FirstOf(const google::protobuf::RepeatedPtrField<v1::PlanAmount>& amounts) {
  return amounts.empty() ? 0 : amounts[0].amount();
}

// Seats that the change adds, or places that the person may have more.
int64_t PlacesOf(const v1::PlanRemedy& remedy, int64_t places_of_person) {
  int64_t places = 0;
  for (const v1::PlanRemedyPart& part : remedy.parts()) places += std::max<int64_t>(places_of_person, part.amount());
  return places;
}

}  // namespace

absl::Status LoosenParting(const PlanBasis& basis, const planning::Solution& solution, v1::PlanOverview& overview) {
  if (!basis.has_relaxation()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const FirstGoal first, FirstGoalOf(basis, solution));
  for (v1::PlanFloorPrice& floor : *overview.mutable_floors()) {
    floor.set_bounded(true);
    floor.set_first_cost_least(0);
    floor.set_first_cost_most(first.gap);
  }
  for (v1::PlanSeatWorth& worth : *overview.mutable_worthwhile()) {
    worth.set_bounded(true);
    worth.set_first_gain_least(first.Least(FirstOf(worth.gains())));
    worth.set_first_gain_most(first.Most(1));
  }
  return absl::OkStatus();
}

absl::Status LoosenParting(const PlanBasis& basis, const planning::Solution& solution,
                           v1::PersonExplanation& explanation) {
  if (!basis.has_relaxation()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const FirstGoal first, FirstGoalOf(basis, solution));
  for (v1::PlanRemedy& remedy : *explanation.mutable_remedies()) {
    remedy.set_bounded(true);
    remedy.set_first_effect_least(first.Least(FirstOf(remedy.effects())));
    remedy.set_first_effect_most(first.Most(PlacesOf(remedy, first.places_of_person)));
  }
  for (v1::PlanRefusal& refusal : *explanation.mutable_refusals()) {
    if (refusal.costs_at_least().empty()) continue;
    refusal.set_costs_at_least("0");
    if (refusal.why() == v1::PlanRefusal::WHY_OUTRANKED) refusal.set_why(v1::PlanRefusal::WHY_OPEN);
  }
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
