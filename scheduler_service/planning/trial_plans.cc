// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/trial_plans.h"

#include <utility>
#include <variant>

#include "scheduler_service/planning/fairness.h"

namespace jiedui::planning {
namespace {

constexpr int64_t kWorkPerQuestion = 1'000'000;  // budget.h asks about every so many pairs

}  // namespace

std::optional<Plan> TrialPlans::Make(const Instance& instance) {
  none_is_certain_ = false;
  if (IsOver()) return std::nullopt;
  ++made_;
  absl::StatusOr<Answer> answer = Solve(instance, {.stop = [this] { return CountWork(); }});
  none_is_certain_ =
      answer.ok() ? std::holds_alternative<Infeasible>(*answer) : absl::IsFailedPrecondition(answer.status());
  if (!answer.ok() || none_is_certain_) return std::nullopt;
  return std::move(std::get<Solution>(*answer).plan);
}

bool TrialPlans::IsOver() {
  if (made_ >= limits_.plans_max) is_over_ = true;
  return is_over_;
}

bool TrialPlans::CountWork() {
  work_ += kWorkPerQuestion;
  if (work_ > limits_.work_max || (limits_.stop && limits_.stop())) is_over_ = true;
  return is_over_;
}

Plan PlanAtHand(const Instance& instance, const Solution& solution) {
  Plan plan = solution.plan;
  if (HasFairness(instance) && !WhyNotExact(instance).empty()) plan.relaxed.emplace_back(kFairnessIsBounded);
  return plan;
}

Plan NoWorse(Plan found, const Plan& at_hand) {
  if (found.value >= at_hand.value) return found;
  found.value = at_hand.value;
  found.pairs = at_hand.pairs;
  return found;
}

}  // namespace jiedui::planning
