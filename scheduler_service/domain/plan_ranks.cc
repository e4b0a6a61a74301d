// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_ranks.h"

#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

// By seeker; nothing is told of whom the question does not name.
std::vector<v1::PlanRank> RanksOf(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question) {
  std::map<std::string, const v1::PlanRank*> told;
  for (const v1::PlanRank& rank : question.ranks()) told.emplace(rank.assignment(), &rank);
  std::vector<v1::PlanRank> ranks(seekers.size());
  for (size_t k = 0; k < seekers.size(); ++k)
    if (const auto found = told.find(seekers[k].assignment); found != told.end()) ranks[k] = *found->second;
  return ranks;
}

std::vector<RuleViolation> WishesTwice(const std::vector<PlanCandidate>& seekers,
                                       const std::vector<v1::PlanRank>& ranks) {
  std::vector<RuleViolation> twice;
  std::map<std::pair<std::string, int32_t>, std::string> first;  // of a person and wish: the assignment
  for (size_t k = 0; k < seekers.size(); ++k) {
    if (ranks[k].wish() == 0) continue;
    const auto [other, is_new] = first.emplace(std::pair(seekers[k].person, ranks[k].wish()), seekers[k].assignment);
    if (!is_new)
      twice.push_back({"WISH", seekers[k].assignment,
                       absl::StrCat("found wish ", ranks[k].wish(), ", which ", other->second,
                                    " of the same person has too, required another one")});
  }
  return twice;
}

}  // namespace

std::vector<int64_t> WishValues(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question) {
  const std::vector<v1::PlanRank> ranks = RanksOf(seekers, question);
  std::set<int32_t> wishes;
  for (const v1::PlanRank& rank : ranks)
    if (rank.wish() > 0) wishes.insert(rank.wish());
  std::vector<int64_t> values;
  values.reserve(ranks.size());
  for (const v1::PlanRank& rank : ranks)
    values.push_back(rank.wish() > 0 ? std::distance(wishes.find(rank.wish()), wishes.end()) : 0);
  return values;
}

absl::Status AddRanks(const std::vector<PlanCandidate>& seekers, const v1::PlanQuestion& question, PlanModel& model) {
  if (question.ranks().empty()) return absl::OkStatus();
  const std::vector<v1::PlanRank> ranks = RanksOf(seekers, question);
  const std::vector<RuleViolation> twice = WishesTwice(seekers, ranks);
  if (!twice.empty()) return RulesFailed("RULES_FAILED", twice);
  for (const int32_t seeker : model.basis.pair_seekers()) {
    model.basis.add_pair_wishes(ranks[static_cast<size_t>(seeker)].wish());
    model.basis.add_pair_standings(ranks[static_cast<size_t>(seeker)].standing());
  }
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
