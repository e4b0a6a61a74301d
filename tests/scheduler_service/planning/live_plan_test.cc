// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/live_plan.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

// Item 0 and item 1 with a seat each. Person 0 is in 0, person 1 in 1 and would rather have 0, person 2 waits for 1.
Instance Ladder() {
  Instance instance{.people = 3};
  instance.items = {{.days = {1, 2}, .seats = 1}, {.days = {1, 2}, .seats = 1}};
  instance.pair_begin = {0, 1, 3, 4};
  instance.pair_item = {0, 0, 1, 1};
  instance.levels = {{.name = "placed", .value = {1, 1, 1, 1}}, {.name = "wish", .value = {9, 5, 3, 2}}};
  return instance;
}

LivePlan MakeLive(const Instance& instance) {
  const auto answer = Solve(instance);
  EXPECT_TRUE(answer.ok()) << answer.status();
  auto live = LivePlan::Make(instance, std::get<Solution>(*answer));
  EXPECT_TRUE(live.ok()) << live.status();
  return *std::move(live);
}

TEST(LivePlanTest, AWithdrawalIsFilledByAChain) {
  LivePlan live = MakeLive(Ladder());
  const auto chain = live.Withdraw(0);
  ASSERT_TRUE(chain.ok()) << chain.status();
  EXPECT_EQ(chain->moves, (std::vector<PersonMove>{{0, 0, kNone}, {1, 2, 1}, {2, kNone, 3}}));
  EXPECT_EQ(chain->gain, (std::vector<int64_t>{0, -5}));
  EXPECT_TRUE(live.IsChosen(1));
  EXPECT_FALSE(live.IsChosen(0));
}

TEST(LivePlanTest, ASeatMoreIsFilledByAChain) {
  LivePlan live = MakeLive(Ladder());
  const auto chain = live.AddSeat(0);
  ASSERT_TRUE(chain.ok());
  EXPECT_EQ(chain->moves, (std::vector<PersonMove>{{1, 2, 1}, {2, kNone, 3}}));
  EXPECT_EQ(chain->gain, (std::vector<int64_t>{1, 4}));
}

TEST(LivePlanTest, ASeatThatAFloorNeedsStays) {
  Instance instance = Ladder();
  instance.groups = 1;
  instance.group_begin = {0, 1, 1, 1};
  instance.group = {0};
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  LivePlan live = MakeLive(instance);
  EXPECT_EQ(live.RemoveSeat(0).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(live.Withdraw(0).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(live.Leave(0).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(live.IsChosen(0));
}

TEST(LivePlanTest, RefusesWhatIsNotThere) {
  LivePlan live = MakeLive(Ladder());
  EXPECT_EQ(live.Withdraw(1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(live.Withdraw(4).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(live.Leave(-1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(live.AddSeat(2).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(live.RaiseCeiling(0).status().code(), absl::StatusCode::kInvalidArgument);
}

std::set<int32_t> Carried(std::set<int32_t> plan, const VacancyChain& chain) {
  for (const PersonMove& move : chain.moves) EXPECT_TRUE(move.from == kNone || plan.erase(move.from) == 1);
  for (const PersonMove& move : chain.moves) EXPECT_TRUE(move.to == kNone || plan.insert(move.to).second);
  return plan;
}

std::set<int32_t> PlanOf(const LivePlan& live) {
  const std::vector<int32_t> pairs = live.ToSolution().plan.pairs;
  return {pairs.begin(), pairs.end()};
}

// Does one thing at random; the chains that it answered.
absl::StatusOr<std::vector<VacancyChain>> Disturb(LivePlan& live, Dice& dice) {
  const Instance& instance = live.instance();
  const auto one = [](absl::StatusOr<VacancyChain> chain) -> absl::StatusOr<std::vector<VacancyChain>> {
    if (!chain.ok()) return chain.status();
    return std::vector<VacancyChain>{*std::move(chain)};
  };
  const int32_t item = dice.Between(0, Size(instance.items.size()) - 1);
  switch (dice.Between(0, 4)) {
    case 0:
      return one(live.AddSeat(item));
    case 1:
      return one(live.RemoveSeat(item));
    case 2:
      return live.Leave(dice.Between(0, instance.people - 1));
    case 3:
      return one(live.RaiseCeiling(dice.Between(0, Size(instance.quotas.size()))));
    default:
      return one(live.Withdraw(dice.Between(0, instance.pairs())));
  }
}

// Nobody waits who could take a free seat or the seat of somebody worth less; the optimum says so, here it is seen.
void ExpectNobodyPassedOver(const Instance& instance, const std::set<int32_t>& plan) {
  const auto best = EveryPlan(instance).Best();
  ASSERT_TRUE(best.has_value());
  std::vector<int64_t> value(instance.levels.size());
  for (size_t l = 0; l < value.size(); ++l)
    for (const int32_t pair : plan) value[l] += instance.levels[l].value[At(pair)];
  ASSERT_EQ(value, *best);
}

TEST(LivePlanTest, ChainsKeepTheOptimumThroughThousandsOfVacancies) {
  int32_t done = 0;
  int32_t refused = 0;
  size_t longest = 0;
  ForSmallCases(500'000, 2500, [&](const Instance& instance, const Solution&, Dice& dice) {
    LivePlan live = MakeLive(instance);
    for (int32_t k = 0; k < 5; ++k) {
      const std::set<int32_t> before = PlanOf(live);
      const auto chains = Disturb(live, dice);
      std::set<int32_t> after = before;
      if (chains.ok()) {
        ++done;
        for (const VacancyChain& chain : *chains) {
          after = Carried(after, chain);
          longest = std::max(longest, chain.moves.size());
        }
      } else {
        ++refused;
      }
      ASSERT_EQ(PlanOf(live), after) << "the moves are the difference";
      ExpectNobodyPassedOver(live.instance(), after);
      const Solution solution = live.ToSolution();
      const Verdict verdict = Verify(live.instance(), solution.plan, solution.certificate);
      ASSERT_TRUE(verdict.ok()) << verdict.findings.front();
      ASSERT_EQ(verdict.bound, verdict.value);
    }
  });
  EXPECT_GT(done, 6000);
  EXPECT_GT(refused, 200);
  EXPECT_GE(longest, 4);
}

}  // namespace
}  // namespace jiedui::planning
