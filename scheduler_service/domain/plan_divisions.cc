// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_divisions.h"

#include <algorithm>
#include <map>
#include <string>

#include "scheduler_service/domain/plan_groups.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::PlanBasis;

void NameDivisions(const PlanFacts& facts, PlanBasis& basis) {
  std::map<std::string, int32_t> number_of;
  for (const PlanCandidate& seeker : facts.seekers) number_of.emplace(seeker.seating.division, 0);
  for (auto& [division, number] : number_of) {
    number = basis.divisions_size();
    basis.add_divisions(division);
  }
  for (int k = 0; k < basis.seekers_size(); ++k)
    basis.mutable_seekers(k)->set_division(number_of[facts.seekers[static_cast<size_t>(k)].seating.division]);
}

planning::Level* FairLevel(PlanModel& model) {
  for (int l = 0; l < model.basis.goals_size(); ++l)
    if (model.basis.goals(l) == v1::PLAN_GOAL_FAIRNESS) return &model.instance.levels[static_cast<size_t>(l)];
  return nullptr;
}

// Who may get something, by person of the instance: whom nothing but the others keeps from a seat.
std::vector<bool> PeopleThatStand(const planning::Instance& instance) {
  const std::vector<bool> stands = planning::StandingPairs(instance);
  std::vector<bool> people;
  for (size_t person = 0; person + 1 < instance.pair_begin.size(); ++person)
    people.push_back(std::find(stands.begin() + instance.pair_begin[person],
                               stands.begin() + instance.pair_begin[person + 1],
                               true) != stands.begin() + instance.pair_begin[person + 1]);
  return people;
}

}  // namespace

void AddDivisions(const PlanFacts& facts, const std::vector<std::vector<int32_t>>& seekers_of, PlanModel& model) {
  NameDivisions(facts, model.basis);
  planning::Level* const level = FairLevel(model);
  if (level == nullptr) return;
  const int32_t first = model.instance.groups;
  std::vector<bool> has_people(static_cast<size_t>(model.basis.divisions_size()));
  const std::vector<bool> stands = PeopleThatStand(model.instance);
  PlanGroups groups(model.instance);
  for (size_t person = 0; person < seekers_of.size(); ++person) {
    const int32_t division = model.basis.seekers(seekers_of[person].front()).division();
    if (model.basis.divisions(division).empty() || !stands[person]) continue;
    has_people[static_cast<size_t>(division)] = true;
    groups.Add(static_cast<int32_t>(person), first + division);
  }
  groups.Write(model.instance);
  model.instance.groups += model.basis.divisions_size();
  for (int32_t division = 0; division < model.basis.divisions_size(); ++division)
    if (has_people[static_cast<size_t>(division)]) level->fair_groups.push_back(first + division);
}

void TellDivisions(const PlanModel& model, const std::set<int32_t>& chosen, v1::Plan& plan) {
  const PlanBasis& basis = model.basis;
  const std::vector<bool> stands = PeopleThatStand(model.instance);
  std::map<int32_t, int32_t> division_of;  // a person
  for (const auto& seeker : basis.seekers())
    if (const auto person = static_cast<size_t>(seeker.person());
        seeker.findings().empty() && person < stands.size() && stands[person])
      division_of.emplace(seeker.person(), seeker.division());
  std::vector<v1::PlanDivision> divisions(static_cast<size_t>(basis.divisions_size()));
  const auto of_person = [&](int32_t person) -> v1::PlanDivision& {
    return divisions[static_cast<size_t>(division_of.at(person))];
  };
  for (const auto& [person, division] : division_of) of_person(person).set_people(of_person(person).people() + 1);
  for (const int32_t seeker : chosen) {
    v1::PlanDivision& served = of_person(basis.seekers(seeker).person());
    served.set_placed(served.placed() + 1);
  }
  for (int32_t k = 0; k < basis.divisions_size(); ++k) {
    v1::PlanDivision& division = divisions[static_cast<size_t>(k)];
    division.set_division(basis.divisions(k));
    if (division.people() > 0) *plan.add_divisions() = division;
  }
}

}  // namespace jiedui::scheduler
