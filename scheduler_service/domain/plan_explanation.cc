// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_explanation.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_courses.h"
#include "scheduler_service/domain/plan_loosened.h"
#include "scheduler_service/domain/plan_matching_explanation.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_obstacles.h"
#include "scheduler_service/domain/plan_raises.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/explain.h"
#include "scheduler_service/planning/explain_bounded.h"
#include "scheduler_service/planning/try_remedies.h"

namespace jiedui::scheduler {
namespace {

using planning::ChangePart;
using planning::Instance;
using planning::Obstacle;
using planning::Solution;
using storage::v1::PlanBasis;
using v1::PlanRefusal;

std::string ToDecimal(absl::int128 number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

class Teller {
 public:
  Teller(const PlanBasis& basis, const Instance& instance, const Solution& solution)
      : basis_(basis),
        names_(basis),
        instance_(instance),
        chosen_(solution.plan.pairs),
        not_run_(NotRun(instance, chosen_)) {}

  PlanRefusal Told(const planning::Refusal& refusal) const {
    PlanRefusal told = Begun(refusal.pair, refusal.obstacles);
    if (refusal.why != planning::Refusal::Why::kObstacle)
      told.set_why(IsNotRun(refusal.pair) ? PlanRefusal::WHY_NOT_RUN : WhyOf(refusal.why));
    *told.mutable_brings() = names_.Amounts(refusal.brings);
    *told.mutable_costs() = names_.Amounts(refusal.costs);
    if (refusal.level != planning::kNone) told.set_decided_by(basis_.goals(refusal.level));
    for (const planning::PersonMove& move : refusal.chain) *told.add_chain() = Told(move);
    return told;
  }

  PlanRefusal Told(const planning::BoundedRefusal& refusal) const {
    PlanRefusal told = Begun(refusal.pair, refusal.obstacles);
    if (!refusal.obstacles.empty()) return told;
    const bool is_certain = refusal.costs_at_least > 0;
    told.set_why(IsNotRun(refusal.pair) ? PlanRefusal::WHY_NOT_RUN
                 : is_certain           ? PlanRefusal::WHY_OUTRANKED
                                        : PlanRefusal::WHY_OPEN);
    told.set_costs_at_least(ToDecimal(refusal.costs_at_least));
    return told;
  }

  v1::PlanRemedy Told(const planning::Remedy& remedy) const {
    v1::PlanRemedy told;
    told.set_assignment(names_.Assignment(basis_.pair_seekers(remedy.pair)));
    for (const ChangePart& part : remedy.parts) *told.add_parts() = Told(part);
    *told.mutable_effects() = names_.Amounts(remedy.effect);
    told.set_bounded(!remedy.is_exact);
    told.set_first_effect_least(remedy.effect_least);
    told.set_first_effect_most(remedy.effect_most);
    return told;
  }

 private:
  bool IsNotRun(int32_t pair) const {
    return not_run_[static_cast<size_t>(instance_.pair_item[static_cast<size_t>(pair)])];
  }

  // What both kinds of refusal have.
  PlanRefusal Begun(int32_t pair, const std::vector<Obstacle>& obstacles) const {
    PlanRefusal told;
    told.set_assignment(names_.Assignment(basis_.pair_seekers(pair)));
    *told.mutable_seats() = SeatsOf(pair);
    for (const Obstacle& obstacle : obstacles) {
      if (obstacle.kind == Obstacle::Kind::kForbidden) told.set_why(PlanRefusal::WHY_FORBIDDEN);
      if (obstacle.kind != Obstacle::Kind::kForbidden) *told.add_findings() = FindingOf(basis_, instance_, obstacle);
    }
    if (!told.findings().empty()) told.set_why(PlanRefusal::WHY_RULES);
    told.set_near_miss(obstacles.size() == 1 && told.findings_size() == 1);
    if (obstacles.empty()) AddGivenUp(pair, told);
    return told;
  }

  void AddGivenUp(int32_t pair, PlanRefusal& told) const {
    const auto person = static_cast<size_t>(planning::PersonOfPair(instance_, pair));
    const auto end = std::lower_bound(chosen_.begin(), chosen_.end(), instance_.pair_begin[person + 1]);
    for (auto own = std::lower_bound(chosen_.begin(), end, instance_.pair_begin[person]); own != end; ++own)
      if (!planning::CanHaveBoth(instance_, *own, pair))
        told.add_gives_up(names_.Assignment(basis_.pair_seekers(*own)));
  }

  static PlanRefusal::Why WhyOf(planning::Refusal::Why why) {
    switch (why) {
      case planning::Refusal::Why::kOutranked:
        return PlanRefusal::WHY_OUTRANKED;
      case planning::Refusal::Why::kTied:
        return PlanRefusal::WHY_TIED;
      case planning::Refusal::Why::kNoPlace:
        return PlanRefusal::WHY_NO_PLACE;
      case planning::Refusal::Why::kObstacle:
        break;
    }
    return PlanRefusal::WHY_RULES;
  }

  v1::PlanMove Told(const planning::PersonMove& move) const {
    v1::PlanMove told;
    told.set_person(names_.Person(move.person));
    if (move.from != planning::kNone) *told.mutable_from() = SeatsOf(move.from);
    if (move.to != planning::kNone) *told.mutable_to() = SeatsOf(move.to);
    return told;
  }

  v1::PlanRemedyPart Told(const ChangePart& part) const {
    v1::PlanRemedyPart told;
    switch (part.kind) {
      case ChangePart::Kind::kLowerMinimum:
        told.set_kind(v1::PlanRemedyPart::KIND_LOWER_MINIMUM);
        *told.mutable_seats() = basis_.item_seats(part.index);
        told.set_amount(part.amount);
        told.set_description(absl::StrCat(told.seats().item(), " asks for ", part.amount, " fewer participants"));
        return told;
      case ChangePart::Kind::kMoreSeats:
        return MoreSeats(basis_.item_seats(part.index), part.amount);
      case ChangePart::Kind::kMoreInQuota:
        return MoreSeats(basis_.quota_seats(part.index), part.amount);
      case ChangePart::Kind::kRaise:
        return MoreSeats(basis_.raises(part.index).seats(), part.amount);
      case ChangePart::Kind::kGiveUpPinned:
        return GivenUp(v1::PlanRemedyPart::KIND_GIVE_UP_PINNED, names_.Assignment(basis_.pair_seekers(part.index)));
      case ChangePart::Kind::kGiveUpBusy:
      case ChangePart::Kind::kComplete:
        break;
    }
    return GivenUp(v1::PlanRemedyPart::KIND_GIVE_UP, basis_.busy_subjects(part.index));
  }

  static v1::PlanRemedyPart MoreSeats(const v1::PlanSeats& seats, int32_t amount) {
    v1::PlanRemedyPart told;
    told.set_kind(v1::PlanRemedyPart::KIND_MORE_SEATS);
    *told.mutable_seats() = seats;
    told.set_amount(amount);
    told.set_description(absl::StrCat(amount, " more of the ", DescribeMore(seats)));
    return told;
  }

  static v1::PlanRemedyPart GivenUp(v1::PlanRemedyPart::Kind kind, const std::string& subject) {
    v1::PlanRemedyPart told;
    told.set_kind(kind);
    told.set_subject(subject);
    told.set_description(absl::StrCat("give up ", subject));
    return told;
  }

  const v1::PlanSeats& SeatsOf(int32_t pair) const {
    return basis_.item_seats(instance_.pair_item[static_cast<size_t>(pair)]);
  }

  const PlanBasis& basis_;
  const PlanNames names_;
  const Instance& instance_;
  const std::vector<int32_t>& chosen_;  // ascending
  const std::vector<bool> not_run_;     // an item of the instance
};

// Candidacies that rules refused before there was a plan.
void AddRefused(const PlanBasis& basis, const std::vector<int32_t>& seekers, v1::PersonExplanation& explanation) {
  const PlanNames names(basis);
  for (const int32_t seeker : seekers) {
    const auto& findings = basis.seekers(seeker).findings();
    if (findings.empty()) continue;
    PlanRefusal& refusal = *explanation.add_refusals();
    refusal.set_assignment(names.Assignment(seeker));
    refusal.mutable_seats()->set_item(names.Item(seeker));
    refusal.set_why(PlanRefusal::WHY_RULES);
    *refusal.mutable_findings() = findings;
    refusal.set_near_miss(findings.size() == 1);
  }
}

absl::Status AddProven(const PlanBasis& basis, const Instance& instance, const Solution& solution, int32_t person,
                       v1::PersonExplanation& explanation) {
  ASSIGN_OR_RETURN(planning::Explainer explainer, planning::Explainer::Make(instance, solution));
  const planning::Explanation found = explainer.Explain(person);
  const Teller teller(basis, instance, solution);
  for (const auto& refusal : found.refusals) *explanation.add_refusals() = teller.Told(refusal);
  for (const auto& remedy : found.remedies) *explanation.add_remedies() = teller.Told(remedy);
  return absl::OkStatus();
}

void AddBounded(const PlanBasis& basis, const Instance& instance, const Solution& solution,
                const planning::TriedExplanation& tried, v1::PersonExplanation& explanation) {
  const Teller teller(basis, instance, solution);
  for (const auto& found : planning::ExplainBounded(instance, solution, 0, {tried.person}))
    for (const auto& refusal : found.refusals) {
      PlanRefusal& told = *explanation.add_refusals();
      told = teller.Told(refusal);
      const auto certain = std::find_if(tried.refusals.begin(), tried.refusals.end(),
                                        [&](const auto& other) { return other.pair == refusal.pair; });
      if (certain == tried.refusals.end()) continue;
      const std::string costs_at_least = told.costs_at_least();
      told = teller.Told(*certain);
      // 0 would say that nothing is certain.
      if (certain->costs.empty() && costs_at_least != "0") told.set_costs_at_least(costs_at_least);
    }
  for (const auto& remedy : tried.remedies) *explanation.add_remedies() = teller.Told(remedy);
  explanation.set_plans_tried(tried.plans);
  explanation.set_more_untried(!tried.is_complete);
}

void AddMatched(const PlanBasis& basis, const Instance& instance, const Solution& solution,
                const MatchingExplanation& found, v1::PersonExplanation& explanation) {
  const Teller teller(basis, instance, solution);
  for (const auto& refusal : found.refusals) *explanation.add_refusals() = teller.Told(refusal);
  for (const auto& remedy : found.remedies) *explanation.add_remedies() = remedy;
  explanation.set_plans_tried(found.plans_tried);
  explanation.set_more_untried(!found.is_complete);
}

void AddPlacements(const PlanBasis& basis, const Solution& solution, const std::vector<int32_t>& seekers,
                   v1::PersonExplanation& explanation) {
  for (const int32_t seeker : seekers) {
    const bool has_seat = std::any_of(solution.plan.pairs.begin(), solution.plan.pairs.end(),
                                      [&](int32_t pair) { return basis.pair_seekers(pair) == seeker; });
    if (has_seat) *explanation.add_placements() = PlanNames(basis).Placement(seeker);
  }
}

// Parts of an item's seats that the person has not got, at an item that they have: nothing is missing.
void DropSatisfied(v1::PersonExplanation& explanation) {
  const auto has = [&](const std::string& assignment) {
    return std::any_of(explanation.placements().begin(), explanation.placements().end(),
                       [&](const auto& placement) { return placement.assignment() == assignment; });
  };
  const auto drop = [&](auto& of_assignments) {
    const auto kept = std::remove_if(of_assignments.begin(), of_assignments.end(),
                                     [&](const auto& one) { return has(one.assignment()); });
    of_assignments.erase(kept, of_assignments.end());
  };
  drop(*explanation.mutable_refusals());
  drop(*explanation.mutable_remedies());
}

}  // namespace

absl::StatusOr<v1::PersonExplanation> ExplainInPlan(const PlanBasis& basis, absl::string_view person,
                                                    const std::function<bool()>& stop) {
  const std::optional<int32_t> number = PlanNames(basis).FindPerson(person);
  if (!number.has_value()) return ResourceNotFound(kPersonType, person);
  ASSIGN_OR_RETURN(const Instance instance, InstanceOf(basis));
  ASSIGN_OR_RETURN(const Solution solution, SolutionOf(basis));
  const std::vector<int32_t> seekers = PlanNames(basis).SeekersOf(*number);
  v1::PersonExplanation explanation;
  explanation.set_person(std::string(person));
  AddPlacements(basis, solution, seekers, explanation);
  const bool has_everything = explanation.placements_size() == static_cast<int>(seekers.size());
  const bool has_pairs = !has_everything && *number + 1 < static_cast<int32_t>(instance.pair_begin.size());
  ASSIGN_OR_RETURN(const std::vector<planning::SeatRaise> raises, RaisesOf(basis, instance));
  const bool is_proven = !basis.is_matching() && raises.empty() && planning::PricesSayAll(instance, solution);
  if (has_pairs && basis.is_matching()) {
    ASSIGN_OR_RETURN(const MatchingExplanation found, ExplainMatching(basis, instance, solution, *number, stop));
    AddMatched(basis, instance, solution, found, explanation);
  }
  if (has_pairs && is_proven) RETURN_IF_ERROR(AddProven(basis, instance, solution, *number, explanation));
  if (has_pairs && !is_proven && !solution.certificate.proofs.empty())
    AddBounded(basis, instance, solution, planning::TryRemedies(instance, solution, *number, {.stop = stop}, raises),
               explanation);
  DropSatisfied(explanation);
  RETURN_IF_ERROR(LoosenParting(basis, solution, explanation));
  // Behind it, because a course that is left without anybody may lose more than a parted pool leaves open.
  LoosenGivenUp(basis, instance, solution, explanation);
  AddRefused(basis, seekers, explanation);
  return explanation;
}

}  // namespace jiedui::scheduler
