// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/level_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

TEST(RangeOf, CountsTheBestAndTheWorstOfEachPerson) {
  const Instance instance = Wishes({{5, -2}, {3, 0}}, {1, 1});
  const LevelRange range = RangeOf(instance, instance.levels[0]);
  EXPECT_EQ(range.least, -2);
  EXPECT_EQ(range.most, 8);
}

TEST(RangeOf, CountsAsManyItemsAsAPersonMayHave) {
  Instance instance = Wishes({{5, 2, 1}}, {1, 1, 1});
  instance.items_per_person_max = 2;
  EXPECT_EQ(RangeOf(instance, instance.levels[0]).most, 10);
}

TEST(LevelWeights, EachOutweighsAllLaterOnesTogether) {
  Instance instance = Wishes({{5, -2}, {3, 0}}, {1, 1});
  instance.levels = {instance.levels[0], instance.levels[0], instance.levels[0]};
  EXPECT_THAT(*LevelWeights(instance), ElementsAre(121, 11, 1));
  EXPECT_EQ(WeightOf(instance, *LevelWeights(instance), 1), -2 * (121 + 11 + 1));
}

TEST(RangeOf, OfEvennessIsWhatAllPairsAreWorth) {
  const Instance instance = CoursesByMonth(3, {3, 3}, {1, 0});  // worth 3, 2, 1 and 4, 3, 2
  const LevelRange range = RangeOf(instance, instance.levels[1]);
  EXPECT_EQ(range.least, 0);
  EXPECT_EQ(range.most, 15);
  EXPECT_EQ(range.most_of_one, 4);
}

TEST(LevelWeights, WithEvennessAsManyCountAsThereAreSeats) {
  const Instance many = CoursesByMonth(3, {3, 3}, {1, 0});
  EXPECT_THAT(*LevelWeights(many), ElementsAre(16, 1));
  const Instance few = CoursesByMonth(3, {1, 1}, {1, 0});
  EXPECT_THAT(*LevelWeights(few), ElementsAre(2 * 4 + 1, 1));
}

// The judge counts everybody: what it would refuse is refused at the door, not called a bug.
TEST(LevelWeights, WithEvennessTheJudgeMustTakeThemToo) {
  std::vector<std::vector<int64_t>> wishes(1000, {int64_t{1} << 40});
  Instance instance = Wishes(wishes, {1});
  Level small = instance.levels[0];
  small.value.assign(small.value.size(), 32);
  Level even = small;
  even.value.assign(even.value.size(), 0);
  even.periods = {.of_item = {0}, .taken = {0}};
  instance.levels = {instance.levels[0], instance.levels[0], small, even};
  EXPECT_EQ(LevelWeights(instance).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Solve(instance).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(LevelWeights, TooManyLargeOnesAreRefused) {
  Instance instance = Wishes({{kValueMax}}, {1});
  instance.levels = {instance.levels[0], instance.levels[0], instance.levels[0]};
  EXPECT_EQ(LevelWeights(instance).status().code(), absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace jiedui::planning
