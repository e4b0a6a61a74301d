// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_answer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_courses.h"
#include "scheduler_service/domain/plan_divisions.h"
#include "scheduler_service/domain/plan_expiry.h"
#include "scheduler_service/domain/plan_floors.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_parting.h"
#include "scheduler_service/domain/plan_periods.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/explain.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;
using v1::Plan;

RuleViolation FloorViolation(const PlanModel& model, int32_t quota) {
  const v1::PlanSeats& seats = model.basis.quota_seats(quota);
  const int floor = model.instance.quotas[static_cast<size_t>(quota)].floor;
  return {"FLOOR", seats.item(),
          absl::StrCat("found fewer left by the other rules, required ", DescribeFloor(floor, seats.division()))};
}

RuleViolation ViolationOf(const PlanModel& model, const planning::RuleRef& rule) {
  using Kind = planning::RuleRef::Kind;
  if (rule.kind == Kind::kPin) {
    const PlanNames names(model.basis);
    const std::string assignment = names.Assignment(model.basis.pair_seekers(rule.index));
    return {"PIN", assignment, "found it pinned, required one fewer of these"};
  }
  if (rule.kind == Kind::kFloor) return FloorViolation(model, rule.index);
  const bool is_quota = rule.kind == Kind::kCeiling;
  const v1::PlanSeats& seats = is_quota ? model.basis.quota_seats(rule.index) : model.basis.item_seats(rule.index);
  const int free = is_quota ? model.instance.quotas[static_cast<size_t>(rule.index)].ceiling
                            : model.instance.items[static_cast<size_t>(rule.index)].seats;
  return {is_quota ? "QUOTA" : "SEATS", seats.item(), absl::StrCat("found ", free, " free ", Describe(seats))};
}

// How many may come to each item of the instance, each by themselves. A course with a minimum is one of them.
std::vector<int> CandidatesByItem(const planning::Instance& instance) {
  const std::vector<bool> stands = planning::StandingPairs(instance);
  std::vector<int> candidates(instance.items.size());
  for (size_t pair = 0; pair < stands.size(); ++pair)
    if (stands[pair]) ++candidates[static_cast<size_t>(instance.pair_item[pair])];
  return candidates;
}

// Items that somebody is pinned in, and that ask for so many people or none.
std::set<size_t> PinnedWithMinimum(const planning::Instance& instance) {
  std::set<size_t> items;
  for (const int32_t pin : instance.pinned) {
    const auto item = static_cast<size_t>(instance.pair_item[static_cast<size_t>(pin)]);
    if (instance.items[item].seats_min > 0) items.insert(item);
  }
  return items;
}

// Of these, those that fewer may come to than they ask for.
std::vector<RuleViolation> CertainlyBelowMinimum(const PlanModel& model) {
  const std::vector<int> candidates = CandidatesByItem(model.instance);
  std::vector<RuleViolation> violations;
  for (const size_t item : PinnedWithMinimum(model.instance))
    if (const int least = model.instance.items[item].seats_min; candidates[item] < least)
      violations.push_back({"SEATS_MIN", model.basis.item_seats(static_cast<int>(item)).item(),
                            absl::StrCat("found too few who could join whom is pinned, ", candidates[item],
                                         " with them, required ", least, " or nobody")});
  return violations;
}

// Where none is certain, all that somebody is pinned in: together their minima and floors cannot hold.
std::vector<RuleViolation> PinnedBelowMinimum(const PlanModel& model) {
  std::vector<RuleViolation> violations = CertainlyBelowMinimum(model);
  if (!violations.empty()) return violations;
  const std::set<size_t> asking = PinnedWithMinimum(model.instance);
  for (const size_t item : asking)
    violations.push_back(
        {"SEATS_MIN", model.basis.item_seats(static_cast<int>(item)).item(),
         absl::StrCat("found somebody pinned and a minimum of ", model.instance.items[item].seats_min,
                      ", required one fewer of these: with the other rules they cannot hold together")});
  for (int32_t q = 0; q < static_cast<int32_t>(model.instance.quotas.size()); ++q) {
    const planning::Quota& quota = model.instance.quotas[static_cast<size_t>(q)];
    if (quota.floor > 0 && asking.count(static_cast<size_t>(quota.item)) > 0)
      violations.push_back(FloorViolation(model, q));
  }
  return violations;
}

// Where the model is stricter than the rules, that it has no plan does not show that there is none.
void AddStricter(const PlanBasis& basis, std::vector<RuleViolation>& violations) {
  for (const std::string& rule : basis.stricter())
    violations.push_back({"STRICTER", absl::StrCat("pairings/", basis.pairing()),
                          absl::StrCat("found a rule kept more strictly than asked (", rule,
                                       "), required none: a plan by the rules as they are is not ruled out")});
}

// The name of what `array` holds at `index`; empty if it is none.
std::string NameIn(const PlanBasis& basis, absl::string_view array, int32_t index) {
  const PlanNames names(basis);
  if (array == "items" && index < basis.item_seats_size()) return Describe(basis.item_seats(index));
  if (array == "quotas" && index < basis.quota_seats_size()) return Describe(basis.quota_seats(index));
  if (array == "people") return names.Person(index);
  if (array == "home_covers" && index < basis.home_covers_size()) return basis.home_covers(index);
  if (array == "pairs" && index < basis.pair_seekers_size() && basis.pair_seekers(index) < basis.seekers_size())
    return names.Assignment(basis.pair_seekers(index));
  return "";
}

Plan::Method MethodOf(const PlanBasis& basis, planning::Method method) {
  if (basis.is_matching()) return Plan::METHOD_DEFERRED_ACCEPTANCE;
  return method == planning::Method::kFlow ? Plan::METHOD_FLOW : Plan::METHOD_PRICES;
}

// Where the prices say all, the case is exact: that need not be found out again.
void TellWhyNotExact(const PlanModel& model, const planning::Solution& solution, Plan& plan) {
  if (model.basis.is_matching() || planning::PricesSayAll(model.instance, solution)) return;
  for (const std::string& why : planning::WhyNotExact(model.instance)) plan.add_not_exact(InNames(model.basis, why));
}

// What lies between the bounds and the rules, and whether the plan is the best. A matching has no goals to be the best
// by: it is judged by who would rather have each other (plan_matching.h).
void TellProof(const PlanBasis& basis, const planning::Solution& solution, Plan& plan) {
  const bool has_gap =
      std::any_of(plan.levels().begin(), plan.levels().end(), [](const auto& level) { return level.gap() != 0; });
  bool is_best = solution.plan.optimal();
  if (basis.has_relaxation()) {
    const auto& rules = basis.relaxation().stricter();
    is_best = !plan.levels().empty() && !has_gap &&
              std::find(rules.begin(), rules.end(), planning::kFairnessIsBounded) == rules.end();
    if (has_gap) plan.mutable_relaxed()->CopyFrom(rules);
    if (has_gap) plan.add_relaxed(DescribeParting(basis));
  } else {
    for (const std::string& rule : solution.plan.relaxed) plan.add_relaxed(InNames(basis, rule));
  }
  for (const std::string& rule : basis.stricter()) plan.add_relaxed(rule);
  plan.set_optimal(!basis.is_matching() && is_best && basis.stricter().empty());
}

// Whom a rule refuses: before there is an instance, or by the days on which the person is elsewhere, which it knows of.
int CountRefused(const PlanModel& model) {
  const PlanBasis& basis = model.basis;
  std::set<int32_t> refused;
  for (int32_t seeker = 0; seeker < basis.seekers_size(); ++seeker)
    if (!basis.seekers(seeker).findings().empty()) refused.insert(seeker);
  for (int32_t person = 0; person < planning::PeopleWithPairs(model.instance); ++person)
    for (int32_t pair = model.instance.pair_begin[planning::At(person)];
         pair < model.instance.pair_begin[planning::At(person) + 1]; ++pair)
      if (planning::IsOnBusyDays(model.instance, person, pair)) refused.insert(basis.pair_seekers(pair));
  return static_cast<int>(refused.size());
}

void AddEvent(absl::string_view verb, const Stamp& stamp, Plan& plan) {
  v1::PlanEvent& event = *plan.add_events();
  event.set_state(plan.state());
  event.set_verb(std::string(verb));
  event.set_actor(stamp.actor);
  *event.mutable_record_time() = ToTimestamp(stamp.now);
}

}  // namespace

std::vector<v1::PlanLevel> LevelsOf(const PlanBasis& basis, const std::vector<int64_t>& value,
                                    const std::vector<int64_t>& bound) {
  std::vector<v1::PlanLevel> levels;
  for (size_t l = 0; l < value.size() && l < static_cast<size_t>(basis.goals_size()); ++l) {
    v1::PlanLevel& level = levels.emplace_back();
    level.set_goal(basis.goals(static_cast<int>(l)));
    level.set_value(value[l]);
    level.set_bound(bound[l]);
    level.set_gap(bound[l] - value[l]);
  }
  return levels;
}

absl::StatusOr<std::vector<v1::PlanLevel>> ProvenLevels(const PlanBasis& basis, const planning::Solution& solution) {
  if (!basis.has_relaxation()) return LevelsOf(basis, solution.plan.value, solution.plan.bound);
  ASSIGN_OR_RETURN(const planning::Verdict verdict, JudgeByRelaxation(basis, solution));
  if (!verdict.ok())
    return absl::InternalError(absl::StrCat("the plan is none of its relaxation: ", verdict.findings.front()));
  return LevelsOf(basis, solution.plan.value, verdict.bound);
}

absl::StatusOr<Plan> PlanOf(const PlanModel& model, const planning::Solution& solution) {
  const PlanBasis& basis = model.basis;
  const PlanNames names(basis);
  Plan plan;
  ASSIGN_OR_RETURN(std::vector<v1::PlanLevel> levels, ProvenLevels(basis, solution));
  for (v1::PlanLevel& level : levels) *plan.add_levels() = std::move(level);
  plan.set_method(MethodOf(basis, solution.plan.method));
  TellProof(basis, solution, plan);
  TellWhyNotExact(model, solution, plan);
  const std::set<int32_t> chosen = names.Chosen(solution.plan.pairs);
  for (const int32_t seeker : chosen) *plan.add_placements() = names.Placement(seeker);
  TellCourseSizes(model, chosen, plan);
  TellDivisions(model, chosen, plan);
  TellPeriods(basis, chosen, plan);
  plan.set_candidates(basis.seekers_size());
  plan.set_refused(CountRefused(model));
  plan.set_left_out(plan.candidates() - plan.placements_size());
  return plan;
}

void AddEffects(const Plan& without, Plan& plan) {
  for (int l = 0; l < std::min(plan.levels_size(), without.levels_size()); ++l) {
    // What evenness is worth is counted by the sizes of divisions and periods, which edits change: no two such values
    // compare.
    const v1::PlanGoal goal = plan.levels(l).goal();
    if (goal == v1::PLAN_GOAL_FAIRNESS || goal == v1::PLAN_GOAL_SPREAD) continue;
    v1::PlanEffect& effect = *plan.add_effects();
    effect.set_goal(plan.levels(l).goal());
    effect.set_change(plan.levels(l).value() - without.levels(l).value());
    effect.set_exact(plan.optimal() && without.optimal());
  }
}

absl::Status NoPlan(const PlanModel& model, const planning::Infeasible& infeasible) {
  if (model.basis.has_relaxation()) return NoPlanWithParting(model.basis);
  std::vector<RuleViolation> violations;
  for (const planning::RuleRef& rule : infeasible.conflict) violations.push_back(ViolationOf(model, rule));
  AddStricter(model.basis, violations);
  return RulesFailed("PLAN_INFEASIBLE", violations);
}

absl::Status NoPlan(const PlanModel& model, const absl::Status& error) {
  const std::string pairing = absl::StrCat("pairings/", model.basis.pairing());
  if (absl::IsFailedPrecondition(error) && model.basis.has_relaxation() && CertainlyBelowMinimum(model).empty())
    return NoPlanWithParting(model.basis);
  if (absl::IsInvalidArgument(error)) return absl::InternalError(error.message());
  if (absl::IsOutOfRange(error))
    return LimitExceeded(pairing, "fewer goals, or fewer candidates: so many of both do not fit the planner's numbers");
  if (absl::IsResourceExhausted(error)) return LimitExceeded(pairing, InNames(model.basis, error.message()));
  if (!absl::IsFailedPrecondition(error)) return error;
  std::vector<RuleViolation> violations = PinnedBelowMinimum(model);
  if (violations.empty()) violations.push_back({"PIN", pairing, InNames(model.basis, error.message())});
  AddStricter(model.basis, violations);
  return RulesFailed("PLAN_INFEASIBLE", violations);
}

std::string InNames(const PlanBasis& basis, absl::string_view sentence) {
  std::string named;
  while (!sentence.empty()) {
    const size_t open = sentence.find('[');
    const size_t close = sentence.find(']', open);
    if (open == absl::string_view::npos || close == absl::string_view::npos) break;
    const size_t begin = sentence.find_last_of(" (", open) + 1;  // npos + 1 = 0
    int32_t index = 0;
    std::string name;
    if (absl::SimpleAtoi(sentence.substr(open + 1, close - open - 1), &index) && index >= 0)
      name = NameIn(basis, sentence.substr(begin, open - begin), index);
    absl::StrAppend(&named, sentence.substr(0, name.empty() ? close + 1 : begin), name);
    sentence.remove_prefix(close + 1);
  }
  return absl::StrCat(named, sentence);
}

void Propose(const Stamp& stamp, Plan& plan) {
  plan.set_state(Plan::STATE_PROPOSED);
  SetExpireTime(stamp, plan);
  AddEvent("CreatePlan", stamp, plan);
  MarkCreated(plan, stamp);
}

absl::StatusOr<bool> MovePlan(Plan::State to, absl::string_view verb, absl::string_view etag, const Stamp& stamp,
                              Plan& plan) {
  if (plan.state() == to) return false;
  if (!etag.empty() && etag != plan.etag()) return EtagMismatch(plan.name(), etag, plan.etag());
  if (plan.state() != Plan::STATE_PROPOSED) {
    const std::string& found = Plan::State_Name(plan.state());
    return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                     absl::StrCat(plan.name(), ": found ", found, ", which does not allow ", verb, "; possible: none"),
                     {{"resource", plan.name()}, {"state", found}, {"verb", std::string(verb)}, {"possible", "none"}});
  }
  plan.set_state(to);
  SetExpireTime(stamp, plan);
  AddEvent(verb, stamp, plan);
  MarkUpdated(plan, stamp);
  return true;
}

}  // namespace jiedui::scheduler
