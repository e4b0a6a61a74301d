// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/flow_solver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/sample_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;

absl::StatusOr<Answer> SolveOnly(const Instance& instance, const Budget& budget = {}) {
  const FlowCase flow = BuildFlow(instance);
  Meter meter(budget);
  return SolveFlow(instance, flow.network, meter);
}

// The same wishes times `scale`: the widths of numbers change, the plan does not.
TEST(SolveFlow, WideWeightsGiveTheSamePlan) {
  for (const int64_t scale : {int64_t{1}, int64_t{1} << 28, int64_t{1} << 34}) {
    Instance instance =
        InGroups(Wishes({{3 * scale, 2 * scale}, {2 * scale, scale}, {scale, 0}}, {1, 1}), 1, {{0}, {}, {}});
    instance.quotas = {{.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
    instance.levels.push_back(instance.levels[0]);
    const absl::StatusOr<Answer> answer = SolveOnly(instance);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_THAT(std::get<Solution>(*answer).plan.pairs, ElementsAre(1, 2));
    EXPECT_TRUE(std::get<Solution>(*answer).plan.optimal());
  }
}

TEST(SolveFlow, TwoItemsInTwoPeriods) {
  Instance instance = OnDays(Wishes({{3, 2}, {4, 5}}, {1, 1}), {{1, 2}, {8, 9}});
  instance.items_per_person_max = 2;
  const absl::StatusOr<Answer> answer = SolveOnly(instance);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(std::get<Solution>(*answer).plan.pairs, ElementsAre(2, 3));
}

TEST(SolveFlow, BudgetThatEndsBeforeTheFloorsHold) {
  Instance instance = InGroups(Wishes({{1}}, {1}), 1, {{0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  EXPECT_EQ(SolveOnly(instance, {.work_max = 1}).status().code(), absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace jiedui::planning
