// SPDX-License-Identifier: Apache-2.0
// A judge is worth what it catches: right plans with one thing made wrong.
#include "scheduler_service/planning/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/scheduler_service/planning/solved.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Three people, two seats each worth having: one is left out.
Instance Contested() { return Wishes({{5, 3}, {4, 3}, {2, 1}}, {1, 1}); }

TEST(Verify, RightPlanHasNoFindings) {
  const Solution solution = Solved(Contested());
  const Verdict verdict = Verify(Contested(), solution.plan, solution.certificate);
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_THAT(verdict.value, ElementsAre(8));
  EXPECT_THAT(verdict.bound, ElementsAre(8));
}

TEST(Verify, PairsOutOfRangeDoubledOrNotAscendingAreFound) {
  Solution solution = Solved(Contested());
  for (const std::vector<int32_t>& pairs : {std::vector<int32_t>{0, 0}, {3, 0}, {-1}, {6}}) {
    solution.plan.pairs = pairs;
    EXPECT_THAT(FindingsOf(Contested(), solution), ElementsAre(HasSubstr("out of range, doubled or not ascending")));
  }
}

TEST(Verify, OverstatedValueIsFound) {
  Solution solution = Solved(Contested());
  ++solution.plan.value[0];
  EXPECT_THAT(FindingsOf(Contested(), solution), ElementsAre(HasSubstr("is not the sum")));
}

TEST(Verify, BoundBelowWhatIsProvenIsFound) {
  Solution solution = Solved(Contested());
  --solution.plan.bound[0];
  EXPECT_THAT(FindingsOf(Contested(), solution), ElementsAre(HasSubstr("proves 8 only")));
}

TEST(Verify, WithoutAProofTheBoundIsWhatEverybodyWants) {
  const Solution solution = Solved(Contested());
  EXPECT_THAT(Verify(Contested(), solution.plan, {}).bound, ElementsAre(5 + 4 + 2));
}

TEST(Verify, BoundMayBeHigherThanProven) {
  Solution solution = Solved(Contested());
  ++solution.plan.bound[0];
  EXPECT_THAT(FindingsOf(Contested(), solution), IsEmpty());
  EXPECT_FALSE(solution.plan.optimal());
}

TEST(Verify, EveryPriceMatters) {
  const Solution solution = Solved(Contested());
  for (auto list : {&Prices::seat, &Prices::person})
    for (size_t k = 0; k < (solution.certificate.proofs[0].*list).size(); ++k)
      for (const int change : {-1, 1}) {
        Solution changed = solution;
        (changed.certificate.proofs[0].*list)[k] += change;
        EXPECT_THAT(FindingsOf(Contested(), changed), Not(IsEmpty())) << k << " by " << change;
      }
}

TEST(Verify, ProofOfAnotherShapeIsFound) {
  const Solution solution = Solved(Contested());
  const auto with = [&solution](auto change) {
    Solution changed = solution;
    change(changed.certificate.proofs[0]);
    return FindingsOf(Contested(), changed);
  };
  EXPECT_THAT(with([](Prices& prices) { prices.seat.pop_back(); }), Not(IsEmpty()));
  EXPECT_THAT(with([](Prices& prices) { prices.denominator = 0; }), Not(IsEmpty()));
  EXPECT_THAT(with([](Prices& prices) { prices.level_weight[0] = -1; }), Not(IsEmpty()));
  EXPECT_THAT(with([](Prices& prices) { prices.level_weight[0] = absl::Int128Max(); }), Not(IsEmpty()));
  EXPECT_THAT(with([](Prices& prices) { prices.person[0] = absl::Int128Max(); }), Not(IsEmpty()));
  EXPECT_THAT(with([](Prices& prices) { prices.person[0] = absl::Int128Min(); }), Not(IsEmpty()));
}

TEST(Verify, FractionalPricesAreRoundedForTheBoundNotAgainstIt) {
  Solution solution = Solved(Contested());
  Prices& prices = solution.certificate.proofs[0];
  prices.denominator = 3;
  for (auto* list : {&prices.seat, &prices.person})
    for (absl::int128& price : *list) price *= 3;
  prices.person[0] += 2;
  EXPECT_THAT(FindingsOf(Contested(), solution), IsEmpty());
  prices.person[0] += 1;
  EXPECT_THAT(FindingsOf(Contested(), solution), Not(IsEmpty()));
}

// Drop, add, swap: a changed plan either breaks a rule, or is a plan whose value is not what it says.
TEST(Verify, ChangedPlansOfRandomInstancesAreCaught) {
  ForSmallCases(1, 300, [](const Instance& instance, const Solution& solution, Dice&) {
    for (int32_t pair = 0; pair < instance.pairs(); ++pair) {
      Solution changed = solution;
      std::vector<int32_t>& pairs = changed.plan.pairs;
      const auto place = std::lower_bound(pairs.begin(), pairs.end(), pair);
      if (place != pairs.end() && *place == pair)
        pairs.erase(place);
      else
        pairs.insert(place, pair);
      const Verdict verdict = Verify(instance, changed.plan, changed.certificate);
      const bool same_value = std::all_of(instance.levels.begin(), instance.levels.end(),
                                          [pair](const Level& level) { return level.value[At(pair)] == 0; });
      ASSERT_TRUE(same_value || !verdict.ok());
    }
  });
}

TEST(Verify, InfeasibilityNeedsPricesBelowZero) {
  Instance instance = InGroups(Wishes({{1, 1}}, {1, 1}), 1, {{0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1},
                     {.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
  const absl::StatusOr<Answer> answer = Solve(instance);
  ASSERT_TRUE(answer.ok());
  Prices proof = std::get<Infeasible>(*answer).proof;
  EXPECT_THAT(VerifyInfeasible(instance, proof), IsEmpty());
  instance.quotas[0].floor = 0;
  EXPECT_THAT(VerifyInfeasible(instance, proof), ElementsAre(HasSubstr("proves nothing")));
  instance.quotas[0].floor = 1;
  proof.level_weight[0] = 1;
  EXPECT_THAT(VerifyInfeasible(instance, proof), Not(IsEmpty()));
  proof.level_weight[0] = 0;
  proof.person[0] -= 1;
  EXPECT_THAT(VerifyInfeasible(instance, proof), ElementsAre(HasSubstr("person[0]")));
}

}  // namespace
}  // namespace jiedui::planning
