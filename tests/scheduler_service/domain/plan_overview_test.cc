// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_overview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kFloor[] = "floors { item: 'pairings/yh-cx/courses/a' division: '51' places: 1 } ";

storage::v1::PlanBasis BasisOf(const PlanFacts& facts, const std::string& question = "") {
  const auto model = ModelOf(facts, question);
  EXPECT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  EXPECT_THAT(answer, IsOk());
  return WithSolution(*model, std::get<planning::Solution>(*answer));
}

v1::PlanOverview Overview(const storage::v1::PlanBasis& basis) {
  const auto overview = OverviewOfPlan(basis, "pairings/yh-cx/plans/x");
  EXPECT_THAT(overview, IsOk());
  return *overview;
}

PlanCandidate From(const std::string& division, PlanCandidate candidate) {
  candidate.seating.division = division;
  return candidate;
}

// Two seats; of the four the last two, of Sichuan, get one by the floor.
PlanFacts TwoSeats() {
  return FactsOf({PlannedCourse("a", 2)},
                 {From("33", Seeks("zhao", 0)), From("33", Seeks("qian", 0)), Seeks("sun", 0), Seeks("li", 0)});
}

TEST(OverviewOfPlan, SaysWhatAFloorCostsAndWhatASeatBrings) {
  const v1::PlanOverview overview = Overview(BasisOf(TwoSeats(), kFloor));
  EXPECT_EQ(overview.plan(), "pairings/yh-cx/plans/x");
  ASSERT_THAT(overview.floors(), SizeIs(1));
  EXPECT_EQ(overview.floors(0).floor().item(), "pairings/yh-cx/courses/a");
  EXPECT_EQ(overview.floors(0).floor().division(), "51");
  EXPECT_EQ(overview.floors(0).floor().places(), 1);
  ASSERT_THAT(overview.floors(0).costs(), SizeIs(2));
  EXPECT_EQ(overview.floors(0).costs(0).amount(), 0);
  EXPECT_EQ(overview.floors(0).costs(1).goal(), v1::PLAN_GOAL_PREFERENCE);
  EXPECT_EQ(overview.floors(0).costs(1).amount(), 1);  // qian, 3, for sun, 2
  EXPECT_FALSE(overview.floors(0).bounded());
  ASSERT_THAT(overview.worthwhile(), SizeIs(1));
  EXPECT_EQ(overview.worthwhile(0).seats().item(), "pairings/yh-cx/courses/a");
  EXPECT_EQ(overview.worthwhile(0).gains(0).amount(), 1);
  EXPECT_EQ(overview.worthwhile(0).gains(1).amount(), 3);
  EXPECT_EQ(overview.plans_tried(), 0);
  EXPECT_FALSE(overview.more_untried());
}

TEST(OverviewOfPlan, SeatsDividedByQuotasAreWorthEachByItself) {
  PlannedItem course = PlannedCourse("a", 2);
  SeatPlan rules{.seats = 2, .quotas = {}, .categories = {}};
  for (const char* quota : {"division: '510824' seats: 1 ceiling: 1", "division: '33' seats: 1 ceiling: 1"})
    rules.quotas.push_back(FromText<v1::Quota>(quota));
  course.ledger = NewLedger(course.item.name, rules);
  const v1::PlanOverview overview =
      Overview(BasisOf(FactsOf({course}, {From("33", Seeks("zhao", 0)), Seeks("sun", 0), Seeks("li", 0)})));
  ASSERT_THAT(overview.worthwhile(), SizeIs(1));  // nobody else of 33 waits
  EXPECT_EQ(overview.worthwhile(0).seats().division(), "510824");
  EXPECT_EQ(overview.worthwhile(0).gains(0).amount(), 1);
}

TEST(OverviewOfPlan, WithEvennessPlansAreTried) {
  const v1::PlanOverview overview =
      Overview(BasisOf(TwoSeats(), absl::StrCat(kFloor, "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_SPREAD]")));
  ASSERT_THAT(overview.floors(), SizeIs(1));
  EXPECT_EQ(overview.floors(0).costs(0).amount(), 0);
  ASSERT_THAT(overview.worthwhile(), SizeIs(1));
  EXPECT_EQ(overview.worthwhile(0).gains(0).amount(), 1);
  EXPECT_EQ(overview.plans_tried(), 2);
  EXPECT_FALSE(overview.more_untried());
}

TEST(OverviewOfPlan, StopsWhenItIsTold) {
  const auto overview = OverviewOfPlan(BasisOf(TwoSeats(), kFloor), "x", [] { return true; });
  ASSERT_THAT(overview, IsOk());
  EXPECT_TRUE(overview->more_untried());
  EXPECT_THAT(overview->floors(), IsEmpty());
}

// zhao, who comes first, has the first of his two candidacies; sun the second of hers, as the course is full.
TEST(OverviewOfPlan, RanksAreByTheOrderOrByWishesWhereTheyAreTold) {
  PlanFacts facts = FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 5)},
                            {Seeks("zhao", 0), Seeks("zhao", 1), Seeks("sun", 0), Seeks("sun", 1)});
  storage::v1::PlanBasis basis = BasisOf(facts);
  ASSERT_THAT(basis.pair_seekers(), ElementsAre(0, 1, 2, 3));
  ASSERT_THAT(basis.chosen(), ElementsAre(0, 3));
  EXPECT_THAT(Overview(basis).rank_profile(), ElementsAre(1, 1));
  for (const int wish : {3, 0, 0, 0}) basis.add_pair_wishes(wish);
  EXPECT_THAT(Overview(basis).rank_profile(), ElementsAre(1, 1));  // the only one that zhao has a wish for
  basis.set_pair_wishes(0, 0);
  basis.set_pair_wishes(1, 1);
  EXPECT_THAT(Overview(basis).rank_profile(), ElementsAre(0, 2));  // zhao wishes for the other
}

TEST(OverviewOfPlan, PartsOfOneItemAreOneCandidacy) {
  PlannedItem course = PlannedCourse("a", 3);
  SeatPlan rules{
      .seats = 3, .quotas = {FromText<v1::Quota>("division: '510824' seats: 1 ceiling: 3")}, .categories = {}};
  course.ledger = NewLedger(course.item.name, rules);
  const auto basis = BasisOf(FactsOf({course}, {Seeks("zhao", 0)}));
  ASSERT_THAT(basis.pair_seekers(), ElementsAre(0, 0));
  EXPECT_THAT(Overview(basis).rank_profile(), ElementsAre(1));
}

TEST(OverviewOfPlan, AMatchingHasNoGoals) {
  storage::v1::PlanBasis basis;
  basis.set_is_matching(true);
  EXPECT_THAT(OverviewOfPlan(basis, "x").status(), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

}  // namespace
}  // namespace jiedui::scheduler
