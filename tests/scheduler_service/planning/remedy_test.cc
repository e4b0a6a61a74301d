// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/remedy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = ChangePart::Kind;

Remedy Of(int32_t pair, std::vector<ChangePart> parts, std::vector<int64_t> effect) {
  return {.pair = pair, .parts = std::move(parts), .effect = std::move(effect)};
}

TEST(Ranked, SmallestFirstThenBestAndNothingWithinAnother) {
  const std::vector<Remedy> ranked =
      Ranked({Of(0, {{Kind::kMoreSeats, 3, 2}}, {9}), Of(1, {{Kind::kMoreSeats, 3}}, {4}),
              Of(1, {{Kind::kGiveUpBusy, 0}}, {5}), Of(1, {{Kind::kMoreSeats, 3}, {Kind::kMoreInQuota, 0}}, {8})});
  ASSERT_THAT(ranked, SizeIs(3));
  EXPECT_EQ(ranked[0].parts[0].kind, Kind::kGiveUpBusy);
  EXPECT_THAT(ranked[1].effect, ElementsAre(4));
  EXPECT_EQ(ranked[2].pair, 0);
}

TEST(IsWithin, AsksForTheSamePairAndNoLargerAmount) {
  const Remedy one = Of(0, {{Kind::kMoreSeats, 3}}, {});
  EXPECT_TRUE(IsWithin(one, Of(0, {{Kind::kMoreSeats, 3, 2}}, {})));
  EXPECT_FALSE(IsWithin(Of(0, {{Kind::kMoreSeats, 3, 2}}, {}), one));
  EXPECT_FALSE(IsWithin(one, Of(1, {{Kind::kMoreSeats, 3}}, {})));
  EXPECT_FALSE(IsWithin(one, Of(0, {{Kind::kMoreSeats, 4}}, {})));
}

TEST(Changed, DoesEveryPart) {
  Instance instance = InGroups(Wishes({{1, 1}, {1, 1}}, {1, 2}), 1, {{0}, {0}});
  instance.items[1].seats_min = 2;
  instance.quotas = {{.item = 0, .group = 0, .floor = 0, .ceiling = 1}};
  instance.busy_begin = {0, 1, 2};
  instance.busy = {{.days = {20, 21}}, {.days = {1, 2}}};
  instance.pinned = {0};
  const Instance changed = Changed(instance, 1,
                                   {{Kind::kMoreSeats, 0, 3},
                                    {Kind::kMoreInQuota, 0, 2},
                                    {Kind::kLowerMinimum, 1, 1},
                                    {Kind::kGiveUpBusy, 1},
                                    {Kind::kComplete, 1},
                                    {Kind::kGiveUpPinned, 0},
                                    {Kind::kRaise, 0, 5}},
                                   {{.item = 1, .item_rises = true, .quotas = {0}}});
  EXPECT_EQ(changed.items[0].seats, 4);
  EXPECT_EQ(changed.items[1].seats, 7);
  EXPECT_EQ(changed.quotas[0].ceiling, 3 + 5);
  EXPECT_EQ(changed.items[1].seats_min, 1);
  EXPECT_THAT(changed.busy_begin, ElementsAre(0, 1, 1));
  EXPECT_THAT(changed.completed_begin, ElementsAre(0, 0, 1));
  EXPECT_THAT(changed.completed, ElementsAre(1));
  EXPECT_THAT(changed.pinned, IsEmpty());
  EXPECT_THAT(changed.forbidden, ElementsAre(0));
  EXPECT_TRUE(CheckInstance(changed).ok());
}

}  // namespace
}  // namespace jiedui::planning
