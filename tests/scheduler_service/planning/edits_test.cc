// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/edits.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

using Kind = Edit::Kind;

// Person 0 is pinned to item 0 and may have item 1; person 1 may have item 1.
Instance TwoPeople() {
  Instance instance{.people = 2};
  instance.items = {{.days = {1, 5}, .seats = 2}, {.days = {10, 14}, .seats = 2}};
  instance.pair_begin = {0, 2, 3};
  instance.pair_item = {0, 1, 1};
  instance.levels = {{.name = "placed", .value = {1, 1, 1}}};
  instance.items_per_person_max = 2;
  instance.groups = 1;
  instance.group_begin = {0, 1, 2};
  instance.group = {0, 0};
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 2}};
  instance.pinned = {0};
  return instance;
}

Instance Do(const Edit& edit) {
  auto edited = Edited(TwoPeople(), {edit});
  EXPECT_TRUE(edited.ok()) << edited.status();
  return *std::move(edited);
}

TEST(EditsTest, LimitsAreSet) {
  EXPECT_EQ(Do({.kind = Kind::kSeats, .index = 1, .amount = 7}).items[1].seats, 7);
  EXPECT_EQ(Do({.kind = Kind::kFloor, .index = 0, .amount = 0}).quotas[0].floor, 0);
  EXPECT_EQ(Do({.kind = Kind::kCeiling, .index = 0, .amount = 1}).quotas[0].ceiling, 1);
}

TEST(EditsTest, ACancelledItemAsksForNobody) {
  const Instance instance = Do({.kind = Kind::kCancel, .index = 0});
  EXPECT_EQ(instance.items[0].seats, 0);
  EXPECT_EQ(instance.quotas[0].floor, 0);
  EXPECT_TRUE(instance.pinned.empty());
  EXPECT_EQ(instance.forbidden, (std::vector<int32_t>{0}));
}

TEST(EditsTest, WhoLeavesHasNoPairs) {
  EXPECT_EQ(Do({.kind = Kind::kLeave, .index = 0}).forbidden, (std::vector<int32_t>{0, 1}));
  EXPECT_EQ(Do({.kind = Kind::kForbid, .index = 2}).forbidden, (std::vector<int32_t>{2}));
}

TEST(EditsTest, APinThatComesToClashIsNoLongerOne) {
  EXPECT_TRUE(Do({.kind = Kind::kBusy, .index = 0, .days = {5, 5}}).pinned.empty());
  EXPECT_EQ(Do({.kind = Kind::kBusy, .index = 0, .days = {6, 6}}).pinned.size(), 1);
  EXPECT_EQ(Do({.kind = Kind::kBusy, .index = 1, .days = {5, 5}}).pinned.size(), 1);
  Instance both = TwoPeople();
  both.pinned = {0, 1};
  const auto moved = Edited(both, {{.kind = Kind::kDays, .index = 1, .days = {5, 9}}});
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->pinned, (std::vector<int32_t>{0}));
}

TEST(EditsTest, NamesTheEditThatIsOutOfRange) {
  const auto edited = Edited(TwoPeople(), {{.kind = Kind::kLeave, .index = 0}, {.kind = Kind::kSeats, .index = 2}});
  EXPECT_EQ(edited.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(edited.status().message(), "edits[1].index: 2, must be 0 to 1");
}

TEST(EditsTest, WhatIsImpossibleIsRefused) {
  const auto edited = Edited(TwoPeople(), {{.kind = Kind::kFloor, .index = 0, .amount = 3}});
  EXPECT_EQ(edited.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace jiedui::planning
