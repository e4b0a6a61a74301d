// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scheduler_service/domain/plan_edits.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Made {
  PlanModel model;
  planning::Solution solution;
  storage::v1::PlanBasis basis;
};

Made Make(PlanFacts facts, const std::string& question = "") {
  Made made;
  made.model = *ModelOf(std::move(facts), question);
  made.solution = std::get<planning::Solution>(*planning::Solve(made.model.instance));
  made.basis = WithSolution(made.model, made.solution);
  return made;
}

TEST(ExplainInPlan, TheHolderOfTheSeatAndWhatEachBrings) {
  const Made made = Make(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  const auto why = ExplainInPlan(made.basis, "persons/qian");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_EQ(why->refusals(0).chain(0).person(), "persons/zhao");
  EXPECT_EQ(why->refusals(0).decided_by(), v1::PLAN_GOAL_PREFERENCE);
  EXPECT_THAT(ExplainInPlan(made.basis, "persons/sun"), StatusIs(absl::StatusCode::kNotFound, _));
}

// Of two courses on the same days the one asked for first.
TEST(ExplainInPlan, WhatAPlaceInThePlanExcludesIsToldWithWhatItWouldTake) {
  const Made made = Make(FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 1)}, {Seeks("zhao", 0), Seeks("zhao", 1)}));
  const auto why = ExplainInPlan(made.basis, "persons/zhao");
  ASSERT_THAT(why, IsOk());
  EXPECT_THAT(why->placements(), SizeIs(1));
  ASSERT_THAT(why->refusals(), SizeIs(1));
  const v1::PlanRefusal& refusal = why->refusals(0);
  EXPECT_EQ(refusal.assignment(), "pairings/yh-cx/assignments/zhao-1");
  EXPECT_EQ(refusal.why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_THAT(refusal.gives_up(), ElementsAre("pairings/yh-cx/assignments/zhao-0"));
  EXPECT_EQ(refusal.decided_by(), v1::PLAN_GOAL_PREFERENCE);
  EXPECT_EQ(refusal.costs(0).amount(), refusal.brings(0).amount());
  EXPECT_THAT(refusal.chain(), IsEmpty());
  EXPECT_THAT(why->remedies(), IsEmpty());
}

TEST(ExplainInPlan, GivingUpOtherDaysIsARemedy) {
  PlanCandidate busy = Seeks("zhao", 0);
  busy.findings.emplace_back().set_rule("DOUBLE_BOOKING");
  busy.findings.back().set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  busy.busy.push_back({{"2021-10-20", "2021-10-21"}, "pairings/yh-cx/courses/x", false});
  const auto why = ExplainInPlan(Make(FactsOf({PlannedCourse("a", 1)}, {busy})).basis, "persons/zhao");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_TRUE(why->refusals(0).near_miss());
  EXPECT_EQ(why->refusals(0).findings(0).subject(), "pairings/yh-cx/courses/x");
  EXPECT_EQ(why->refusals(0).findings(0).found(), "its days 2021-10-20..2021-10-21 taken");
  ASSERT_THAT(why->remedies(), SizeIs(1));
  EXPECT_EQ(why->remedies(0).parts(0).description(), "give up pairings/yh-cx/courses/x");
  EXPECT_EQ(why->remedies(0).effects(0).amount(), 1);
}

// The seat that is given up is one of the plan's: somebody waits for it.
TEST(ExplainInPlan, WhatGivingUpAPlannedItemDoesIsBounded) {
  PlanCandidate busy = Seeks("zhao", 0);
  busy.findings.emplace_back().set_rule("DOUBLE_BOOKING");
  busy.findings.back().set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  busy.busy.push_back({{"2021-10-20", "2021-10-21"}, "pairings/yh-cx/courses/x", false});
  PlannedItem full = PlannedCourse("x", 1, "2021-10-20", "2021-10-21");
  Take(full.ledger, "");
  const Made made = Make(FactsOf({PlannedCourse("a", 1), full}, {busy, Seeks("qian", 1)}));
  const auto why = ExplainInPlan(made.basis, "persons/zhao");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->remedies(), SizeIs(1));
  EXPECT_TRUE(why->remedies(0).bounded());
  EXPECT_EQ(why->remedies(0).first_effect_least(), 1);
  EXPECT_EQ(why->remedies(0).first_effect_most(), 2) << "zhao, and qian in zhao's seat";
}

TEST(ExplainInPlan, ForbiddenAndRefusedAreSaidAsSuch) {
  PlanCandidate refused = Seeks("qian", 0);
  refused.findings.emplace_back().set_rule("AGE");
  const Made made = Make(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), refused}),
                         "forbidden: 'pairings/yh-cx/assignments/zhao-0'");
  EXPECT_EQ(ExplainInPlan(made.basis, "persons/zhao")->refusals(0).why(), v1::PlanRefusal::WHY_FORBIDDEN);
  const auto rules = ExplainInPlan(made.basis, "persons/qian");
  ASSERT_THAT(rules, IsOk());
  EXPECT_EQ(rules->refusals(0).why(), v1::PlanRefusal::WHY_RULES);
  EXPECT_EQ(rules->refusals(0).findings(0).rule(), "AGE");
}

TEST(ExplainInPlan, WithoutAProofOfTheBestItSaysWhatIsCertain) {
  PlannedItem covered = PlannedCourse("a", 5);
  covered.item.requirements.set_away_per_organization_max(1);
  const Made made = Make(FactsOf({covered}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  ASSERT_EQ(made.solution.plan.method, planning::Method::kLagrangian);
  const auto why = ExplainInPlan(made.basis, "persons/qian");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_OPEN);
  EXPECT_EQ(why->refusals(0).costs_at_least(), "0");
  EXPECT_THAT(why->remedies(), IsEmpty());
}

TEST(ExplainInPlan, ACourseThatIsNotRunIsNamedAsTheReason) {
  PlannedItem course = PlannedCourse("a", 5);
  course.item.seats_min = 3;
  const Made made = Make(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  const auto why = ExplainInPlan(made.basis, "persons/qian");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_NOT_RUN);
  EXPECT_EQ(why->refusals(0).seats().item(), "pairings/yh-cx/courses/a");
  EXPECT_THAT(why->placements(), IsEmpty());
  ASSERT_THAT(why->remedies(), SizeIs(1));
  EXPECT_EQ(why->remedies(0).parts(0).kind(), v1::PlanRemedyPart::KIND_LOWER_MINIMUM);
  EXPECT_EQ(why->remedies(0).parts(0).description(), "pairings/yh-cx/courses/a asks for 1 fewer participants");
  EXPECT_EQ(why->remedies(0).effects(0).amount(), 2);
}

// Six of two townships for three seats: two and one.
Made PlannedFairly() {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 6; ++i) {
    seekers.push_back(Seeks(absl::StrCat("p", i), 0));
    seekers.back().seating.division = i < 4 ? "510824100" : "510824112";
  }
  return Make(FactsOf({PlannedCourse("a", 3)}, seekers),
              "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_FAIRNESS, PLAN_GOAL_PREFERENCE]");
}

// p2 is the first without a seat: by the prices alone as good as the last who has one, who was nominated before.
TEST(ExplainInPlan, WithFairnessItIsTriedWhoWouldLose) {
  const Made made = PlannedFairly();
  const auto why = ExplainInPlan(made.basis, "persons/p2");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_EQ(why->refusals(0).decided_by(), v1::PLAN_GOAL_PREFERENCE);
  EXPECT_EQ(why->refusals(0).costs(2).amount() - why->refusals(0).brings(2).amount(), 1);
  EXPECT_EQ(ExplainInPlan(made.basis, "persons/p3")->refusals(0).why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_THAT(ExplainInPlan(made.basis, "persons/p4")->placements(), SizeIs(1));
}

// With one seat more the smaller township has the next one.
TEST(ExplainInPlan, WithFairnessMoreSeatsAreTried) {
  const auto why = ExplainInPlan(PlannedFairly().basis, "persons/p2");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->remedies(), SizeIs(1));
  EXPECT_EQ(why->remedies(0).parts(0).amount(), 2);
  EXPECT_FALSE(why->remedies(0).bounded());
  EXPECT_EQ(why->remedies(0).effects(0).amount(), 2);
  EXPECT_GT(why->plans_tried(), 2);
  EXPECT_FALSE(why->more_untried());
}

// Home coverage is left out of the bound: what is told are the plans that were found, and what the best may differ by.
TEST(ExplainInPlan, WhereTheBestIsNotProvenTheLimitsAreTold) {
  PlannedItem covered = PlannedCourse("a", 1);
  covered.item.requirements.set_away_per_organization_max(2);
  const Made made = Make(FactsOf({covered}, {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 0)}));
  const auto why = ExplainInPlan(made.basis, "persons/qian");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->remedies(), SizeIs(1));
  const v1::PlanRemedy& remedy = why->remedies(0);
  EXPECT_EQ(remedy.effects(0).amount(), 1);
  if (!remedy.bounded()) return;
  EXPECT_LE(remedy.first_effect_least(), 1);
  EXPECT_GE(remedy.first_effect_most(), 1);
}

// Every remedy by seats is carried out as an edit of the item, and the person is in, with the effect foretold.
TEST(ExplainInPlan, WhatItProposesHelps) {
  PlannedItem course = PlannedCourse("a", 4);
  const SeatPlan plan{.seats = 4,
                      .quotas = {FromText<v1::Quota>("division: '510824100' seats: 1"),
                                 FromText<v1::Quota>("division: '510824112' seats: 2")},
                      .categories = {}};
  course.ledger = NewLedger(course.item.name, plan);
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 9; ++i) {
    seekers.push_back(Seeks(absl::StrCat("p", i), 0));
    seekers.back().seating.division = i % 3 == 0 ? "510824100" : i % 3 == 1 ? "510824112" : "330110";
  }
  const Made made = Make(FactsOf({course}, seekers));
  int remedies = 0;
  for (int i = 0; i < 9; ++i) {
    const std::string person = absl::StrCat("persons/p", i);
    const auto why = ExplainInPlan(made.basis, person);
    ASSERT_THAT(why, IsOk());
    for (const v1::PlanRemedy& remedy : why->remedies()) {
      ASSERT_THAT(remedy.parts(), SizeIs(1));
      const v1::PlanRemedyPart& part = remedy.parts(0);
      PlannedItem changed = course;
      std::vector<v1::PlanEdit> edits;
      edits.emplace_back().set_seats(4 + part.amount());
      if (!part.seats().pool()) {
        v1::Quota& quota = *edits.emplace_back().mutable_quota();
        quota.set_division(part.seats().division());
        quota.set_seats((quota.division() == "510824100" ? 1 : 2) + part.amount());
      }
      for (auto& edit : edits) edit.set_item(course.item.name);
      ASSERT_THAT(ApplyEdits(edits, plan, changed), IsOk());
      const Made then = Make(FactsOf({changed}, seekers));
      EXPECT_EQ(then.solution.plan.value[0] - made.solution.plan.value[0], remedy.effects(0).amount());
      EXPECT_EQ(then.solution.plan.value[1] - made.solution.plan.value[1], remedy.effects(1).amount());
      EXPECT_THAT(ExplainInPlan(then.basis, person)->placements(), SizeIs(1)) << remedy.ShortDebugString();
      ++remedies;
    }
  }
  EXPECT_EQ(remedies, 5);
}

}  // namespace
}  // namespace jiedui::scheduler
