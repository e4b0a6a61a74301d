// SPDX-License-Identifier: Apache-2.0
// Plans in which both sides rank, over real calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/plan_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class PlanMatching : public PlanServer {
 protected:
  // The stationed doctors' posting under another id, of 2021, with so many openings.
  void AddPosting(const std::string& id, int openings) {
    v1::Posting posting = Stationed();
    posting.set_name("pairings/yh-cx/postings/" + id);
    posting.set_headcount(openings);
    ASSERT_THAT(Create(posting, absl::Seconds(20), v1::Posting::STATE_PLANNED), IsOk());
  }
  // `person` is approved for the posting, by the assignment {person}-{posting}.
  void ApproveFor(const std::string& person, const std::string& posting) {
    const std::string id = absl::StrCat(person, "-", posting);
    ASSERT_THAT(Nominate(id, person, "postings/" + posting), IsOk());
    ASSERT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
  }
  // p0 and p1 would have a and b the one way, a and b would have them the other way; p2 wants a only.
  void CrossedWorld() {
    AddPeople(3);
    AddPosting("a", 1);
    AddPosting("b", 1);
    for (const char* person : {"p0", "p1"})
      for (const char* posting : {"a", "b"}) ApproveFor(person, posting);
    ApproveFor("p2", "a");
  }
  static std::string Rank(const std::string& candidacy, int wish, int standing) {
    return absl::StrCat(" ranks { assignment: '", NameOf(candidacy), "' wish: ", wish, " standing: ", standing, " }");
  }
  static std::string Crossed() {
    return Rank("p0-a", 1, 2) + Rank("p0-b", 2, 1) + Rank("p1-a", 2, 1) + Rank("p1-b", 1, 2) + " matching {}";
  }
};

TEST_F(PlanMatching, IsMadeVerifiedAndCommitted) {
  CrossedWorld();
  AddCourse("clinical", 5, "start_date: '2022-01-10' end_date: '2022-01-14'");
  Approve("p2", "clinical");  // no matter of a matching
  const auto plan = MakePlan(ToPlan("x", Crossed()));
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->method(), v1::Plan::METHOD_DEFERRED_ACCEPTANCE);
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-a", "p1-b"));
  EXPECT_THAT(plan->levels(), IsEmpty());
  EXPECT_FALSE(plan->optimal());
  EXPECT_EQ(plan->candidates(), 5);
  EXPECT_EQ(plan->left_out(), 3);
  const auto verified = VerifyPlan("x");
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->verified());
  EXPECT_THAT(verified->findings(), IsEmpty());
  EXPECT_FALSE(verified->outdated());
  const auto committed = CommitPlan("x");
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed(), 2);
  EXPECT_EQ(StateOf("p0-a"), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("p1-b"), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(StateOf("p2-a"), v1::Assignment::STATE_WAITLISTED);
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanMatching, SaysWhyAndWhatWouldHelpAndThatHelps) {
  CrossedWorld();
  ASSERT_THAT(MakePlan(ToPlan("x", Crossed())), IsOk());
  const auto why = Explain("x", "p2");
  ASSERT_THAT(why, IsOk());
  ASSERT_THAT(why->refusals(), SizeIs(1));
  EXPECT_EQ(why->refusals(0).why(), v1::PlanRefusal::WHY_OUTRANKED);
  EXPECT_EQ(why->refusals(0).chain(0).person(), "persons/p0");
  EXPECT_EQ(why->refusals(0).chain(0).person_display_name(), "赵示范");
  ASSERT_THAT(why->remedies(), SizeIs(1));
  EXPECT_EQ(why->remedies(0).parts(0).seats().item(), "pairings/yh-cx/postings/a");
  EXPECT_EQ(why->remedies(0).parts(0).amount(), 1);
  auto supposed = ToPlan("y", Crossed());
  supposed.set_validate_only(true);
  *supposed.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/postings/a' seats: 2");
  const auto plan = MakePlan(supposed);
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-a", "p1-b", "p2-a"));
}

TEST_F(PlanMatching, ARegionTakesAsManyAsItsCap) {
  CrossedWorld();
  const auto plan = MakePlan(ToPlan("x", "matching { region_caps { division: '5108' people_max: 1 } }"));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-a"));
  EXPECT_TRUE(VerifyPlan("x")->verified());
  ASSERT_THAT(CommitPlan("x"), IsOk());
  EXPECT_EQ(StateOf("p1-b"), v1::Assignment::STATE_APPROVED);  // b has room, which the plan does not give
  EXPECT_THAT(Unsound(), IsEmpty());
}

TEST_F(PlanMatching, RefusesWhatItCannotTake) {
  CrossedWorld();
  EXPECT_THAT(FieldsIn(MakePlan(ToPlan("x", "matching {} goals: PLAN_GOAL_PLACED")).status()),
              ElementsAre("question.goals"));
  const absl::Status twice = MakePlan(ToPlan("x", Rank("p0-a", 1, 0) + Rank("p0-b", 1, 0) + " matching {}")).status();
  EXPECT_THAT(twice, FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(twice), ElementsAre(StartsWith("WISH pairings/yh-cx/assignments/p0-b")));
  EXPECT_THAT(
      RulesIn(MakePlan(ToPlan("x", Rank("p2-a", 0, 1) + " matching { region_caps { division: '5108' people_max: 1 } }"))
                  .status()),
      ElementsAre(StartsWith("STANDING pairings/yh-cx/postings/a")));
}

// Wishes without a matching: a goal before the order.
TEST_F(PlanMatching, WishesAreAGoalOfOtherPlansToo) {
  CrossedWorld();
  const auto plan =
      MakePlan(ToPlan("x", Rank("p0-b", 1, 0) + Rank("p1-a", 1, 0) + Rank("p0-a", 2, 0) + Rank("p1-b", 2, 0)));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(Placed(*plan), ElementsAre("p0-b", "p1-a"));
  EXPECT_EQ(plan->levels(1).goal(), v1::PLAN_GOAL_WISHES);
  EXPECT_EQ(plan->levels(1).value(), 4);
  EXPECT_TRUE(plan->optimal());
  EXPECT_TRUE(VerifyPlan("x")->verified());
}

}  // namespace
}  // namespace jiedui::scheduler
