// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_loosened.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_parting.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

// Two seek one seat: the model is its own relaxation, whose best plan the plan is, or, empty, misses by one place.
class PlanLoosened : public ::testing::Test {
 protected:
  PlanLoosened() : model_(*ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}))) {
    solution_ = std::get<planning::Solution>(*planning::Solve(model_.instance));
    SetRelaxation({0}, model_, solution_, model_.basis);
    auto& worth = *overview_.add_worthwhile();
    worth.mutable_seats()->set_item(kCourse);
    worth.add_gains()->set_amount(1);
    overview_.add_floors()->mutable_floor()->set_item(kCourse);
    overview_.add_floors()->mutable_floor()->set_item("another");
    auto& remedy = *explanation_.add_remedies();
    remedy.add_effects()->set_amount(1);
    auto& part = *remedy.add_parts();
    part.set_kind(v1::PlanRemedyPart::KIND_MORE_SEATS);
    part.mutable_seats()->set_item(kCourse);
    part.set_amount(1);
    auto& refusal = *explanation_.add_refusals();
    refusal.set_why(v1::PlanRefusal::WHY_OUTRANKED);
    refusal.set_costs_at_least("7");
  }

  void LeaveAllOut() {
    solution_.plan.pairs.clear();
    solution_.plan.value = {0, 0};
  }

  static constexpr char kCourse[] = "pairings/yh-cx/courses/a";
  PlanModel model_;
  planning::Solution solution_;
  v1::PlanOverview overview_;
  v1::PersonExplanation explanation_;
};

TEST_F(PlanLoosened, WithoutARelaxationNothingChanges) {
  model_.basis.clear_relaxation();
  ASSERT_THAT(LoosenParting(model_.basis, solution_, overview_), IsOk());
  ASSERT_THAT(LoosenParting(model_.basis, solution_, explanation_), IsOk());
  EXPECT_FALSE(overview_.floors(0).bounded());
  EXPECT_FALSE(explanation_.remedies(0).bounded());
  EXPECT_EQ(explanation_.refusals(0).costs_at_least(), "7");
}

v1::PersonExplanation GivesUp(const std::string& subject) {
  v1::PersonExplanation explanation;
  auto& remedy = *explanation.add_remedies();
  remedy.add_effects()->set_amount(1);
  auto& part = *remedy.add_parts();
  part.set_kind(v1::PlanRemedyPart::KIND_GIVE_UP);
  part.set_subject(subject);
  return explanation;
}

// The seat may go to somebody else: one place more at most.
TEST_F(PlanLoosened, WhatIsGivenUpMayBeOfUseToOthers) {
  const PlanModel model =
      *ModelOf(FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 1)},
                       {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 1), Seeks("li", 1), Seeks("zhou", 1)}));
  const auto solution = std::get<planning::Solution>(*planning::Solve(model.instance));
  v1::PersonExplanation elsewhere = GivesUp("pairings/yh-cx/courses/elsewhere");
  LoosenGivenUp(model.basis, model.instance, solution, elsewhere);
  EXPECT_FALSE(elsewhere.remedies(0).bounded());
  v1::PersonExplanation planned = GivesUp("pairings/yh-cx/courses/b");
  LoosenGivenUp(model.basis, model.instance, solution, planned);
  EXPECT_TRUE(planned.remedies(0).bounded());
  EXPECT_EQ(planned.remedies(0).first_effect_least(), 1);
  EXPECT_EQ(planned.remedies(0).first_effect_most(), 2);
}

// Whoever gives up the only seat of a course may end it; and who is no longer away lets a colleague go, wherever.
TEST_F(PlanLoosened, WhatIsGivenUpMayEndACourseOrFillAHome) {
  PlannedItem course = PlannedCourse("a", 3);
  course.item.seats_min = 2;
  course.item.requirements.set_away_per_organization_max(1);
  course.ledger.set_taken(1);
  PlanFacts facts = FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0)});
  facts.away["organizations/lingjiang"] = {{"2021-10-20", "2021-10-21"}};
  const PlanModel model = *ModelOf(facts);
  planning::Solution solution;
  solution.plan.value = {1, 1};
  v1::PersonExplanation last = GivesUp("pairings/yh-cx/courses/a");
  LoosenGivenUp(model.basis, model.instance, solution, last);
  EXPECT_EQ(last.remedies(0).first_effect_least(), -1);
  v1::PersonExplanation elsewhere = GivesUp("pairings/yh-cx/courses/elsewhere");
  LoosenGivenUp(model.basis, model.instance, solution, elsewhere);
  EXPECT_TRUE(elsewhere.remedies(0).bounded());
  EXPECT_EQ(elsewhere.remedies(0).first_effect_least(), 1);
}

TEST_F(PlanLoosened, OfTheBestPlanFloorsCostNothingAndASeatBringsOnePlaceAtMost) {
  ASSERT_THAT(LoosenParting(model_.basis, solution_, overview_), IsOk());
  EXPECT_TRUE(overview_.floors(0).bounded());
  EXPECT_EQ(overview_.floors(0).first_cost_most(), 0);
  EXPECT_EQ(overview_.floors(1).first_cost_most(), 1) << "of another item it is not known: so many more there are";
  EXPECT_EQ(overview_.worthwhile(0).first_gain_least(), 1);
  EXPECT_EQ(overview_.worthwhile(0).first_gain_most(), 1);
}

TEST_F(PlanLoosened, AGapWidensAllLimits) {
  LeaveAllOut();
  ASSERT_THAT(LoosenParting(model_.basis, solution_, overview_), IsOk());
  EXPECT_EQ(overview_.floors(0).first_cost_most(), 1);
  EXPECT_EQ(overview_.worthwhile(0).first_gain_least(), 0);
  EXPECT_EQ(overview_.worthwhile(0).first_gain_most(), 2);
  ASSERT_THAT(LoosenParting(model_.basis, solution_, explanation_), IsOk());
  EXPECT_TRUE(explanation_.remedies(0).bounded());
  EXPECT_EQ(explanation_.remedies(0).first_effect_least(), 0);
  EXPECT_EQ(explanation_.remedies(0).first_effect_most(), 2);
}

TEST_F(PlanLoosened, GivingUpAPinMayLosePlaces) {
  auto& remedy = *explanation_.mutable_remedies(0);
  remedy.mutable_effects(0)->set_amount(-1);
  remedy.mutable_parts(0)->set_kind(v1::PlanRemedyPart::KIND_GIVE_UP_PINNED);
  ASSERT_THAT(LoosenParting(model_.basis, solution_, explanation_), IsOk());
  EXPECT_EQ(remedy.first_effect_least(), -1);
  EXPECT_EQ(remedy.first_effect_most(), 1);
}

TEST_F(PlanLoosened, WhatEveryPlanWouldLoseIsOpen) {
  ASSERT_THAT(LoosenParting(model_.basis, solution_, explanation_), IsOk());
  EXPECT_EQ(explanation_.refusals(0).costs_at_least(), "0");
  EXPECT_EQ(explanation_.refusals(0).why(), v1::PlanRefusal::WHY_OPEN);
}

}  // namespace
}  // namespace jiedui::scheduler
