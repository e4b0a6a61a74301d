// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_fairness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/fairness.h"
#include "scheduler_service/planning/level_values.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/planning/changed_proofs.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/fair_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Shares no code with it, and says the same.
TEST(FairLevel, CountsAsTheSolverDoes) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallFairInstance(dice);
    if (!CheckInstance(instance).ok()) continue;
    const Fairness fairness(instance);
    const Reading reading(instance);
    ASSERT_EQ(reading.fair_level(), fairness.level());
    const FairLevel level(reading, instance.levels[At(fairness.level())]);
    ASSERT_EQ(level.highest(), fairness.total_max());
    std::vector<int32_t> chosen;
    for (int32_t person = 0; person < instance.people; ++person)
      if (!Of(person, instance.pair_begin, instance.pair_item).empty() && dice.OneIn(2))
        chosen.push_back(instance.pair_begin[At(person)]);
    ASSERT_EQ(level.TotalOf(reading, chosen), ValuesOf(instance, chosen)[At(fairness.level())]) << "seed " << seed;
  }
}

TEST(FairLevel, SurplusIsWhatPairsAreWorthBeyondTheirPrices) {
  const Instance instance = OneCourse({2, 4}, 3);  // worth 6, 3 and 5, 4, 2, 1
  const Reading reading(instance);
  const FairLevel level(reading, instance.levels[1]);
  EXPECT_EQ(level.Surplus(10, {}, 1'000'000), 210);
  EXPECT_EQ(level.Surplus(10, {30, 40}, 1'000'000), 30 + 10);
  EXPECT_EQ(level.Surplus(10, {-1, 100}, 1'000'000), 61 + 31);
  EXPECT_EQ(level.Surplus(10, {}, 100), std::nullopt);
}

TEST(VerifyFair, RightPlanHasNoFindingsAndAnUnevenOneHas) {
  const Instance instance = OneCourse({2, 4}, 3);
  Solution solution = Solved(instance);
  EXPECT_THAT(FindingsOf(instance, solution), IsEmpty());
  EXPECT_THAT(solution.plan.value, ElementsAre(3, 15));
  solution.plan.pairs = {2, 3, 4};  // as many, all of group 1
  EXPECT_THAT(FindingsOf(instance, solution), Not(IsEmpty()));
  solution.plan.value = {3, 11};
  EXPECT_THAT(FindingsOf(instance, solution), IsEmpty());
  EXPECT_FALSE(solution.plan.optimal());
  solution.plan.bound = {3, 11};
  EXPECT_THAT(FindingsOf(instance, solution), ElementsAre(HasSubstr("bound[1] is 11, the certificate proves 15 only")));
}

TEST(VerifyFair, EveryPriceOfAGroupMatters) {
  const Instance instance = OneCourse({2, 4}, 3);
  const Solution solution = Solved(instance);
  for (size_t group = 0; group < 2; ++group)
    for (const int step : {-1, 1}) {
      // The people of the group gain or lose with it: the proof holds together, and proves less.
      Solution changed = solution;
      Prices& prices = changed.certificate.proofs[0];
      prices.fair_group[group] += step * 1000;
      EXPECT_THAT(FindingsOf(instance, changed), Not(IsEmpty())) << group << " by " << step;
    }
  Solution changed = solution;
  changed.certificate.proofs[0].fair_group.pop_back();
  EXPECT_THAT(FindingsOf(instance, changed), testing::Contains(HasSubstr("must have one price a fair group")));
  changed.certificate.proofs[0].fair_group.assign(2, absl::Int128Max());
  EXPECT_THAT(FindingsOf(instance, changed), testing::Contains(HasSubstr("out of range")));
  changed.certificate.proofs[0].fair_group.clear();
  EXPECT_THAT(FindingsOf(instance, changed), Not(IsEmpty()));
}

// Whatever is changed in a proof: it is found, or what is proven then is true.
TEST(VerifyFairProperty, NoChangedProofProvesTooMuch) {
  int32_t caught = 0;
  ExpectNoChangedProofProvesTooMuch(SmallFairInstance, caught);
  EXPECT_GT(caught, 2000);
}

}  // namespace
}  // namespace jiedui::planning
