// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/candidacy.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Reading, FindsPersonItemAndQuotasOfAPair) {
  Instance instance = InGroups(Wishes({{1, 1}, {0, 1}}, {1, 1}), 3, {{0, 2}, {1}});
  instance.quotas = {{.item = 1, .group = 2, .ceiling = 1}, {.item = 1, .group = 0, .ceiling = 1}};
  const Reading reading(instance);
  EXPECT_EQ(reading.person_of(2), 1);
  EXPECT_EQ(reading.item_of(2), 1);
  EXPECT_THAT(reading.QuotasOf(0), IsEmpty());
  EXPECT_THAT(reading.QuotasOf(1), ElementsAre(1, 0));
  EXPECT_THAT(reading.QuotasOf(2), IsEmpty());
}

// Two people wrote them; they must mean the same.
TEST(Reading, StandingIsWhatTheSolverSays) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    Dice dice(seed);
    Instance instance = SmallInstance(dice);
    instance.pinned.clear();
    if (!CheckInstance(instance).ok()) continue;
    const Reading reading(instance);
    const std::vector<bool> stands = StandingPairs(instance);
    for (int32_t pair = 0; pair < instance.pairs(); ++pair) ASSERT_EQ(reading.Stands(pair), stands[At(pair)]) << seed;
  }
}

}  // namespace
}  // namespace jiedui::planning
