// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_matching.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/verify.h"

namespace jiedui::scheduler {
namespace {

using planning::Application;
using planning::At;
using planning::Instance;
using planning::Market;
using planning::Size;
using storage::v1::PlanBasis;

// Beyond every wish and standing that can be told.
constexpr int32_t kAfterAllTold = 1'000'000;

int32_t RankOf(const google::protobuf::RepeatedField<int32_t>& told, int32_t pair, int32_t place) {
  const int32_t rank = told.empty() ? 0 : told.Get(pair);
  return rank > 0 ? rank : kAfterAllTold + place;
}

Application ApplicationOf(const PlanBasis& basis, const Instance& instance, int32_t person, int32_t pair) {
  const int32_t item = instance.pair_item[At(pair)];
  const int32_t seeker = basis.pair_seekers(pair);
  const bool has_region = basis.item_regions(item) >= 0;
  return {.applicant = person,
          .posting = item,
          .wish = RankOf(basis.pair_wishes(), pair, seeker),
          .standing = RankOf(basis.pair_standings(), pair, has_region ? person : seeker),
          .region_rank = person};
}

int32_t RegionOf(const v1::PlanMatching& matching, const std::string& division) {
  for (int32_t region = 0; region < matching.region_caps_size(); ++region)
    if (LiesIn(division, matching.region_caps(region).division())) return region;
  return -1;
}

// Seats by division or category, and who must stay at home, are no matter of two sides.
std::vector<RuleViolation> NotOfAMarket(const PlanFacts& facts, const PlanModel& model) {
  std::vector<RuleViolation> violations;
  for (const PlannedItem& planned : facts.items) {
    const int away_max = IsFullTime(planned.item) ? planned.item.requirements.away_per_organization_max() : 0;
    if (away_max > 0 && !model.instance.home_covers.empty())
      violations.push_back({"ORGANIZATION_COVERAGE", planned.item.name,
                            absl::StrCat("found at most ", away_max,
                                         " of an organisation away at a time, where more might be, required no limit "
                                         "that could bind: a matching does not look at it")});
    const auto& quotas = model.basis.quota_seats();
    if (std::any_of(quotas.begin(), quotas.end(),
                    [&](const v1::PlanSeats& seats) { return seats.item() == planned.item.name; }))
      violations.push_back(
          {"QUOTA", planned.item.name, "found quotas, required none: a matching does not look at them"});
  }
  return violations;
}

// Applications come by person, so in a posting with a region their standings must not fall.
std::vector<RuleViolation> AgainstTheOrder(const PlanBasis& basis, const Market& market) {
  std::map<int32_t, const Application*> last;   // of a posting: whom it likes least so far
  std::map<int32_t, RuleViolation> violations;  // a posting
  const PlanNames names(basis);
  for (const Application& one : market.applications) {
    if (market.postings[At(one.posting)].region < 0) continue;
    const Application*& before = last[one.posting];
    if (before != nullptr && one.standing < before->standing) {
      const std::string& item = basis.item_seats(one.posting).item();
      violations.try_emplace(
          one.posting, RuleViolation{"STANDING", item,
                                     absl::StrCat("found ", names.Person(one.applicant), " ranked before ",
                                                  names.Person(before->applicant),
                                                  ", required the plan's order of people, as a region has a cap")});
    } else {
      before = &one;
    }
  }
  std::vector<RuleViolation> all;
  all.reserve(violations.size());
  for (auto& [posting, violation] : violations) all.push_back(std::move(violation));
  return all;
}

bool IsWhole(const PlanBasis& basis, const Instance& instance) {
  const auto is_by_pair = [&](const auto& ranks) { return ranks.empty() || ranks.size() == instance.pairs(); };
  const auto is_region = [&](int32_t region) { return region >= -1 && region < basis.region_caps_size(); };
  const auto is_seeker = [&](int32_t seeker) { return seeker >= 0 && seeker < basis.seekers_size(); };
  return basis.is_matching() && is_by_pair(basis.pair_wishes()) && is_by_pair(basis.pair_standings()) &&
         basis.item_regions_size() == Size(instance.items.size()) &&
         basis.item_seats_size() == Size(instance.items.size()) && basis.persons_size() >= instance.people &&
         std::all_of(basis.item_regions().begin(), basis.item_regions().end(), is_region) &&
         std::all_of(basis.pair_seekers().begin(), basis.pair_seekers().end(), is_seeker);
}

// The applications that were granted, and what is wrong with them by themselves: who has what, in which number.
class Granted {
 public:
  Granted(const PlanBasis& basis, const PlanMarket& market)
      : basis_(basis), names_(basis), market_(market.market), pairs_(market.pairs) {}

  void Add(int32_t pair) {
    const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), pair);
    if (found == pairs_.end() || *found != pair) {
      const bool is_pair = pair >= 0 && pair < basis_.pair_seekers_size();
      findings_.push_back(absl::StrCat(is_pair ? names_.Assignment(basis_.pair_seekers(pair)) : "no candidacy",
                                       ": has a place that it cannot have"));
      return;
    }
    const auto application = static_cast<int32_t>(found - pairs_.begin());
    const Application& one = market_.applications[At(application)];
    granted_.push_back(application);
    ++of_applicant_[one.applicant];
    ++at_posting_[one.posting];
    if (const int32_t region = market_.postings[At(one.posting)].region; region >= 0) ++in_region_[region];
  }

  std::vector<std::string> Findings() && {
    for (const auto& [applicant, places] : of_applicant_) Limit(names_.Person(applicant), places, 1, "places");
    for (const auto& [posting, people] : at_posting_)
      Limit(basis_.item_seats(posting).item(), people, market_.postings[At(posting)].openings, "people");
    for (const auto& [region, people] : in_region_)
      Limit(absl::StrCat("division ", basis_.region_caps(region).division()), people, market_.region_caps[At(region)],
            "people");
    return std::move(findings_);
  }

  const std::vector<int32_t>& applications() const { return granted_; }

 private:
  void Limit(const std::string& subject, int32_t found, int32_t most, absl::string_view what) {
    if (found > most) findings_.push_back(absl::StrCat(subject, ": has ", found, " ", what, ", at most ", most));
  }

  const PlanBasis& basis_;
  const PlanNames names_;
  const Market& market_;
  const std::vector<int32_t>& pairs_;
  std::vector<int32_t> granted_;
  std::map<int32_t, int32_t> of_applicant_;
  std::map<int32_t, int32_t> at_posting_;
  std::map<int32_t, int32_t> in_region_;
  std::vector<std::string> findings_;
};

// Whoever would both rather have each other.
std::vector<std::string> Unstable(const PlanBasis& basis, const Market& market, const std::vector<int32_t>& granted) {
  const auto blocking = planning::BlockingPairs(market, granted);
  if (!blocking.ok()) return {std::string(blocking.status().message())};
  std::vector<std::string> findings;
  for (const planning::BlockingPair& pair : *blocking) {
    const Application& one = market.applications[At(pair.application)];
    findings.push_back(absl::StrCat(PlanNames(basis).Person(one.applicant), " and ",
                                    basis.item_seats(one.posting).item(), " would both rather have each other"));
  }
  return findings;
}

}  // namespace

absl::Status AddMatching(const PlanFacts& facts, const v1::PlanQuestion& question, PlanModel& model) {
  const std::vector<RuleViolation> beyond = NotOfAMarket(facts, model);
  if (!beyond.empty()) return RulesFailed("RULES_FAILED", beyond);
  model.basis.set_is_matching(true);
  *model.basis.mutable_region_caps() = question.matching().region_caps();
  for (const PlannedItem& planned : facts.items)
    model.basis.add_item_regions(RegionOf(question.matching(), planned.item.location));
  model.instance.items_per_person_max = 1;
  model.instance.levels = {{.name = "placed", .value = std::vector<int64_t>(model.instance.pair_item.size(), 1)}};
  ASSIGN_OR_RETURN(const PlanMarket market, MarketOf(model.basis, model.instance));
  const std::vector<RuleViolation> turned = AgainstTheOrder(model.basis, market.market);
  return turned.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", turned);
}

absl::StatusOr<PlanMarket> MarketOf(const PlanBasis& basis, const Instance& instance) {
  if (!IsWhole(basis, instance)) return absl::DataLossError("the stored basis of a matching is damaged");
  PlanMarket made;
  made.market.applicants = instance.people;
  for (size_t item = 0; item < instance.items.size(); ++item)
    made.market.postings.push_back(
        {.openings = instance.items[item].seats, .region = basis.item_regions(static_cast<int>(item))});
  for (const v1::PlanRegionCap& cap : basis.region_caps()) made.market.region_caps.push_back(cap.people_max());
  const std::vector<bool> stands = planning::StandingPairs(instance);
  for (int32_t person = 0; person < planning::PeopleWithPairs(instance); ++person)
    for (int32_t pair = instance.pair_begin[At(person)]; pair < instance.pair_begin[At(person) + 1]; ++pair) {
      if (!stands[At(pair)]) continue;
      made.market.applications.push_back(ApplicationOf(basis, instance, person, pair));
      made.pairs.push_back(pair);
    }
  return made;
}

absl::StatusOr<planning::Solution> MatchModel(const PlanModel& model) {
  ASSIGN_OR_RETURN(const PlanMarket market, MarketOf(model.basis, model.instance));
  ASSIGN_OR_RETURN(const std::vector<int32_t> granted, planning::MatchStably(market.market));
  planning::Solution solution;
  for (const int32_t application : granted) solution.plan.pairs.push_back(market.pairs[At(application)]);
  return solution;
}

absl::StatusOr<std::vector<std::string>> FindingsInMatching(const PlanBasis& basis, const Instance& instance,
                                                            const planning::Solution& solution) {
  ASSIGN_OR_RETURN(const PlanMarket market, MarketOf(basis, instance));
  Granted granted(basis, market);
  for (const int32_t pair : solution.plan.pairs) granted.Add(pair);
  const std::vector<int32_t> applications = granted.applications();
  std::vector<std::string> findings = std::move(granted).Findings();
  if (findings.empty()) findings = Unstable(basis, market.market, applications);
  if (findings.size() > planning::kFindingsMax) findings.resize(planning::kFindingsMax);
  return findings;
}

}  // namespace jiedui::scheduler
