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
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/item.h"

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

bool TellsWishes(const v1::PlanQuestion& question) {
  return std::any_of(question.ranks().begin(), question.ranks().end(),
                     [](const v1::PlanRank& rank) { return rank.wish() > 0; });
}

void CheckGoals(const v1::PlanQuestion& question, std::vector<FieldViolation>& violations) {
  std::set<int> seen;
  for (int i = 0; i < question.goals_size(); ++i) {
    const std::string field = absl::StrCat("question.goals[", i, "]");
    const v1::PlanGoal goal = question.goals(i);
    if (goal == v1::PLAN_GOAL_UNSPECIFIED || !v1::PlanGoal_IsValid(goal))
      violations.push_back({field, "is none of PRIORITY, PLACED, KEPT, PREFERENCE, FAIRNESS, SPREAD, WISHES"});
    else if (!seen.insert(goal).second)
      violations.push_back({field, absl::StrCat(v1::PlanGoal_Name(goal), " is named already")});
    else if (goal == v1::PLAN_GOAL_KEPT && question.base_plan().empty())
      violations.push_back({field, "wants a base_plan of which places can be kept"});
    else if (goal == v1::PLAN_GOAL_WISHES && !TellsWishes(question))
      violations.push_back({field, "wants ranks that tell wishes"});
  }
}

void CheckRanks(absl::string_view parent, const v1::PlanQuestion& question, std::vector<FieldViolation>& violations) {
  std::set<std::string> seen;
  for (int i = 0; i < question.ranks_size(); ++i) {
    const std::string field = absl::StrCat("question.ranks[", i, "].assignment");
    const std::string& assignment = question.ranks(i).assignment();
    if (!absl::StartsWith(assignment, absl::StrCat(parent, "/")))
      violations.push_back({field, absl::StrCat("must be of the parent ", parent)});
    else if (!seen.insert(assignment).second)
      violations.push_back({field, absl::StrCat(assignment, " is named already")});
  }
}

void CheckRegionCaps(const v1::PlanMatching& matching, std::vector<FieldViolation>& violations) {
  for (int i = 0; i < matching.region_caps_size(); ++i)
    for (int k = 0; k < i; ++k) {
      const std::string& division = matching.region_caps(i).division();
      const std::string& other = matching.region_caps(k).division();
      if (LiesIn(division, other) || LiesIn(other, division))
        violations.push_back(
            {absl::StrCat("question.matching.region_caps[", i, "].division"),
             absl::StrCat(division, " and ", other, " of region_caps[", k, "] overlap; regions must be disjoint")});
    }
}

// What says how to choose among plans, where a matching has no choice.
void CheckMatching(const v1::PlanQuestion& question, std::vector<FieldViolation>& violations) {
  if (!question.has_matching()) return;
  const auto refuse_if = [&](bool is_asked, absl::string_view field) {
    if (is_asked) violations.push_back({absl::StrCat("question.", field), "is not taken with a matching"});
  };
  refuse_if(!question.goals().empty(), "goals");
  refuse_if(!question.pinned().empty(), "pinned");
  refuse_if(!question.priority().empty(), "priority");
  refuse_if(!question.floors().empty(), "floors");
  refuse_if(!question.base_plan().empty(), "base_plan");
  refuse_if(question.items_per_person_max() > 1, "items_per_person_max");
  refuse_if(question.spread_days() > 0, "spread_days");
  refuse_if(question.travel_days() > 0, "travel_days");
  refuse_if(question.days_per_person_max() > 0, "days_per_person_max");
  for (int i = 0; i < question.items_size(); ++i)
    if (IsCourseName(question.items(i)))
      violations.push_back({absl::StrCat("question.items[", i, "]"), "is a course; a matching is of postings"});
  CheckRegionCaps(question.matching(), violations);
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
  CheckRanks(parent, question, violations);
  CheckMatching(question, violations);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

v1::PlanQuestion Completed(v1::PlanQuestion question) {
  for (Names* names :
       {question.mutable_items(), question.mutable_pinned(), question.mutable_forbidden(), question.mutable_priority()})
    Sort(*names);
  if (!question.goals().empty() || question.has_matching()) return question;
  if (!question.priority().empty()) question.add_goals(v1::PLAN_GOAL_PRIORITY);
  question.add_goals(v1::PLAN_GOAL_PLACED);
  if (!question.base_plan().empty()) question.add_goals(v1::PLAN_GOAL_KEPT);
  if (TellsWishes(question)) question.add_goals(v1::PLAN_GOAL_WISHES);
  question.add_goals(v1::PLAN_GOAL_PREFERENCE);
  return question;
}

std::string NameOf(v1::PlanGoal goal) {
  return absl::AsciiStrToLower(absl::StripPrefix(v1::PlanGoal_Name(goal), "PLAN_GOAL_"));
}

}  // namespace jiedui::scheduler
