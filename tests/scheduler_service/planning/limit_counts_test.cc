// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/limit_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CountLimits, ByItemAndByGroupAtTheItem) {
  Instance instance = InGroups(Wishes({{1, 1}, {1, 0}, {1, 1}}, {3, 3}), 2, {{0, 1}, {1}, {0}});
  instance.quotas = {{.item = 0, .group = 1, .floor = 0, .ceiling = 1},
                     {.item = 1, .group = 0, .floor = 0, .ceiling = 1}};
  const LimitCounts counts = CountLimits(instance, {0, 2, 4});  // persons 0 and 1 at item 0, person 2 at item 1
  EXPECT_THAT(counts.item, ElementsAre(2, 1));
  EXPECT_THAT(counts.quota, ElementsAre(2, 1));
  EXPECT_THAT(CountLimits(instance, {}).quota, ElementsAre(0, 0));
  EXPECT_THAT(CountLimits({}, {}).item, IsEmpty());
}

}  // namespace
}  // namespace jiedui::planning
