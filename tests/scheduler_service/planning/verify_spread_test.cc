// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_spread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/spread.h"
#include "tests/scheduler_service/planning/changed_proofs.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Shares no code with it, and says the same.
TEST(SpreadLevel, CountsAsTheSolverDoes) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallSpreadInstance(dice);
    if (!CheckInstance(instance).ok()) continue;
    const Spread spread(instance);
    const Reading reading(instance);
    ASSERT_EQ(reading.spread_level(), spread.level());
    const SpreadLevel level(reading, instance.levels[At(spread.level())]);
    ASSERT_EQ(level.highest(), spread.total_max());
    std::vector<int32_t> chosen;
    for (int32_t person = 0; person < instance.people; ++person)
      if (!Of(person, instance.pair_begin, instance.pair_item).empty() && dice.OneIn(2))
        chosen.push_back(instance.pair_begin[At(person)]);
    ASSERT_EQ(level.TotalOf(reading, chosen), ValuesOf(instance, chosen)[At(spread.level())]) << "seed " << seed;
    std::vector<absl::int128> prices;
    for (int32_t p = 0; p < spread.periods(); ++p) prices.emplace_back(dice.Between(-5, 40));
    ASSERT_EQ(level.Surplus(7, prices, 1'000'000), spread.Surplus(7, prices));
  }
}

TEST(SpreadLevel, SurplusSaysWhenItLeavesItsBound) {
  const Instance instance = CoursesByMonth(3, {3, 3}, {1, 0});  // worth 3, 2, 1 and 4, 3, 2
  const Reading reading(instance);
  const SpreadLevel level(reading, instance.levels[1]);
  EXPECT_EQ(level.Surplus(10, {}, 1'000'000), 150);
  EXPECT_EQ(level.Surplus(10, {20, 30}, 1'000'000), 10 + 10);
  EXPECT_EQ(level.Surplus(10, {}, 100), std::nullopt);
}

TEST(VerifySpread, RightPlanHasNoFindingsAndAnUnevenOneHas) {
  const Instance instance = CoursesByMonth(4, {4, 4}, {0, 0});  // worth 4, 3, 2, 1 each
  Solution solution = Solved(instance);
  EXPECT_THAT(FindingsOf(instance, solution), IsEmpty());
  EXPECT_THAT(solution.plan.value, ElementsAre(4, 14));
  solution.plan.pairs = {0, 2, 4, 7};  // as many, three of them in the first period
  EXPECT_THAT(FindingsOf(instance, solution), Not(IsEmpty()));
  solution.plan.value = {4, 13};
  EXPECT_THAT(FindingsOf(instance, solution), IsEmpty());
  EXPECT_FALSE(solution.plan.optimal());
  solution.plan.bound = {4, 13};
  EXPECT_THAT(FindingsOf(instance, solution), ElementsAre(HasSubstr("bound[1] is 13, the certificate proves 14 only")));
}

TEST(VerifySpread, EveryPriceOfAPeriodMatters) {
  const Instance instance = CoursesByMonth(4, {4, 4}, {0, 0});
  const Solution solution = Solved(instance);
  for (size_t period = 0; period < 2; ++period)
    for (const int step : {-1, 1}) {
      Solution changed = solution;
      changed.certificate.proofs[0].period[period] += step * 1000;
      EXPECT_THAT(FindingsOf(instance, changed), Not(IsEmpty())) << period << " by " << step;
    }
  Solution changed = solution;
  changed.certificate.proofs[0].period.pop_back();
  EXPECT_THAT(FindingsOf(instance, changed), Contains(HasSubstr("must have one price a period")));
  changed.certificate.proofs[0].period.assign(2, absl::Int128Max());
  EXPECT_THAT(FindingsOf(instance, changed), Contains(HasSubstr("out of range")));
  changed.certificate.proofs[0].period.clear();
  EXPECT_THAT(FindingsOf(instance, changed), Not(IsEmpty()));
  changed = solution;
  changed.certificate.proofs[0].fair_group = {1};
  EXPECT_THAT(FindingsOf(instance, changed), Contains(HasSubstr("must have one price a fair group")));
}

// Whatever is changed in a proof: it is found, or what is proven then is true.
TEST(VerifySpreadProperty, NoChangedProofProvesTooMuch) {
  int32_t caught = 0;
  ExpectNoChangedProofProvesTooMuch(SmallSpreadInstance, caught);
  EXPECT_GT(caught, 2000);
}

// Whatever is changed in a plan: the judge finds it.
TEST(VerifySpreadProperty, NoChangedPlanPasses) {
  int32_t cases = 0;
  for (uint64_t seed = 1; cases < 300; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallSpreadInstance(dice);
    const std::optional<Solution> solution = SolvedExactly(instance);
    if (!solution.has_value()) continue;
    ++cases;
    const auto level = At(Spread(instance).level());
    Solution changed = *solution;
    ++changed.plan.value[level];
    ASSERT_THAT(FindingsOf(instance, changed), Not(IsEmpty())) << "seed " << seed;
    changed = *solution;
    --changed.plan.bound[level];
    ASSERT_THAT(FindingsOf(instance, changed), Not(IsEmpty())) << "seed " << seed;
    if (solution->plan.pairs.empty()) continue;
    changed = *solution;
    changed.plan.pairs.erase(changed.plan.pairs.begin());
    if (changed.plan.value == ValuesOf(instance, changed.plan.pairs)) continue;
    ASSERT_THAT(FindingsOf(instance, changed), Not(IsEmpty())) << "seed " << seed;
  }
}

}  // namespace
}  // namespace jiedui::planning
