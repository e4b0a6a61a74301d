// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_goals.h"

#include <algorithm>
#include <cstdint>

#include "scheduler_service/domain/plan_question.h"
#include "scheduler_service/domain/plan_ranks.h"

namespace jiedui::scheduler {
namespace {

// What each candidacy counts.
std::vector<int64_t> Values(v1::PlanGoal goal, const std::vector<PlanCandidate>& seekers,
                            const v1::PlanQuestion& question, const std::set<std::string>& base) {
  if (goal == v1::PLAN_GOAL_WISHES) return WishValues(seekers, question);
  const std::set<std::string> priority(question.priority().begin(), question.priority().end());
  std::vector<int64_t> values(seekers.size(), 1);
  for (size_t k = 0; k < seekers.size(); ++k) {
    if (goal == v1::PLAN_GOAL_PRIORITY) values[k] = static_cast<int64_t>(priority.count(seekers[k].assignment));
    if (goal == v1::PLAN_GOAL_KEPT) values[k] = static_cast<int64_t>(base.count(seekers[k].assignment));
    if (goal == v1::PLAN_GOAL_FAIRNESS) values[k] = 0;  // of divisions, not of candidacies (plan_divisions.h)
    if (goal == v1::PLAN_GOAL_SPREAD) values[k] = 0;    // of periods (plan_periods.h)
    if (goal == v1::PLAN_GOAL_PREFERENCE) values[k] = static_cast<int64_t>(seekers.size() - k);
  }
  return values;
}

}  // namespace

void AddGoals(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question,
              const std::set<std::string>& base, PlanModel& model) {
  for (const int goal : question.goals()) {
    const auto named = static_cast<v1::PlanGoal>(goal);
    const std::vector<int64_t> values = Values(named, seekers, question, base);
    planning::Level& level = model.instance.levels.emplace_back();
    level.name = NameOf(named);
    for (const int32_t seeker : model.basis.pair_seekers()) level.value.push_back(values[static_cast<size_t>(seeker)]);
  }
}

}  // namespace jiedui::scheduler
