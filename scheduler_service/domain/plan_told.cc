// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_told.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::scheduler {
namespace {

using Sentences = std::multiset<std::string>;

std::string Sentence(const v1::PlanPlacement& placement) {
  return absl::StrCat(placement.assignment(), ", ", placement.person(), " in ", placement.item(), ",");
}

std::string Sentence(const v1::PlanLevel& level) {
  return absl::StrCat(v1::PlanGoal_Name(level.goal()), " of ", level.value(), " and at most ", level.bound());
}

template <typename Messages>
Sentences SentencesOf(const Messages& messages) {
  Sentences sentences;
  for (const auto& message : messages) sentences.insert(Sentence(message));
  return sentences;
}

Sentences ProvenPlacements(const storage::v1::PlanBasis& basis, const planning::Solution& solution) {
  const PlanNames names(basis);
  Sentences sentences;
  for (const int32_t seeker : names.Chosen(solution.plan.pairs)) sentences.insert(Sentence(names.Placement(seeker)));
  return sentences;
}

void Compare(const Sentences& told, const Sentences& proven, std::vector<std::string>& findings) {
  std::vector<std::string> only;
  std::set_difference(told.begin(), told.end(), proven.begin(), proven.end(), std::back_inserter(only));
  for (const std::string& sentence : only)
    findings.push_back(absl::StrCat(sentence, " is in the plan, but not in the proof of the plan"));
  only.clear();
  std::set_difference(proven.begin(), proven.end(), told.begin(), told.end(), std::back_inserter(only));
  for (const std::string& sentence : only)
    findings.push_back(absl::StrCat(sentence, " is in the proof of the plan, but not in the plan"));
}

}  // namespace

std::vector<std::string> FindingsInTold(const v1::Plan& plan, const storage::v1::PlanBasis& basis,
                                        const planning::Solution& solution, const std::vector<v1::PlanLevel>& levels) {
  std::vector<std::string> findings;
  Compare(SentencesOf(plan.placements()), ProvenPlacements(basis, solution), findings);
  Compare(SentencesOf(plan.levels()), SentencesOf(levels), findings);
  if (findings.size() > planning::kFindingsMax) findings.resize(planning::kFindingsMax);
  return findings;
}

}  // namespace jiedui::scheduler
