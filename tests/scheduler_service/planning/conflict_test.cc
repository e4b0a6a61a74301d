// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/conflict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/sample_instances.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using Kind = RuleRef::Kind;

Infeasible InfeasibleOf(const Instance& instance) {
  const absl::StatusOr<Answer> answer = Solve(instance);
  EXPECT_TRUE(answer.ok()) << answer.status();
  if (!answer.ok() || !std::holds_alternative<Infeasible>(*answer)) return {};
  return std::get<Infeasible>(*answer);
}

// Of the instance, only those rules that can be in a conflict and are in the list.
Instance Only(Instance instance, const std::vector<RuleRef>& rules) {
  const auto has = [&rules](Kind kind, size_t index) {
    return std::count(rules.begin(), rules.end(), RuleRef{kind, static_cast<int32_t>(index)}) > 0;
  };
  for (size_t j = 0; j < instance.items.size(); ++j)
    if (!has(Kind::kSeats, j)) instance.items[j].seats = instance.people;
  for (size_t q = 0; q < instance.quotas.size(); ++q) {
    if (!has(Kind::kFloor, q)) instance.quotas[q].floor = 0;
    if (!has(Kind::kCeiling, q)) instance.quotas[q].ceiling = instance.people;
  }
  std::erase_if(instance.pinned, [&](int32_t pair) { return !has(Kind::kPin, static_cast<size_t>(pair)); });
  return instance;
}

TEST(Conflict, FloorsOfOnePersonTwiceNameBoth) {
  Instance instance = InGroups(Wishes({{1, 1}}, {1, 1}), 1, {{0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1},
                     {.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
  EXPECT_THAT(InfeasibleOf(instance).conflict, ElementsAre(RuleRef{Kind::kFloor, 0}, RuleRef{Kind::kFloor, 1}));
}

TEST(Conflict, FloorBeyondTheCandidatesStandsAlone) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {2}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 2, .ceiling = 2}};
  EXPECT_THAT(InfeasibleOf(instance).conflict, ElementsAre(RuleRef{Kind::kFloor, 0}));
}

TEST(Conflict, MorePinsThanSeatsNameTheSeatsAndAsManyPinsAsNeeded) {
  Instance instance = Wishes({{1}, {1}, {1}}, {1});
  instance.pinned = {0, 1, 2};
  const Infeasible answer = InfeasibleOf(instance);
  ASSERT_EQ(answer.conflict.size(), 3U);
  EXPECT_EQ(answer.conflict[0], (RuleRef{Kind::kSeats, 0}));
}

TEST(Conflict, PinThatTakesTheLastCandidateOfAFloor) {
  Instance instance = InGroups(Wishes({{1, 1}}, {1, 1}), 1, {{0}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 1, .ceiling = 1}};
  instance.pinned = {1};
  EXPECT_THAT(InfeasibleOf(instance).conflict, ElementsAre(RuleRef{Kind::kFloor, 0}, RuleRef{Kind::kPin, 1}));
}

// Without the second pin the person's choices would tie each other; that does not make it guilty.
TEST(Conflict, PinWithoutWhichTheCaseIsInexactMayBeInnocent) {
  Instance instance = OnDays(Wishes({{1, 1, 3}}, {2, 0, 1}), {{7, 10}, {4, 5}, {12, 15}});
  instance.items[0].days = {10, 16};
  instance.items_per_person_max = 2;
  instance.pinned = {1, 2};
  instance.pair_item = {0, 1, 2};
  EXPECT_THAT(InfeasibleOf(instance).conflict, ElementsAre(RuleRef{Kind::kSeats, 1}, RuleRef{Kind::kPin, 1}));
}

TEST(Conflict, BudgetThatEndsMeanwhileBlamesNobody) {
  Instance instance = InGroups(Wishes({{1}, {1}}, {2}), 1, {{0}, {}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 2, .ceiling = 2}};
  EXPECT_EQ(Solve(instance, {.work_max = 1}).status().code(), absl::StatusCode::kResourceExhausted);
}

// Together they cannot hold; without any one of them they can.
TEST(Conflict, IsIrreducibleByLookingAtEveryPlan) {
  int seen = 0;
  for (uint64_t seed = 1; seed <= 6'000; ++seed) {
    Dice dice(seed);
    const Instance instance = SmallInstance(dice);
    if (!CheckInstance(instance).ok() || !WhyNotExact(instance).empty()) continue;
    const absl::StatusOr<Answer> answer = Solve(instance);
    if (!answer.ok() || !std::holds_alternative<Infeasible>(*answer)) continue;
    ++seen;
    const auto& infeasible = std::get<Infeasible>(*answer);
    ASSERT_TRUE(VerifyInfeasible(instance, infeasible.proof).empty()) << "seed " << seed;
    ASSERT_FALSE(EveryPlan(Only(instance, infeasible.conflict)).Best().has_value()) << "seed " << seed;
    for (const RuleRef& rule : infeasible.conflict) {
      std::vector<RuleRef> others = infeasible.conflict;
      others.erase(std::find(others.begin(), others.end(), rule));
      const Instance rest = Only(instance, others);
      if (!WhyNotExact(rest).empty()) continue;
      ASSERT_TRUE(EveryPlan(rest).Best().has_value()) << "seed " << seed << ", " << ToString(rule);
    }
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
}  // namespace jiedui::planning
