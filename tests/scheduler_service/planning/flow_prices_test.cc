// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_prices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

TEST(PricesOf, QuotasAreDifferencesAndPeopleWhatTheyGain) {
  Instance instance = InGroups(Wishes({{9}, {4}}, {1}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  const FlowNetwork network = BuildFlow(instance).network;
  const Prices prices = PricesOf<int64_t>(instance, network, {1}, {9, 4}, {5, 3});
  EXPECT_THAT(prices.seat, ElementsAre(5));
  EXPECT_THAT(prices.quota, ElementsAre(-2));
  EXPECT_THAT(prices.person, ElementsAre(6, 0));
  EXPECT_EQ(WorthOf(instance, prices), 6 + 5 * 1 - 2 * 1);
}

TEST(PricesOf, PinnedPersonMayGainLessThanNothing) {
  Instance instance = Wishes({{1}}, {1});
  instance.pinned = {0};
  const FlowNetwork network = BuildFlow(instance).network;
  EXPECT_THAT(PricesOf<int64_t>(instance, network, {1}, {}, {4}).person, ElementsAre(-3));
}

TEST(WorthOf, ClosableItemIsWorthNothingAtLeast) {
  Instance instance = Wishes({{1}}, {3});
  instance.items[0].seats_min = 2;
  const Prices prices{.level_weight = {1}, .seat = {-4}, .quota = {}, .person = {7}};
  EXPECT_EQ(WorthOf(instance, prices), 7);
}

}  // namespace
}  // namespace jiedui::planning
