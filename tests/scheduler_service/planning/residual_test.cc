// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/residual.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"

namespace jiedui::planning {
namespace {

// What the residual holds is what looking at every plan finds, and its prices prove it.
void ExpectOptimum(const Instance& instance, const Residual& residual, const std::string& after) {
  const Solution solution = residual.ToSolution(instance);
  ASSERT_EQ(EveryPlan(instance).Best(), solution.plan.value) << after;
  const Verdict verdict = Verify(instance, solution.plan, solution.certificate);
  ASSERT_TRUE(verdict.ok()) << after << ": " << verdict.findings.front();
  ASSERT_EQ(verdict.bound, verdict.value) << after;
}

// Changes the instance and the residual alike; false: neither can be.
bool ChangeSeats(Instance& instance, Residual& residual, Dice& dice) {
  const int32_t item = dice.Between(0, Size(instance.items.size()) - 1);
  if (dice.OneIn(2)) {
    ++instance.items[At(item)].seats;
    residual.RaiseCapacity(item);
    return true;
  }
  --instance.items[At(item)].seats;
  if (residual.LowerCapacity(item).has_value()) return true;
  EXPECT_TRUE(instance.items[At(item)].seats < 0 || !EveryPlan(instance).Best().has_value());
  ++instance.items[At(item)].seats;
  return false;
}

int32_t NodeOf(const Residual& residual, int32_t quota) {
  int32_t node = 0;
  while (residual.network().nodes[At(node)].quota != quota) ++node;
  return node;
}

bool ChangeQuota(Instance& instance, Residual& residual, Dice& dice) {
  if (instance.quotas.empty()) return false;
  const int32_t q = dice.Between(0, Size(instance.quotas.size()) - 1);
  Quota& quota = instance.quotas[At(q)];
  const Quota before = quota;
  const int32_t node = NodeOf(residual, q);
  switch (dice.Between(0, 3)) {
    case 0:
      ++quota.ceiling;
      residual.RaiseCapacity(node);
      return true;
    case 1:
      if (quota.floor == 0) return false;
      --quota.floor;
      residual.LowerFloor(node);
      return true;
    case 2:
      if (quota.ceiling == quota.floor) return false;
      --quota.ceiling;
      if (residual.LowerCapacity(node).has_value()) return true;
      break;
    default:
      if (quota.ceiling == quota.floor) return false;
      ++quota.floor;
      if (residual.RaiseFloor(node).has_value()) return true;
  }
  EXPECT_EQ(EveryPlan(instance).Best(), std::nullopt);
  quota = before;
  return false;
}

bool ReleaseOne(Instance& instance, Residual& residual, Dice& dice) {
  const int32_t claims = Size(residual.network().claim_person.size());
  if (claims == 0) return false;
  const int32_t claim = dice.Between(0, claims - 1);
  if (residual.held(claim) == kNone) return false;
  const Instance before = instance;
  const int32_t pair = residual.network().arc_pair[At(residual.held(claim))];
  std::erase(instance.pinned, pair);
  std::vector<int32_t> closed = {pair};
  const bool for_good = dice.OneIn(2);
  for (int32_t arc = residual.network().arc_begin[At(claim)];
       for_good && arc < residual.network().arc_begin[At(claim) + 1]; ++arc)
    closed.push_back(residual.network().arc_pair[At(arc)]);
  instance.forbidden.insert(instance.forbidden.end(), closed.begin(), closed.end());
  // Nobody comes in by what a pin alone kept out: that would be another network.
  const std::vector<bool> stood = StandingPairs(before);
  const std::vector<bool> stands = StandingPairs(instance);
  for (int32_t other = 0; other < instance.pairs(); ++other)
    if (stands[At(other)] && !stood[At(other)]) instance.forbidden.push_back(other);
  std::sort(instance.forbidden.begin(), instance.forbidden.end());
  instance.forbidden.erase(std::unique(instance.forbidden.begin(), instance.forbidden.end()), instance.forbidden.end());
  if (residual.Release(claim, for_good).has_value()) return true;
  EXPECT_EQ(EveryPlan(instance).Best(), std::nullopt);
  instance = before;
  return false;
}

TEST(ResidualTest, EveryChangeEndsInAnOptimumThatItsPricesProve) {
  int32_t changes = 0;
  ForSmallCases(10'000, 2000, [&](const Instance& original, const Solution& solution, Dice& dice) {
    Instance instance = original;
    auto residual = Residual::Make(instance, solution);
    ASSERT_TRUE(residual.ok());
    for (int32_t k = 0; k < 6; ++k) {
      const int32_t kind = dice.Between(0, 2);
      const bool changed = kind == 0   ? ChangeSeats(instance, *residual, dice)
                           : kind == 1 ? ChangeQuota(instance, *residual, dice)
                                       : ReleaseOne(instance, *residual, dice);
      changes += changed ? 1 : 0;
      ExpectOptimum(instance, *residual, absl::StrCat("kind ", kind, " in change ", k));
      if (testing::Test::HasFailure()) return;
    }
  });
  EXPECT_GT(changes, 5000);
}

TEST(ResidualTest, GoesBackToWhatItWas) {
  ForSmallCases(20'000, 500, [](const Instance& original, const Solution& solution, Dice& dice) {
    auto residual = Residual::Make(original, solution);
    ASSERT_TRUE(residual.ok());
    const Residual::Snapshot snapshot = residual->Save();
    Instance instance = original;
    for (int32_t k = 0; k < 5; ++k) {
      ChangeSeats(instance, *residual, dice);
      ChangeQuota(instance, *residual, dice);
      ReleaseOne(instance, *residual, dice);
    }
    residual->Restore(snapshot);
    EXPECT_EQ(residual->ToSolution(original).plan.pairs, solution.plan.pairs);
    ExpectOptimum(original, *residual, "after going back");
    Instance again = original;
    for (int32_t k = 0; k < 3; ++k) ChangeSeats(again, *residual, dice);
    ExpectOptimum(again, *residual, "after going back and changing again");
  });
}

}  // namespace
}  // namespace jiedui::planning
