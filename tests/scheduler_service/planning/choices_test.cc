// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/choices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/best_bundle.h"
#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

// Item 1 comes first, item 0 overlaps it, item 2 comes last.
Instance Three() {
  Instance instance = OnDays(Wishes({{4, 5, 6}}, {1, 2, 3}), {{3, 6}, {1, 4}, {9, 9}});
  instance.items_per_person_max = 3;
  return instance;
}

TEST(LayOut, SortsByLastDayAndCountsWhatEndsBefore) {
  const Choices choices = LayOut(Three());
  EXPECT_THAT(choices.pair, ElementsAre(1, 0, 2));
  EXPECT_THAT(choices.before, ElementsAre(0, 0, 2));
  EXPECT_THAT(choices.capacity, ElementsAre(1, 2, 3));
  EXPECT_THAT(choices.items_max, ElementsAre(2));
  EXPECT_FALSE(choices.is_limited[0]);
}

TEST(LayOut, BufferLiesBetween) {
  Instance instance = Three();
  instance.travel_buffer_days = 3;
  EXPECT_THAT(LayOut(instance).before, ElementsAre(0, 0, 1));
}

TEST(LayOut, PinsAreTakenOut) {
  Instance instance = InGroups(Three(), 1, {{0}});
  instance.quotas = {{.item = 2, .group = 0, .floor = 1, .ceiling = 2}};
  instance.pinned = {2};
  instance.items_per_person_max = 2;
  const Choices choices = LayOut(instance);
  EXPECT_THAT(choices.pair, ElementsAre(1, 0));
  EXPECT_THAT(choices.capacity, ElementsAre(1, 2, 2, 1));
  EXPECT_THAT(choices.floor, ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(choices.items_max, ElementsAre(1));
}

TEST(LayOut, WhoPassesTheSameGatesHasTheSameSlot) {
  Instance instance = InGroups(Wishes({{1}, {1}, {1}}, {3}), 2, {{0, 1}, {1}, {0, 1}});
  instance.quotas = {{.item = 0, .group = 1, .ceiling = 3}, {.item = 0, .group = 0, .ceiling = 2}};
  const Choices choices = LayOut(instance);
  EXPECT_THAT(choices.slot, ElementsAre(1, 0, 1));
  EXPECT_THAT(choices.GatesOf(0), ElementsAre(0, 1));
  EXPECT_THAT(choices.GatesOf(1), ElementsAre(0, 1, 2));
  EXPECT_THAT(choices.item_slots, ElementsAre(0, 2));
}

TEST(BestBundle, ChoosesAmongOverlaps) {
  const Choices choices = LayOut(Three());
  BestBundle<int64_t> best(choices);
  std::vector<int32_t> chosen;
  EXPECT_EQ(best.Value(0, [](int32_t entry) { return entry == 2 ? 1 : 7 - entry; }), 8);
  best.ForEachChosen([&](int32_t entry) { chosen.push_back(entry); });
  EXPECT_THAT(chosen, ElementsAre(2, 0));
}

TEST(BestBundle, KeepsALimitAndLeavesLosses) {
  Instance instance = Three();
  instance.items_per_person_max = 1;
  const Choices choices = LayOut(instance);
  EXPECT_TRUE(choices.is_limited[0]);
  BestBundle<int64_t> best(choices);
  EXPECT_EQ(best.Value(0, [](int32_t entry) { return entry + 1; }), 3);
  EXPECT_EQ(best.Value(0, [](int32_t) { return -1; }), 0);
}

TEST(BestBundle, HasNothingWhereThePinsAreAll) {
  Instance instance = Three();
  instance.items_per_person_max = 1;
  instance.pinned = {2};
  const Choices choices = LayOut(instance);
  BestBundle<int64_t> best(choices);
  EXPECT_EQ(best.Value(0, [](int32_t) { return 5; }), 0);
}

}  // namespace
}  // namespace jiedui::planning
