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
  EXPECT_EQ(model->instance.people, 4) << "who is back by then does not count";
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
  EXPECT_THAT(model->basis.stricter(),
              ElementsAre(HasSubstr(
                  "organizations/lingjiang: from 2021-10-18 to 2021-10-29 at most 1 of its people are away")));
}

// Of three each, who may all have the other item beside it, or instead.
TEST(AddHomeCovers, ItemsOnOtherDaysAndPartTimeOnesAreFree) {
  PlannedItem part_time = PlannedCourse("c", 5);
  part_time.item.intensity = v1::INTENSITY_PART_TIME;
  for (const PlannedItem& other : {PlannedCourse("b", 5, "2021-11-01", "2021-11-05"), part_time}) {
    SCOPED_TRACE(other.item.name);
    std::vector<PlanCandidate> seekers;
    for (const char* person : {"a", "b", "c"})
      for (const int item : {0, 1}) seekers.push_back(Seeks(person, item));
    const auto model = ModelOf(FactsOf({Covered(1), other}, seekers));
    ASSERT_THAT(model, IsOk());
    EXPECT_THAT(CheckInstance(model->instance), IsOk());
    EXPECT_EQ(PlacedIn(model), 1U + 3U);
    EXPECT_THAT(model->basis.stricter(), IsEmpty());
  }
}

TEST(AddHomeCovers, ItemsThatShareDaysCountTogether) {
  std::vector<PlannedItem> items = {Covered(1), PlannedCourse("b", 5, "2021-10-29", "2021-11-05")};
  items[1].item.requirements.set_away_per_organization_max(1);
  PlanFacts facts = FactsOf(items, {Seeks("a", 0), Seeks("b", 0), Seeks("c", 1), Seeks("d", 1)});
  EXPECT_EQ(PlacedIn(ModelOf(facts)), 1U);
  EXPECT_THAT(ModelOf(facts)->basis.stricter(), IsEmpty());
  facts.away["organizations/lingjiang"] = {{"2021-10-30", "2021-10-31"}, {"2021-11-20", "2021-11-30"}};
  EXPECT_EQ(PlacedIn(ModelOf(facts)), 1U);
  facts.seekers = {Seeks("c", 1), Seeks("d", 1)};
  EXPECT_EQ(PlacedIn(ModelOf(facts)), 0U);
}

// The instance counts somebody at all items of the days, whoever employs them then.
TEST(AddHomeCovers, IsStricterWhereSomebodyIsInTwoHomes) {
  std::vector<PlannedItem> items = {Covered(1), PlannedCourse("b", 5, "2021-10-25", "2021-11-05")};
  items[1].item.requirements.set_away_per_organization_max(1);
  PlanFacts facts = FactsOf(items, {Seeks("a", 0), Seeks("b", 0), Seeks("b", 1)});
  EXPECT_THAT(ModelOf(facts)->basis.stricter(), IsEmpty());
  facts.seekers[2].organization = "organizations/other";
  EXPECT_THAT(ModelOf(facts)->basis.stricter(), ElementsAre(HasSubstr("organizations/lingjiang: from 2021-10-18")));
}

}  // namespace
}  // namespace jiedui::scheduler
