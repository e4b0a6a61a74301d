// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PlannedItem Covered(int away_max) {
  PlannedItem item = PlannedCourse("a", 5);
  item.item.requirements.set_away_per_organization_max(away_max);
  return item;
}

size_t PlacedIn(const absl::StatusOr<PlanModel>& model) {
  const auto answer = planning::Solve(model->instance);
  return answer.ok() ? std::get<planning::Solution>(*answer).plan.pairs.size() : 99;
}

TEST(AddHomeCovers, AtMostSoManyLeaveOneOrganisation) {
  const auto model = ModelOf(FactsOf({Covered(2)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(CheckInstance(model->instance), IsOk());
  ASSERT_THAT(model->instance.home_covers, SizeIs(1));
  EXPECT_EQ(PlacedIn(model), 2U);
  EXPECT_THAT(model->basis.stricter(), IsEmpty());
}

TEST(AddHomeCovers, WhoIsAwayAlreadyCounts) {
  PlanFacts facts = FactsOf({Covered(2)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)});
  facts.away["organizations/lingjiang"] = {{"2021-10-01", "2021-10-18"}, {"2021-09-01", "2021-09-30"}};
  const auto model = ModelOf(facts);
  ASSERT_THAT(model, IsOk());
  EXPECT_EQ(model->instance.people, 5);
  EXPECT_EQ(PlacedIn(model), 1U);
}

TEST(AddHomeCovers, WhereAllMayGoThereIsNone) {
  const auto model = ModelOf(FactsOf({Covered(3)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 0)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.home_covers, IsEmpty());
}

TEST(AddHomeCovers, IsStricterWhereItemsAskDifferently) {
  const auto model =
      ModelOf(FactsOf({Covered(1), PlannedCourse("b", 5)}, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 1)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->basis.stricter(), ElementsAre(HasSubstr("organizations/lingjiang: at most 1 of its people")));
}

}  // namespace
}  // namespace jiedui::scheduler
