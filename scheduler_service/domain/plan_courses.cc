// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_courses.h"

#include <utility>

#include "scheduler_service/planning/candidacy.h"

namespace jiedui::scheduler {
namespace {

using v1::PlanCourseSize;

// By item of the basis.
std::vector<int> CountByItem(const storage::v1::PlanBasis& basis, const std::set<int32_t>& seekers) {
  std::vector<int> count(static_cast<size_t>(basis.items_size()));
  for (const int32_t seeker : seekers) ++count[static_cast<size_t>(basis.seekers(seeker).item())];
  return count;
}

// Whom nothing but the others keeps from a seat.
std::set<int32_t> SeekersThatStand(const PlanModel& model) {
  const std::vector<bool> stands = planning::StandingPairs(model.instance);
  std::set<int32_t> seekers;
  for (size_t pair = 0; pair < stands.size(); ++pair)
    if (stands[pair]) seekers.insert(model.basis.pair_seekers(static_cast<int>(pair)));
  return seekers;
}

}  // namespace

int MinimumOf(const PlannedItem& planned) { return planned.ledger.taken() > 0 ? 0 : planned.item.seats_min; }

void TellCourseSizes(const PlanModel& model, const std::set<int32_t>& chosen, v1::Plan& plan) {
  const storage::v1::PlanBasis& basis = model.basis;
  const std::vector<int> placed = CountByItem(basis, chosen);
  const std::vector<int> candidates = CountByItem(basis, SeekersThatStand(model));
  for (int item = 0; item < basis.items_size(); ++item) {
    const auto k = static_cast<size_t>(item);
    const int participants = basis.taken(item) + placed[k];
    if (participants >= basis.seats_min(item)) continue;
    PlanCourseSize& size = *plan.add_course_sizes();
    size.set_item(basis.items(item));
    size.set_seats_min(basis.seats_min(item));
    size.set_candidates(candidates[k]);
    size.set_participants(participants);
    const bool is_run = participants > 0;
    const bool are_few = candidates[k] < basis.seats_min(item);
    size.set_outcome(is_run    ? PlanCourseSize::OUTCOME_RUNS_BELOW_MINIMUM
                     : are_few ? PlanCourseSize::OUTCOME_FEW_CANDIDATES
                               : PlanCourseSize::OUTCOME_NOT_WORTH_RUNNING);
  }
}

std::vector<bool> NotRun(const planning::Instance& instance, const std::vector<int32_t>& pairs) {
  std::vector<bool> not_run;
  not_run.reserve(instance.items.size());
  for (const planning::Item& item : instance.items) not_run.push_back(item.seats_min > 0);
  for (const int32_t pair : pairs) not_run[static_cast<size_t>(instance.pair_item[static_cast<size_t>(pair)])] = false;
  return not_run;
}

}  // namespace jiedui::scheduler
