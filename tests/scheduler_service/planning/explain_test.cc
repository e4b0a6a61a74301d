// SPDX-License-Identifier: Apache-2.0
// Explanations are checked by doing what they say: the change is made, every plan is looked at again, and the person is
// in one of the best, with exactly the effect foretold.
#include "scheduler_service/planning/explain.h"

#include <gtest/gtest.h>

#include <numeric>

#include "scheduler_service/planning/candidacy.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_instances.h"
#include "tests/support/rounds.h"

namespace jiedui::planning {
namespace {

int32_t PersonOf(const Instance& instance, int32_t pair) {
  const auto end = std::upper_bound(instance.pair_begin.begin(), instance.pair_begin.end(), pair);
  return static_cast<int32_t>(end - instance.pair_begin.begin()) - 1;
}

void Insert(std::vector<int32_t>& list, int32_t pair) {
  list.insert(std::lower_bound(list.begin(), list.end(), pair), pair);
}

Instance After(Instance instance, int32_t pair, const std::vector<ChangePart>& parts) {
  for (const ChangePart& part : parts) switch (part.kind) {
      case ChangePart::Kind::kMoreSeats:
        instance.items[At(part.index)].seats += part.amount;
        break;
      case ChangePart::Kind::kMoreInQuota:
        instance.quotas[At(part.index)].ceiling += part.amount;
        break;
      case ChangePart::Kind::kGiveUpPinned:
        std::erase(instance.pinned, part.index);
        Insert(instance.forbidden, part.index);
        break;
      case ChangePart::Kind::kGiveUpBusy:
        instance.busy[At(part.index)].days = {1'000'000, 1'000'000};
        break;
      case ChangePart::Kind::kRaise:
        break;  // without raises there are none
      case ChangePart::Kind::kLowerMinimum:
        instance.items[At(part.index)].seats_min -= part.amount;
        break;
      case ChangePart::Kind::kComplete: {
        const int32_t person = PersonOf(instance, pair);
        const auto begin = instance.completed.begin();
        instance.completed.insert(std::lower_bound(begin + instance.completed_begin[At(person)],
                                                   begin + instance.completed_begin[At(person) + 1], part.index),
                                  part.index);
        for (size_t i = At(person) + 1; i < instance.completed_begin.size(); ++i) ++instance.completed_begin[i];
      }
    }
  return instance;
}

bool Admits(const Instance& instance, int32_t pair) {
  const auto best = EveryPlan(instance).Best();
  return best.has_value() && best == EveryPlan(instance).Best(pair);
}

std::vector<int64_t> Minus(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  for (size_t l = 0; l < a.size(); ++l) a[l] -= b[l];
  return a;
}

void ExpectTrue(const Instance& instance, const Solution& solution, const Refusal& refusal) {
  const auto pinned = EveryPlan(instance).Best(refusal.pair);
  switch (refusal.why) {
    case Refusal::Why::kObstacle:
      EXPECT_FALSE(refusal.obstacles.empty());
      EXPECT_EQ(pinned, std::nullopt);
      return;
    case Refusal::Why::kNoPlace:
      EXPECT_EQ(pinned, std::nullopt);
      return;
    case Refusal::Why::kTied:
      EXPECT_EQ(pinned, solution.plan.value);
      EXPECT_EQ(refusal.brings, refusal.costs);
      return;
    case Refusal::Why::kOutranked:
      ASSERT_TRUE(pinned.has_value());
      EXPECT_LT(*pinned, solution.plan.value);
      EXPECT_EQ(Minus(*pinned, solution.plan.value), Minus(refusal.brings, refusal.costs));
      ASSERT_NE(refusal.level, kNone);
      EXPECT_GT(refusal.costs[At(refusal.level)], refusal.brings[At(refusal.level)]);
  }
}

// The holder of the marginal seat is in the item, each next one where the one before goes. With a place that the person
// gives up on these days, that is what it costs; then it may end with others who fill that place.
void ExpectChain(const Instance& instance, const Solution& solution, const Refusal& refusal) {
  int32_t item = instance.pair_item[At(refusal.pair)];
  int32_t breaks = 0;
  bool gives_up = false;
  std::vector<int64_t> lost(instance.levels.size());
  const auto add = [&](int32_t pair, int64_t sign) {
    for (size_t l = 0; l < lost.size(); ++l) lost[l] += sign * (pair == kNone ? 0 : instance.levels[l].value[At(pair)]);
  };
  const auto is_chosen = [&](int32_t pair) {
    return std::binary_search(solution.plan.pairs.begin(), solution.plan.pairs.end(), pair);
  };
  for (const PersonMove& move : refusal.chain) {
    if ((move.from == kNone ? kNone : instance.pair_item[At(move.from)]) != item) ++breaks;
    EXPECT_EQ(PersonOf(instance, move.from == kNone ? move.to : move.from), move.person);
    EXPECT_TRUE(move.from == kNone || is_chosen(move.from));
    item = move.to == kNone ? kNone : instance.pair_item[At(move.to)];
    add(move.from, 1);
    add(move.to, -1);
  }
  const int32_t person = PersonOf(instance, refusal.pair);
  for (int32_t own = instance.pair_begin[At(person)]; own < instance.pair_begin[At(person) + 1]; ++own)
    if (is_chosen(own) && !CanHaveBoth(instance, own, refusal.pair)) {
      gives_up = true;
      add(own, 1);
    }
  EXPECT_EQ(lost, refusal.costs);
  EXPECT_LE(breaks, gives_up ? 1 : 0);
}

// Neither less of the amount nor a part less admits.
void ExpectSmallest(const Instance& instance, const Remedy& remedy) {
  for (size_t left_out = 0; left_out < remedy.parts.size(); ++left_out) {
    std::vector<ChangePart> parts = remedy.parts;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(left_out));
    EXPECT_FALSE(Admits(After(instance, remedy.pair, parts), remedy.pair));
  }
  std::vector<ChangePart> less = remedy.parts;
  for (ChangePart& part : less) --part.amount;
  if (remedy.parts.front().amount > 1) {
    EXPECT_FALSE(Admits(After(instance, remedy.pair, less), remedy.pair));
  }
}

void ExpectTrue(const Instance& instance, const Solution& solution, const Remedy& remedy) {
  const Instance after = After(instance, remedy.pair, remedy.parts);
  ASSERT_TRUE(CheckInstance(after).ok());
  EXPECT_TRUE(Admits(after, remedy.pair)) << "kind " << static_cast<int>(remedy.parts[0].kind);
  const auto best = EveryPlan(after).Best();
  ASSERT_TRUE(best.has_value());
  EXPECT_EQ(Minus(*best, solution.plan.value), remedy.effect);
  ExpectSmallest(instance, remedy);
}

// Every pair that was not chosen is spoken of. Answers those for which something else would have to be given up.
int32_t ExpectAll(const Instance& instance, const Solution& solution, const Explanation& explanation) {
  int32_t swaps = 0;
  auto next = explanation.refusals.begin();
  const std::vector<int32_t>& chosen = solution.plan.pairs;
  const int32_t end = instance.pair_begin[At(explanation.person) + 1];
  for (int32_t pair = instance.pair_begin[At(explanation.person)]; pair < end; ++pair) {
    if (std::binary_search(chosen.begin(), chosen.end(), pair)) continue;
    EXPECT_TRUE(next != explanation.refusals.end() && next->pair == pair);
    if (next == explanation.refusals.end()) return swaps;
    const bool is_swap = std::any_of(chosen.begin(), chosen.end(), [&](int32_t own) {
      return PersonOf(instance, own) == explanation.person && !CanHaveBoth(instance, own, pair);
    });
    swaps += is_swap && !next->costs.empty() ? 1 : 0;
    ++next;
  }
  return swaps;
}

TEST(ExplainTest, WhatItSaysIsSoWhenDone) {
  std::vector<int32_t> kinds(5);
  std::vector<int32_t> reasons(4);
  int32_t together = 0;
  int32_t several = 0;
  int32_t swaps = 0;
  ForSmallCases(100'000, Rounds(8000), [&](const Instance& instance, const Solution& solution, Dice&) {
    auto explainer = Explainer::Make(instance, solution);
    ASSERT_TRUE(explainer.ok()) << explainer.status();
    for (int32_t person = 0; person < instance.people; ++person) {
      const Explanation explanation = explainer->Explain(person);
      swaps += ExpectAll(instance, solution, explanation);
      for (const Refusal& refusal : explanation.refusals) {
        ++reasons[static_cast<size_t>(refusal.why)];
        ExpectTrue(instance, solution, refusal);
        if (!refusal.costs.empty()) ExpectChain(instance, solution, refusal);
      }
      for (const Remedy& remedy : explanation.remedies) {
        for (const ChangePart& part : remedy.parts) ++kinds[static_cast<size_t>(part.kind)];
        together += remedy.parts.size() > 1 ? 1 : 0;
        several += remedy.parts.front().amount > 1 ? 1 : 0;
        ExpectTrue(instance, solution, remedy);
      }
      ASSERT_FALSE(testing::Test::HasFailure());
    }
  });
  for (const int32_t count : kinds) EXPECT_GT(count, Rounds(50));
  for (const int32_t count : reasons) EXPECT_GT(count, Rounds(50));
  EXPECT_GT(together, Rounds(50));
  EXPECT_GT(several, Rounds(50));
  EXPECT_GT(swaps, Rounds(50));
}

// Whatever single limit admits somebody, is told.
TEST(ExplainTest, MissesNoSingleLimit) {
  ForSmallCases(200'000, 1500, [](const Instance& instance, const Solution& solution, Dice&) {
    auto explainer = Explainer::Make(instance, solution);
    ASSERT_TRUE(explainer.ok());
    for (const Explanation& explanation : explainer->ExplainLeftOut())
      for (const Refusal& refusal : explanation.refusals) {
        if (refusal.why == Refusal::Why::kObstacle || refusal.why == Refusal::Why::kTied) continue;
        const int32_t item = instance.pair_item[At(refusal.pair)];
        std::vector<ChangePart> limits = {{ChangePart::Kind::kMoreSeats, item}};
        for (int32_t q = 0; q < Size(instance.quotas.size()); ++q)
          if (instance.quotas[At(q)].item == item) limits.push_back({ChangePart::Kind::kMoreInQuota, q});
        for (const ChangePart& limit : limits) {
          const bool told = std::any_of(explanation.remedies.begin(), explanation.remedies.end(), [&](const Remedy& r) {
            return r.pair == refusal.pair && r.parts == std::vector<ChangePart>{limit};
          });
          const auto groups = Of(explanation.person, instance.group_begin, instance.group);
          const bool is_own = limit.kind == ChangePart::Kind::kMoreSeats ||
                              std::count(groups.begin(), groups.end(), instance.quotas[At(limit.index)].group) > 0;
          const bool admits = Admits(After(instance, refusal.pair, {limit}), refusal.pair);
          EXPECT_TRUE(!is_own || told == admits);
        }
      }
  });
}

TEST(ExplainTest, LeftOutAreThoseWithoutAPair) {
  ForSmallCases(300'000, 300, [](const Instance& instance, const Solution& solution, Dice&) {
    auto explainer = Explainer::Make(instance, solution);
    ASSERT_TRUE(explainer.ok());
    std::vector<bool> placed(At(instance.people));
    for (const int32_t pair : solution.plan.pairs) placed[At(PersonOf(instance, pair))] = true;
    std::vector<int32_t> expected;
    for (int32_t i = 0; i < instance.people; ++i)
      if (!placed[At(i)] && instance.pair_begin[At(i)] < instance.pair_begin[At(i) + 1]) expected.push_back(i);
    std::vector<int32_t> found;
    for (const Explanation& explanation : explainer->ExplainLeftOut()) found.push_back(explanation.person);
    EXPECT_EQ(found, expected);
  });
}

TEST(PricesSayAll, OnlyOfAnOptimalPlanOfTheExactCase) {
  Instance instance{.people = 1};
  instance.items = {{.days = {1, 1}, .seats = 1}};
  instance.pair_begin = {0, 1};
  instance.pair_item = {0};
  instance.levels = {{.name = "placed", .value = {1}}};
  Solution solution{.plan = {.pairs = {0}, .value = {1}, .bound = {1}},
                    .certificate = {.proofs = {Prices{.level_weight = {1}}}}};
  EXPECT_TRUE(PricesSayAll(instance, solution));
  solution.certificate.proofs[0].level_weight = {2};
  EXPECT_FALSE(PricesSayAll(instance, solution)) << "other weights";
  solution.certificate.proofs[0].level_weight = {1};
  solution.certificate.proofs.emplace_back();
  EXPECT_FALSE(PricesSayAll(instance, solution)) << "level by level";
  solution.certificate.proofs.pop_back();
  solution.plan.bound = {2};
  EXPECT_FALSE(PricesSayAll(instance, solution));
  solution.plan = {.pairs = {0}, .value = {1}, .bound = {1}, .method = Method::kLagrangian};
  EXPECT_FALSE(PricesSayAll(instance, solution));
  solution.plan.method = Method::kFlow;
  instance.items[0].seats_min = 1;
  EXPECT_FALSE(PricesSayAll(instance, solution));
}

}  // namespace
}  // namespace jiedui::planning
