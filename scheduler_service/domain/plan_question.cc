// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_question.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;

void CheckParent(absl::string_view parent, absl::string_view field, const Names& names,
                 std::vector<FieldViolation>& violations) {
  for (int i = 0; i < names.size(); ++i)
    if (!absl::StartsWith(names[i], absl::StrCat(parent, "/")))
      violations.push_back(
          {absl::StrCat("question.", field, "[", i, "]"), absl::StrCat("must be of the parent ", parent)});
}

void CheckGoals(const v1::PlanQuestion& question, std::vector<FieldViolation>& violations) {
  std::set<int> seen;
  for (int i = 0; i < question.goals_size(); ++i) {
    const std::string field = absl::StrCat("question.goals[", i, "]");
    const v1::PlanGoal goal = question.goals(i);
    if (goal == v1::PLAN_GOAL_UNSPECIFIED || !v1::PlanGoal_IsValid(goal))
      violations.push_back({field, "is none of PRIORITY, PLACED, KEPT, PREFERENCE, FAIRNESS, SPREAD"});
    else if (!seen.insert(goal).second)
      violations.push_back({field, absl::StrCat(v1::PlanGoal_Name(goal), " is named already")});
    else if (goal == v1::PLAN_GOAL_KEPT && question.base_plan().empty())
      violations.push_back({field, "wants a base_plan of which places can be kept"});
  }
}

void CheckFloors(absl::string_view parent, const v1::PlanQuestion& question, std::vector<FieldViolation>& violations) {
  const std::set<std::string> items(question.items().begin(), question.items().end());
  std::set<std::pair<std::string, std::string>> seen;
  for (int k = 0; k < question.floors_size(); ++k) {
    const v1::PlanFloor& floor = question.floors(k);
    const std::string field = absl::StrCat("question.floors[", k, "]");
    if (!absl::StartsWith(floor.item(), absl::StrCat(parent, "/")))
      violations.push_back({field + ".item", absl::StrCat("must be of the parent ", parent)});
    else if (!items.empty() && items.count(floor.item()) == 0)
      violations.push_back({field + ".item", "is none of the items that are planned"});
    if (!seen.emplace(floor.item(), floor.division()).second)
      violations.push_back({field, "is another floor for the same item and division"});
  }
}

void Sort(Names& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

absl::Status CheckQuestion(absl::string_view parent, const v1::PlanQuestion& question) {
  std::vector<FieldViolation> violations;
  CheckParent(parent, "items", question.items(), violations);
  CheckParent(parent, "pinned", question.pinned(), violations);
  CheckParent(parent, "forbidden", question.forbidden(), violations);
  CheckParent(parent, "priority", question.priority(), violations);
  if (!question.base_plan().empty() && !absl::StartsWith(question.base_plan(), absl::StrCat(parent, "/")))
    violations.push_back({"question.base_plan", absl::StrCat("must be of the parent ", parent)});
  CheckGoals(question, violations);
  CheckFloors(parent, question, violations);
  const std::set<std::string> forbidden(question.forbidden().begin(), question.forbidden().end());
  for (int i = 0; i < question.pinned_size(); ++i)
    if (forbidden.count(question.pinned(i)) > 0)
      violations.push_back({absl::StrCat("question.pinned[", i, "]"), "is forbidden too"});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

v1::PlanQuestion Completed(v1::PlanQuestion question) {
  for (Names* names :
       {question.mutable_items(), question.mutable_pinned(), question.mutable_forbidden(), question.mutable_priority()})
    Sort(*names);
  if (!question.goals().empty()) return question;
  if (!question.priority().empty()) question.add_goals(v1::PLAN_GOAL_PRIORITY);
  question.add_goals(v1::PLAN_GOAL_PLACED);
  if (!question.base_plan().empty()) question.add_goals(v1::PLAN_GOAL_KEPT);
  question.add_goals(v1::PLAN_GOAL_PREFERENCE);
  return question;
}

std::string NameOf(v1::PlanGoal goal) {
  return absl::AsciiStrToLower(absl::StripPrefix(v1::PlanGoal_Name(goal), "PLAN_GOAL_"));
}

}  // namespace jiedui::scheduler
