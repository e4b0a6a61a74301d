// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/instance_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The example of docs/planning-format.md.
constexpr char kExample[] =
    "jiedui-planning 1\n# both want it\npeople 2\r\ngroups 1\nlevel wishes\nitem 1 5 1 0\nmember 1 0\n\npair 0 0 9\n"
    "pair 1 0 4\nquota 0 0 1 1\n";

std::string ErrorOf(absl::string_view text) {
  const absl::StatusOr<Instance> instance = ParseInstance(text);
  return instance.ok() ? "" : std::string(instance.status().message());
}

TEST(ParseInstance, ExampleOfTheFormatIsSolved) {
  const absl::StatusOr<Instance> instance = ParseInstance(kExample);
  ASSERT_TRUE(instance.ok()) << instance.status();
  const absl::StatusOr<Answer> answer = Solve(*instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(std::get<Solution>(*answer).plan.pairs, ElementsAre(1));
}

TEST(ParseInstance, ExampleOfFairnessIsSolved) {
  std::string text =
      "jiedui-planning 1\npeople 6\ngroups 2\nlevel placed\nlevel fairness\nlevel wishes\nfair 1 0\nfair 1 1\n"
      "item 1 5 3 0\n";
  for (int person = 0; person < 6; ++person) absl::StrAppend(&text, "member ", person, " ", person / 4, "\n");
  for (int person = 0; person < 6; ++person) absl::StrAppend(&text, "pair ", person, " 0 1 0 ", 9 - person, "\n");
  const absl::StatusOr<Instance> instance = ParseInstance(text);
  ASSERT_TRUE(instance.ok()) << instance.status();
  const absl::StatusOr<Answer> answer = Solve(*instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(std::get<Solution>(*answer).plan.pairs, ElementsAre(0, 1, 4));
}

TEST(ParseInstance, ErrorsSayLineAndColumn) {
  const std::string head = "jiedui-planning 1\npeople 2\nlevel a\nitem 1 5 1 0\n";
  EXPECT_THAT(ErrorOf(""), HasSubstr("line 1, column 1: must begin with"));
  EXPECT_THAT(ErrorOf("jiedui-planning 2\n"), HasSubstr("line 1, column 17: this version"));
  EXPECT_THAT(ErrorOf(head + "pears 1\n"), HasSubstr("line 5, column 1: pears is no keyword"));
  EXPECT_THAT(ErrorOf(head + "pair 0  x 1\n"), HasSubstr("line 5, column 9: must be a whole number"));
  EXPECT_THAT(ErrorOf(head + "pair 0 0\n"), HasSubstr("line 5, column 9: at least 3 numbers"));
  EXPECT_THAT(ErrorOf(head + "pair 0 0 1 2\n"), HasSubstr("line 5, column 12: at most 3 numbers"));
  EXPECT_THAT(ErrorOf(head + "pair 2 0 1\n"), HasSubstr("line 5, column 6: must be a person: 0 to 1"));
  EXPECT_THAT(ErrorOf(head + "pair 0 1 1\n"), HasSubstr("line 5, column 8: must be an item above"));
  EXPECT_THAT(ErrorOf(head + "pair 1 0 1\npair 0 0 1\n"), HasSubstr("line 6, column 6: people must not fall"));
  EXPECT_THAT(ErrorOf(head + "pair 1 0 1\npinned 0 0\n"), HasSubstr("line 6, column 10: must be an item of a pair"));
  EXPECT_THAT(ErrorOf(head + "people 1\n"), HasSubstr("line 5, column 1: is there a second time"));
  EXPECT_THAT(ErrorOf(head + "busy 0 1 2 3\n"), HasSubstr("line 5, column 12: must be 0 or 1"));
  EXPECT_THAT(ErrorOf(head + "cover 0 1 2\n"), HasSubstr("line 5, column 11: the last day is missing"));
  EXPECT_THAT(ErrorOf(head + "fair 1 0\n"), HasSubstr("line 5, column 6: must be a level above"));
  EXPECT_THAT(ErrorOf(head + "period 1 0\n"), HasSubstr("line 5, column 8: must be a level above"));
  EXPECT_THAT(ErrorOf(head + "groups 99999999999\n"), HasSubstr("line 5, column 8: is too large"));
}

// A line that is too much would silently win over another, or say nothing.
TEST(ParseInstance, PeriodsOfItemsAreSaidOnce) {
  const std::string bare = "jiedui-planning 1\npeople 2\nlevel a\nlevel s\nitem 1 5 1 0\n";
  const std::string head = bare + "period 1 0\nperiod 1 0\n";
  EXPECT_EQ(ErrorOf(head + "spread 1 0 1\n"), "");
  EXPECT_THAT(ErrorOf(bare + "spread 1 0 0\n"), HasSubstr("line 6, column 8: must be a level with a period above"));
  EXPECT_THAT(ErrorOf(head + "spread 0 0 0\n"), HasSubstr("line 8, column 8: must be a level with a period above"));
  EXPECT_THAT(ErrorOf(head + "spread 1 7 0\n"), HasSubstr("line 8, column 10: must be an item above"));
  EXPECT_THAT(ErrorOf(head + "spread 1 0 -1\n"), HasSubstr("line 8, column 12: must be a period above: 0 to 1"));
  EXPECT_THAT(ErrorOf(head + "spread 1 0 2\n"), HasSubstr("line 8, column 12: must be a period above: 0 to 1"));
  EXPECT_THAT(ErrorOf(head + "spread 1 0 1\nspread 1 0 1\n"),
              HasSubstr("line 9, column 10: is in period 1 of the level already"));
}

TEST(ParseInstance, WhatIsReadIsChecked) {
  EXPECT_THAT(ErrorOf("jiedui-planning 1\npeople 1\nlevel a\nitem 5 1 1 0\n"), HasSubstr("items[0].days.last"));
}

TEST(WriteInstance, ParsesBackToTheSameBytes) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    Dice dice(seed);
    Instance instance = WithFairness(SmallInstance(dice), {0, 1, 2}, 1);
    auto periods = AnyPeriods(dice, instance.items.size());  // before the instance is moved
    instance = WithSpread(std::move(instance), std::move(periods), 2);
    instance.days_per_person.assign(At(instance.people), kNoLimit);
    instance.days_per_person[0] = 40;
    instance.travel_buffer_days = 1;
    if (instance.items.size() > 1) instance.exclusions = {{0, 1}};
    instance.home_covers = {{.group = 1, .away_max = 2}, {.group = 0, .away_max = 1, .days = {-3, 7}}};
    for (Level& level : instance.levels) level.name = "people placed";
    if (!CheckInstance(instance).ok()) continue;
    const std::string text = WriteInstance(instance);
    const absl::StatusOr<Instance> back = ParseInstance(text);
    ASSERT_TRUE(back.ok()) << back.status() << "\n" << text;
    EXPECT_EQ(WriteInstance(*back), text);
    EXPECT_EQ(back->pair_item, instance.pair_item);
    EXPECT_EQ(back->pinned, instance.pinned);
    EXPECT_EQ(back->group, instance.group);
    EXPECT_EQ(back->home_covers[0].days, kEveryDay);
    EXPECT_EQ(back->home_covers[1].days, (DayRange{-3, 7}));
    EXPECT_EQ(back->levels[1].fair_groups, instance.levels[1].fair_groups);
    EXPECT_EQ(back->levels[2].periods.of_item, instance.levels[2].periods.of_item);
    EXPECT_EQ(back->levels[2].periods.taken, instance.levels[2].periods.taken);
    EXPECT_TRUE(instance.pair_item.empty() || back->pair_begin == instance.pair_begin);
  }
}

}  // namespace
}  // namespace jiedui::planning
