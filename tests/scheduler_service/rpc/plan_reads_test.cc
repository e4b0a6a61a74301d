// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_reads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/substitute.h"
#include "scheduler_service/domain/plan_basis.h"
#include "tests/scheduler_service/plan_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PlanReads : public PlanServer {
 protected:
  // Five of one township seek the nine seats of six, of which each has one, and three with the pool.
  void ApproveForTownships() {
    AddPeople(5);
    std::string quotas;
    for (int k = 0; k < 6; ++k) absl::StrAppend(&quotas, " quotas { division: '51082410", k, "' seats: 1 ceiling: 3 }");
    AddCourse("clinical", 9, quotas);
    for (int i = 0; i < 5; ++i) Approve(absl::StrCat("p", i), "clinical");
  }
};

TEST_F(PlanReads, WhoIsLeftOutLearnsWhoHoldsTheSeatAndWhatWouldHelp) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const auto why = Explain("x", "p2");
  ASSERT_THAT(why, IsOk());
  EXPECT_EQ(why->person_display_name(), "赵示范");
  ASSERT_THAT(why->refusals(), SizeIs(1));
  const v1::PlanRefusal& refusal = why->refusals(0);
  EXPECT_EQ(refusal.assignment(), NameOf("p2-clinical"));
  EXPECT_EQ(refusal.why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_EQ(refusal.decided_by(), v1::PLAN_GOAL_PREFERENCE);
  ASSERT_THAT(refusal.chain(), SizeIs(1));
  EXPECT_EQ(refusal.chain(0).person(), "persons/p1");
  EXPECT_EQ(refusal.chain(0).from().item(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(refusal.brings(1).amount(), 1);
  EXPECT_EQ(refusal.costs(1).amount(), 2);
  ASSERT_THAT(why->remedies(), SizeIs(1));
  const v1::PlanRemedy& remedy = why->remedies(0);
  ASSERT_THAT(remedy.parts(), SizeIs(1));
  EXPECT_EQ(remedy.parts(0).description(), "1 more of the seats of pairings/yh-cx/courses/clinical");
  EXPECT_EQ(remedy.effects(0).goal(), v1::PLAN_GOAL_PLACED);
  EXPECT_EQ(remedy.effects(0).amount(), 1);
}

// The remedy is carried out, and the person is in, with the effect that was foretold.
TEST_F(PlanReads, WhatWouldHelpHelps) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  auto supposed = ToPlan("y");
  supposed.set_validate_only(true);
  *supposed.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats: 3");
  const auto plan = MakePlan(supposed);
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->placements_size(), 3);
  EXPECT_EQ(plan->effects(0).change(), 1);
  EXPECT_TRUE(plan->effects(0).exact());
  EXPECT_THAT(GetPlan("y"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PlanReads, WhoHasASeatHasNothingToExplain) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const auto why = Explain("x", "p0");
  ASSERT_THAT(why, IsOk());
  EXPECT_THAT(why->placements(), SizeIs(1));
  EXPECT_THAT(why->refusals(), IsEmpty());
  EXPECT_THAT(Explain("x", "zhao"), StatusIs(StatusCode::kNotFound, ::testing::_));
  EXPECT_THAT(Explain("y", "p0"), StatusIs(StatusCode::kNotFound, ::testing::_));
}

TEST_F(PlanReads, AQuotaIsExplainedAsTheSeatsOfItsDivision) {
  AddPeople(3);
  AddCourse("clinical", 3, "quotas { division: '510824100' seats: 1 ceiling: 2 } quotas { division: '51' seats: 1 }");
  for (const char* person : {"p0", "p1", "p2"}) Approve(person, "clinical");
  const auto plan = MakePlan(ToPlan("x"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-clinical", "p1-clinical"));  // one of its own, one of the pool
  EXPECT_TRUE(plan->optimal());
  const auto why = Explain("x", "p2");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(2));
  EXPECT_EQ(why->refusals(0).seats().item(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(why->refusals(1).seats().division(), "510824100");
  ASSERT_FALSE(why->remedies().empty());
  EXPECT_EQ(why->remedies(0).parts(0).description(),
            "1 more of the seats of division 510824100 at pairings/yh-cx/courses/clinical, the course having as many "
            "more and "
            "the ceiling being as much higher");
  const auto carried_out = [&](const std::string& id, int ceiling) {
    auto supposed = ToPlan(id);
    supposed.set_validate_only(true);
    *supposed.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats: 4");
    *supposed.add_edits() =
        FromText<v1::PlanEdit>(absl::Substitute("item: 'pairings/yh-cx/courses/clinical' "
                                                "quota { division: '510824100' seats: 2 ceiling: $0 }",
                                                ceiling));
    return MakePlan(supposed);
  };
  EXPECT_THAT(Placed(*carried_out("y", 3)), ElementsAre("p0-clinical", "p1-clinical", "p2-clinical"));
  EXPECT_THAT(Placed(*carried_out("z", 2)), SizeIs(2)) << "it is the ceiling that must be higher";
}

constexpr char kFloor[] = "floors { item: 'pairings/yh-cx/courses/clinical' division: '$0' places: $1 }";

TEST_F(PlanReads, TheOverviewSaysWhatFloorsCostAndSeatsBring) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x", absl::Substitute(kFloor, "510824100", 2))), IsOk());
  const auto overview = Survey("x");
  ASSERT_THAT(overview, IsOk());
  EXPECT_EQ(overview->plan(), PlanName("x"));
  ASSERT_THAT(overview->floors(), SizeIs(1));
  EXPECT_EQ(overview->floors(0).floor().places(), 2);
  EXPECT_EQ(overview->floors(0).costs(0).amount(), 0);  // all are from there
  ASSERT_THAT(overview->worthwhile(), SizeIs(1));
  EXPECT_EQ(overview->worthwhile(0).gains(0).goal(), v1::PLAN_GOAL_PLACED);
  EXPECT_EQ(overview->worthwhile(0).gains(0).amount(), 1);
  EXPECT_THAT(overview->rank_profile(), ElementsAre(2));
  EXPECT_THAT(Survey("y"), StatusIs(StatusCode::kNotFound, ::testing::_));
  ASSERT_THAT(DiscardPlan("x"), IsOk());
  EXPECT_THAT(Survey("x"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

// More divisions than one place can say may use the pool: it is parted, and what that may cost is said by limits.
TEST_F(PlanReads, APartedPoolIsProvenByThePlanWithoutFloors) {
  ApproveForTownships();
  const auto plan = MakePlan(ToPlan("x", absl::Substitute(kFloor, "510824100", 3)));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-clinical", "p1-clinical", "p2-clinical"));
  EXPECT_TRUE(plan->optimal());
  EXPECT_THAT(plan->relaxed(), IsEmpty());
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified()) << verified->ShortDebugString();
  EXPECT_EQ(verified->levels(0).bound(), 3);
  const auto overview = Survey("x");
  ASSERT_THAT(overview, IsOk());
  ASSERT_THAT(overview->floors(), SizeIs(1));
  EXPECT_TRUE(overview->floors(0).bounded());
  EXPECT_EQ(overview->floors(0).first_cost_most(), 0);
  const auto why = Explain("x", "p4");
  ASSERT_THAT(why, IsOk());
  ASSERT_FALSE(why->remedies().empty());
  EXPECT_TRUE(why->remedies(0).bounded());
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_OPEN) << "with another parting it might be otherwise";
  EXPECT_EQ(why->remedies(0).first_effect_least(), 2) << "one for each who comes before, and one more";
  EXPECT_THAT(RulesIn(MakePlan(ToPlan("y", absl::Substitute(kFloor, "510824100", 4))).status()),
              ElementsAre("FLOOR pairings/yh-cx/courses/clinical: found 3 seats that quotas and the pool leave its "
                          "people, required 4 places for division 510824100"));
}

// Whoever is pinned has a certain part of the seats in the plan that bounds this one.
TEST_F(PlanReads, APartedPoolWithPinsVerifies) {
  ApproveForTownships();
  const std::string pins =
      " pinned: 'pairings/yh-cx/assignments/p0-clinical' pinned: 'pairings/yh-cx/assignments/p3-clinical'";
  const auto plan = MakePlan(ToPlan("x", absl::Substitute(kFloor, "510824100", 2) + pins));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-clinical", "p1-clinical", "p3-clinical"));
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified()) << verified->ShortDebugString();
}

TEST_F(PlanReads, FloorsThatCannotBeKeptAreNoPlan) {
  ApproveForClinical(3, 2);
  const auto beyond = MakePlan(ToPlan("x", absl::Substitute(kFloor, "510824100", 3)));
  EXPECT_THAT(beyond, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(beyond.status()),
              ElementsAre("FLOOR pairings/yh-cx/courses/clinical: found 2 free seats, required 3 places for division "
                          "510824100"));
  const auto unknown =
      MakePlan(ToPlan("x", "floors { item: 'pairings/yh-cx/courses/other' division: '51' places: 1 }"));
  EXPECT_THAT(FieldsIn(unknown.status()), ElementsAre("question.floors[0].item"));
}

TEST_F(PlanReads, TheProofIsJudgedFromWhatIsStored) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified());
  EXPECT_THAT(verified->findings(), IsEmpty());
  EXPECT_FALSE(verified->outdated());
  EXPECT_EQ(verified->levels(0).value(), 2);
  EXPECT_EQ(verified->levels(0).bound(), 2);
}

TEST_F(PlanReads, ATamperedPlanIsFound) {
  ApproveForClinical(3, 2);
  ASSERT_THAT(MakePlan(ToPlan("x")), IsOk());
  const Tables tables;
  store::Command command;
  command.decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(auto part, tables.plan_parts.Find(txn, "yh-cx/x/0000"));
    ASSIGN_OR_RETURN(storage::v1::PlanBasis basis, FromPieces({part->piece()}));
    basis.add_chosen(2);  // a third of two seats
    part->set_piece(ToPieces(basis)[0]);
    RETURN_IF_ERROR(tables.plan_parts.Put(txn, *part));
    return "";
  };
  ASSERT_THAT(store::MutateAndWait(*store_, std::move(command)), IsOk());
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_FALSE(verified->verified());
  EXPECT_THAT(verified->findings(), ::testing::Contains(::testing::HasSubstr(
                                        "seats of pairings/yh-cx/courses/clinical: has 3 people, at most 2 seats")));
}

// The seats that CommitPlan gives are those of the plan, so the proof must be of these.
TEST_F(PlanReads, APlanThatSaysSomethingElseThanItsProofIsFound) {
  ApproveForClinical(3, 2);
  const auto plan = MakePlan(ToPlan("x"));
  ASSERT_THAT(plan, IsOk());
  const Tables tables;
  store::Command command;
  command.decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(auto record, tables.plans.Find(txn, "yh-cx/x"));
    record->mutable_plan()->mutable_placements()->RemoveLast();
    RETURN_IF_ERROR(tables.plans.Put(txn, *record));
    return "";
  };
  ASSERT_THAT(store::MutateAndWait(*store_, std::move(command)), IsOk());
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_FALSE(verified->verified());
  EXPECT_THAT(verified->findings(),
              ElementsAre(::testing::AllOf(::testing::HasSubstr("is in the proof of the plan, but not in the plan"),
                                           ::testing::HasSubstr("pairings/yh-cx/courses/clinical"))));
}

}  // namespace
}  // namespace jiedui::scheduler
