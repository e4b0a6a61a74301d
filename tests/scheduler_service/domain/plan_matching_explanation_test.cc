// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_matching_explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_explanation.h"
#include "tests/scheduler_service/matching_facts.h"

namespace jiedui::scheduler {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Why = v1::PlanRefusal;

v1::PersonExplanation Explained(const MadeMatching& made, const std::string& person) {
  auto explanation = ExplainInPlan(made.basis, "persons/" + person);
  EXPECT_THAT(explanation, IsOk());
  return *std::move(explanation);
}

std::vector<std::string> Descriptions(const v1::PlanRemedy& remedy) {
  std::vector<std::string> descriptions;
  for (const v1::PlanRemedyPart& part : remedy.parts()) descriptions.push_back(part.description());
  return descriptions;
}

TEST(ExplainMatching, WhoHoldsTheLastPlaceAndHowManyMoreWouldDo) {
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1)},
                                       {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 0), Seeks("sun", 1)}));
  ASSERT_THAT(made.Placed(), ElementsAre("zhao-0", "sun-1"));
  const auto why = Explained(made, "qian");
  ASSERT_THAT(why.refusals(), SizeIs(1));
  EXPECT_EQ(why.refusals(0).why(), Why::WHY_OUTRANKED);
  ASSERT_THAT(why.refusals(0).chain(), SizeIs(1));
  EXPECT_EQ(why.refusals(0).chain(0).person(), "persons/zhao");
  EXPECT_EQ(why.refusals(0).chain(0).from().item(), "pairings/yh-cx/postings/a");
  ASSERT_THAT(why.remedies(), SizeIs(1));
  EXPECT_THAT(Descriptions(why.remedies(0)), ElementsAre("1 more of the seats of pairings/yh-cx/postings/a"));
  EXPECT_THAT(why.remedies(0).effects(), IsEmpty());
  EXPECT_EQ(why.plans_tried(), 1);
  EXPECT_FALSE(why.more_untried());
  const auto moved = Explained(made, "sun");  // has a place, would rather have another
  EXPECT_THAT(moved.placements(), SizeIs(1));
  ASSERT_THAT(moved.refusals(), SizeIs(1));
  EXPECT_EQ(moved.refusals(0).assignment(), "pairings/yh-cx/assignments/sun-0");
  ASSERT_THAT(moved.remedies(), SizeIs(1));
  EXPECT_EQ(moved.remedies(0).parts(0).amount(), 2);  // the first one is qian's
}

TEST(ExplainMatching, OfSeveralTheLastIsNamed) {
  const auto facts = [] {
    return FactsOf({PlannedPosting("a", 2), PlannedPosting("b", 1)},
                   {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 0), Seeks("li", 1)});
  };
  const std::string ranks = Rank("zhao-0", 0, 2) + Rank("qian-0", 0, 1);
  EXPECT_EQ(Explained(MatchingOf(facts()), "sun").refusals(0).chain(0).person(), "persons/qian");
  EXPECT_EQ(Explained(MatchingOf(facts(), ranks), "sun").refusals(0).chain(0).person(), "persons/zhao");
  const auto capped = MatchingOf(facts(), "", "region_caps { division: '510824' people_max: 2 }");
  EXPECT_EQ(Explained(capped, "li").refusals(0).chain(0).person(), "persons/qian");
}

TEST(ExplainMatching, WhatIsLessDearThanWhatTheyHaveIsNoRefusal) {
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 1), PlannedPosting("b", 1)},
                                       {Seeks("zhao", 0), Seeks("zhao", 1), Seeks("qian", 1)}));
  const auto why = Explained(made, "zhao");
  EXPECT_THAT(why.placements(), SizeIs(1));
  EXPECT_THAT(why.refusals(), IsEmpty());
  EXPECT_THAT(why.remedies(), IsEmpty());
}

TEST(ExplainMatching, WhereTheRegionIsFullItsCapHelps) {
  const auto made = MatchingOf(
      FactsOf({PlannedPosting("a", 2), PlannedPosting("b", 1)}, {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 1)}),
      "", "region_caps { division: '510824' people_max: 1 }");
  const auto why = Explained(made, "sun");
  ASSERT_THAT(why.refusals(), SizeIs(1));
  EXPECT_EQ(why.refusals(0).why(), Why::WHY_OUTRANKED);
  EXPECT_EQ(why.refusals(0).chain(0).person(), "persons/zhao");
  ASSERT_THAT(why.remedies(), SizeIs(1));
  EXPECT_THAT(Descriptions(why.remedies(0)), ElementsAre("2 more of the people whom division 510824 takes"));
  EXPECT_EQ(why.plans_tried(), 2);
}

TEST(ExplainMatching, WherePostingAndRegionAreFullItTakesBoth) {
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}), "",
                               "region_caps { division: '510824' people_max: 1 }");
  const auto why = Explained(made, "qian");
  ASSERT_THAT(why.remedies(), SizeIs(1));
  EXPECT_THAT(Descriptions(why.remedies(0)), ElementsAre("1 more of the seats of pairings/yh-cx/postings/a",
                                                         "1 more of the people whom division 510824 takes"));
  EXPECT_EQ(why.remedies(0).assignment(), "pairings/yh-cx/assignments/qian-0");
}

// One more opening at the first posting draws somebody into the region, where the last has to go: no remedy for her.
TEST(ExplainMatching, WhatWouldCostThePersonTheirPlaceIsNoRemedy) {
  const auto made =
      MatchingOf(FactsOf({PlannedPosting("p", 1), PlannedPosting("p2", 1), PlannedPosting("q", 1, "330110")},
                         {Seeks("x", 0), Seeks("a", 0), Seeks("a", 2), Seeks("b", 0), Seeks("b", 1)}),
                 "", "region_caps { division: '510824' people_max: 2 }");
  ASSERT_THAT(made.Placed(), ElementsAre("x-0", "a-2", "b-1"));
  const auto why = Explained(made, "b");
  EXPECT_THAT(why.refusals(), SizeIs(1));
  EXPECT_THAT(why.remedies(), IsEmpty());
  EXPECT_GT(why.plans_tried(), 5);
}

TEST(ExplainMatching, WhereNothingIsFreeNobodyHolds) {
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 0)}, {Seeks("zhao", 0)}));
  const auto why = Explained(made, "zhao");
  ASSERT_THAT(why.refusals(), SizeIs(1));
  EXPECT_EQ(why.refusals(0).why(), Why::WHY_NO_PLACE);
  EXPECT_THAT(why.refusals(0).chain(), IsEmpty());
  ASSERT_THAT(why.remedies(), SizeIs(1));
}

TEST(ExplainMatching, RulesAndForbiddenAreSaidAsEver) {
  PlanCandidate refused = Seeks("qian", 0);
  refused.findings.emplace_back().set_rule("AGE");
  PlanCandidate busy = Seeks("sun", 0);
  busy.findings.emplace_back().set_rule("DOUBLE_BOOKING");
  busy.busy.push_back({{"2021-07-01", "2021-07-02"}, "pairings/yh-cx/courses/x", false});
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 3)}, {Seeks("zhao", 0), refused, busy}),
                               "forbidden: 'pairings/yh-cx/assignments/zhao-0'");
  EXPECT_EQ(Explained(made, "zhao").refusals(0).why(), Why::WHY_FORBIDDEN);
  EXPECT_EQ(Explained(made, "qian").refusals(0).findings(0).rule(), "AGE");
  const auto why = Explained(made, "sun");
  ASSERT_THAT(why.refusals(), SizeIs(1));
  EXPECT_EQ(why.refusals(0).findings(0).subject(), "pairings/yh-cx/courses/x");
  EXPECT_THAT(why.remedies(), IsEmpty());
}

TEST(ExplainMatching, EndsWhenItIsStoppedAndSaysSo) {
  const auto made = MatchingOf(FactsOf({PlannedPosting("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  const auto why = ExplainMatching(made.basis, made.model.instance, made.solution, 1, [] { return true; });
  ASSERT_THAT(why, IsOk());
  EXPECT_FALSE(why->is_complete);
  EXPECT_THAT(why->remedies, IsEmpty());
  EXPECT_THAT(why->refusals, SizeIs(1));
  storage::v1::PlanBasis damaged = made.basis;
  damaged.clear_item_regions();
  EXPECT_THAT(ExplainMatching(damaged, made.model.instance, made.solution, 1),
              StatusIs(absl::StatusCode::kDataLoss, _));
}

}  // namespace
}  // namespace jiedui::scheduler
