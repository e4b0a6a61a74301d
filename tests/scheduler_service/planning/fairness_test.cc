// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/fairness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/fair_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Fairness, TheNextPairIsWorthMoreWhereTheShareIsSmaller) {
  const Fairness fairness(OneCourse({2, 4}, 3));
  // Steps: 0/2, 0/4, 1/4, 1/2 and 2/4, 3/4; of equal shares the smaller group comes first.
  EXPECT_EQ(fairness.level(), 1);
  EXPECT_EQ(fairness.worth_max(), 6);
  EXPECT_EQ(fairness.WorthOfNext(0, 0), 6);
  EXPECT_EQ(fairness.WorthOfNext(1, 0), 5);
  EXPECT_EQ(fairness.WorthOfNext(1, 1), 4);
  EXPECT_EQ(fairness.WorthOfNext(0, 1), 3);
  EXPECT_EQ(fairness.WorthOfNext(1, 2), 2);
  EXPECT_EQ(fairness.WorthOfNext(1, 3), 1);
  EXPECT_EQ(fairness.total_max(), 6 + 5 + 4 + 3 + 2 + 1);
}

TEST(Fairness, GroupsOfEqualSizeAreEqual) {
  const Fairness fairness(OneCourse({3, 3}, 3));
  for (int32_t pairs = 0; pairs < 3; ++pairs) EXPECT_EQ(fairness.WorthOfNext(0, pairs), fairness.WorthOfNext(1, pairs));
  EXPECT_EQ(fairness.worth_max(), 3);
}

TEST(Fairness, PeopleWithoutPairsAreNotCounted) {
  Instance instance = OneCourse({2, 1}, 3);
  ++instance.people;  // another one of group 1
  instance.pair_begin.push_back(instance.pair_begin.back());
  instance.group.push_back(1);
  instance.group_begin.push_back(Size(instance.group.size()));
  const Fairness fairness(instance);
  EXPECT_EQ(fairness.pairs_max(1), 1);
  EXPECT_EQ(fairness.WorthOfNext(1, 0), Fairness(OneCourse({2, 1}, 3)).WorthOfNext(1, 0));
}

TEST(Fairness, APersonMayHaveSeveralItems) {
  Instance instance = InGroups(Wishes({{1, 1, 1}}, {1, 1, 1}), 1, {{0}});
  instance.items_per_person_max = 2;
  EXPECT_EQ(Fairness(WithFairness(instance, {0}, 0)).pairs_max(0), 1) << "all on the same days";
  instance = OnDays(instance, {{1, 5}, {1, 5}, {6, 9}});
  EXPECT_EQ(Fairness(WithFairness(instance, {0}, 0)).pairs_max(0), 2);
  instance.items_per_person_max = 3;
  EXPECT_EQ(Fairness(WithFairness(instance, {0}, 0)).pairs_max(0), 2) << "parts of one item are no two items";
}

TEST(Fairness, WithoutSuchALevelThereAreNoGroups) {
  const Fairness fairness(Wishes({{1}}, {1}));
  EXPECT_EQ(fairness.level(), kNone);
  EXPECT_EQ(fairness.groups(), 0);
  EXPECT_EQ(fairness.group_of(0), kNone);
  EXPECT_EQ(fairness.total_max(), 0);
}

TEST(CheckInstance, ALevelOfFairnessHasGroupsApartAndNoValues) {
  const auto error_of = [](const Instance& instance) { return std::string(CheckInstance(instance).message()); };
  Instance instance = OneCourse({1, 1}, 1);
  EXPECT_EQ(error_of(instance), "");
  instance.levels[1].value[1] = 2;
  EXPECT_THAT(error_of(instance), HasSubstr("levels[1].value[1]: 2, must be 0"));
  instance = OneCourse({1, 1}, 1);
  instance.levels[1].fair_groups = {0, 2};
  EXPECT_THAT(error_of(instance), HasSubstr("levels[1].fair_groups[1]: 2, must be 0 to 1"));
  EXPECT_THAT(error_of(WithFairness(OneCourse({1, 1}, 1), {0}, 0)), HasSubstr("levels[2].fair_groups: another level"));
  instance = WithFairness(InGroups(Wishes({{1}}, {1}), 2, {{0, 1}}), {0, 1}, 0);
  EXPECT_THAT(error_of(instance), HasSubstr("person 0 is in 2 of them"));
}

}  // namespace
}  // namespace jiedui::planning
