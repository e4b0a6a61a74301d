// SPDX-License-Identifier: Apache-2.0
// What is said is checked by doing it: the change is made, every plan is looked at, and the person is in one of the
// best, with exactly the effect foretold, or within the limits that are told.
#include "scheduler_service/planning/try_remedies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/instance_text.h"
#include "scheduler_service/planning/level_values.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/every_ruled_plan.h"
#include "tests/scheduler_service/planning/ruled_instances.h"
#include "tests/scheduler_service/planning/solved.h"
#include "tests/scheduler_service/planning/spread_instances.h"

namespace jiedui::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = ChangePart::Kind;

// Two groups want one course of two seats; group 0 has its share.
TEST(TryRemedies, OneMoreSeatAdmitsUnderFairness) {
  const Instance instance = OneCourse({2, 2}, 2, {4, 3, 2, 1});
  const TriedExplanation why = TryRemedies(instance, Solved(instance), 1);
  ASSERT_THAT(why.refusals, SizeIs(1));
  EXPECT_EQ(why.refusals[0].why, Refusal::Why::kOutranked);
  EXPECT_EQ(why.refusals[0].level, 2);
  ASSERT_THAT(why.remedies, SizeIs(1));
  EXPECT_THAT(why.remedies[0].parts, ElementsAre(ChangePart{Kind::kMoreSeats, 0, 1}));
  EXPECT_TRUE(why.remedies[0].is_exact);
  EXPECT_EQ(why.remedies[0].effect[0], 1);
  EXPECT_EQ(why.remedies[0].effect[2], 3);
  EXPECT_TRUE(why.is_complete);
  EXPECT_GT(why.plans, 1);
}

TEST(TryRemedies, ACourseThatIsNotHeldAsksForFewer) {
  Instance instance = Wishes({{1}, {1}}, {8});
  instance.items[0].seats_min = 5;
  const TriedExplanation why = TryRemedies(instance, Solved(instance), 0);
  ASSERT_THAT(why.refusals, SizeIs(1));
  EXPECT_EQ(why.refusals[0].why, Refusal::Why::kNoPlace);
  ASSERT_THAT(why.remedies, SizeIs(1));
  EXPECT_THAT(why.remedies[0].parts, ElementsAre(ChangePart{Kind::kLowerMinimum, 0, 3}));
  EXPECT_THAT(why.remedies[0].effect, ElementsAre(2));
}

// Two people want one course; each of two quotas has room for one, and they count both.
Instance CountedTwice() {
  Instance instance = InGroups(Wishes({{2}, {1}}, {5}), 2, {{0, 1}, {0, 1}});
  instance.quotas = {{.item = 0, .group = 0, .floor = 0, .ceiling = 1},
                     {.item = 0, .group = 1, .floor = 0, .ceiling = 1}};
  return instance;
}

TEST(TryRemedies, LimitsThatRiseTogetherAreOnePart) {
  const Instance instance = CountedTwice();
  const Solution solution = Solved(instance);
  const TriedExplanation apart = TryRemedies(instance, solution, 1);
  ASSERT_THAT(apart.remedies, SizeIs(1));
  EXPECT_THAT(apart.remedies[0].parts, SizeIs(2));
  std::vector<SeatRaise> raises = {{.item = 0, .quotas = {0}, .most = 3}, {.item = 0, .quotas = {0, 1}}};
  const TriedExplanation together = TryRemedies(instance, solution, 1, {}, raises);
  ASSERT_THAT(together.remedies, SizeIs(1));
  EXPECT_THAT(together.remedies[0].parts, ElementsAre(ChangePart{Kind::kRaise, 1, 1}));
  EXPECT_THAT(together.remedies[0].effect, ElementsAre(1));
  raises[1].group = 2;  // it is for others
  EXPECT_THAT(TryRemedies(instance, solution, 1, {}, raises).remedies, IsEmpty());
}

TEST(TryRemedies, ARaiseGoesNoFurtherThanItMay) {
  const Instance instance = InGroups(Wishes({{4}, {3}, {2}}, {1}), 1, {{0}, {0}, {0}});
  std::vector<SeatRaise> raises = {{.item = 0, .item_rises = true, .most = 1}};
  EXPECT_THAT(TryRemedies(instance, Solved(instance), 2, {}, raises).remedies, IsEmpty());
  raises[0].most = 2;
  ASSERT_THAT(TryRemedies(instance, Solved(instance), 2, {}, raises).remedies, SizeIs(1));
  EXPECT_THAT(TryRemedies(instance, Solved(instance), 2, {}, raises).remedies[0].parts,
              ElementsAre(ChangePart{Kind::kRaise, 0, 2}));
}

TEST(TryRemedies, WhenTheLimitsEndItIsSaid) {
  const Instance instance = OneCourse({9, 2}, 2, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  EXPECT_FALSE(TryRemedies(instance, Solved(instance), 8, {.plans_max = 2}).is_complete);
  const TriedExplanation none = TryRemedies(instance, Solved(instance), 8, {.plans_max = 0});
  EXPECT_FALSE(none.is_complete);
  EXPECT_THAT(none.refusals, IsEmpty());
  EXPECT_EQ(none.plans, 0);
  EXPECT_THAT(TryRemedies(Instance{.people = 1}, {}, 0).remedies, IsEmpty());
}

TEST(TryRemedies, WhoeverAsksMayStopIt) {
  const Instance instance = OneCourse({9, 2}, 2, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  const TriedExplanation none = TryRemedies(instance, Solved(instance), 8, {.stop = [] { return true; }});
  EXPECT_FALSE(none.is_complete);
  EXPECT_THAT(none.remedies, IsEmpty());
}

// Courses at once and not at once, an exclusion and two home limits: plans are searched for, not proven.
Instance Searched(absl::string_view items, absl::string_view pairs, absl::string_view exclusion) {
  const auto instance = ParseInstance(absl::StrCat(
      "jiedui-planning 1\npeople 4\nitems_per_person_max 2\ngroups 2\n", "level placed\nlevel preference\n", items,
      "member 0 0\nmember 1 1\nmember 2 0\nmember 3 1\n", pairs, "exclusion ", exclusion, "\ncover 0 1\ncover 1 1\n"));
  EXPECT_TRUE(instance.ok()) << instance.status();
  return *instance;
}

// A plan that is only searched for may be worse with one more seat than the plan at hand.
TEST(TryRemedies, WhoeverIsOutOfABetterPlanThatStillHoldsIsNotIn) {
  const Instance instance =
      Searched("item 12 15 2 0\nitem 3 5 1 0\nitem 3 7 1 0\nitem 12 15 2 0\n",
               "pair 0 2 1 2\npair 0 3 1 9\npair 1 1 1 2\npair 1 2 1 2\npair 1 3 1 1\npair 2 0 1 1\npair 2 1 1 5\n"
               "pair 2 2 1 8\npair 3 2 1 2\npair 3 3 1 3\n",
               "1 2");
  const Solution solution = Solved(instance);
  for (int32_t person = 0; person < 4; ++person)
    for (const Remedy& remedy : TryRemedies(instance, solution, person).remedies)
      EXPECT_GE(remedy.effect, std::vector<int64_t>(2)) << "person " << person;
}

Instance WithPin(Instance instance, int32_t pair) {
  instance.pinned.insert(std::lower_bound(instance.pinned.begin(), instance.pinned.end(), pair), pair);
  return instance;
}

TEST(TryRemedies, NothingIsChangedForWhomAPlanAsGoodHas) {
  const Instance instance = Searched("item 3 5 1 0\nitem 8 8 1 0\nitem 2 4 2 0\n",
                                     "pair 0 1 1 6\npair 0 2 1 1\npair 1 0 1 8\npair 1 2 1 4\npair 2 0 1 6\n"
                                     "pair 2 1 1 2\npair 2 2 1 1\npair 3 0 1 8\npair 3 2 1 1\n",
                                     "0 1");
  const Solution solution = Solved(instance);
  for (int32_t person = 0; person < 4; ++person)
    for (const Remedy& remedy : TryRemedies(instance, solution, person).remedies) {
      const auto unchanged = Solve(WithPin(instance, remedy.pair));
      ASSERT_TRUE(unchanged.ok()) << unchanged.status();
      const auto* const with = std::get_if<Solution>(&*unchanged);
      EXPECT_TRUE(with == nullptr || with->plan.value < solution.plan.value) << "person " << person;
    }
}

std::vector<int64_t> Minus(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  for (size_t l = 0; l < a.size(); ++l) a[l] -= b[l];
  return a;
}

bool Admits(const Instance& instance, int32_t pair) {
  const auto best = EveryPlan(instance).Best();
  return best.has_value() && best == EveryPlan(instance).Best(pair);
}

void ExpectTrue(const Instance& instance, const Solution& solution, const Refusal& refusal) {
  const auto pinned = EveryPlan(instance).Best(refusal.pair);
  const std::vector<int64_t> now = InOrder(instance, solution.plan.pairs);
  if (refusal.why == Refusal::Why::kNoPlace) {
    EXPECT_EQ(pinned, std::nullopt);
  }
  if (refusal.why == Refusal::Why::kTied) {
    EXPECT_EQ(pinned, now);
  }
  if (refusal.why != Refusal::Why::kOutranked) return;
  ASSERT_TRUE(pinned.has_value());
  EXPECT_LT(*pinned, now);
  const Plan with = Solved(WithPin(instance, refusal.pair)).plan;
  EXPECT_EQ(Minus(with.value, solution.plan.value), Minus(refusal.brings, refusal.costs));
}

void ExpectTrue(const Instance& instance, const Solution& solution, int32_t person, const Remedy& remedy) {
  ASSERT_TRUE(remedy.is_exact);
  const Instance after = Changed(instance, person, remedy.parts);
  ASSERT_TRUE(CheckInstance(after).ok());
  EXPECT_TRUE(Admits(after, remedy.pair));
  EXPECT_EQ(Minus(Solved(after).plan.value, solution.plan.value), remedy.effect);
  std::vector<ChangePart> less = remedy.parts;
  for (ChangePart& part : less) --part.amount;
  if (less.front().amount > 0) {
    EXPECT_FALSE(Admits(Changed(instance, person, less), remedy.pair));
  }
  for (size_t k = 0; k < remedy.parts.size(); ++k) {
    std::vector<ChangePart> fewer = remedy.parts;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
    EXPECT_FALSE(Admits(Changed(instance, person, fewer), remedy.pair));
  }
}

// With fairness, spread or both, where the plan is proven.
TEST(TryRemediesProperty, WhatItSaysOfEvenPlansIsSoWhenDone) {
  std::vector<int32_t> kinds(6);
  std::vector<int32_t> reasons(4);
  int32_t cases = 0;
  for (uint64_t seed = 50'000; cases < 1500; ++seed) {
    Dice dice(seed);
    const Instance instance = dice.OneIn(2) ? SmallFairInstance(dice) : SmallSpreadInstance(dice);
    const std::optional<Solution> solution = SolvedExactly(instance);
    if (!solution.has_value()) continue;
    ++cases;
    const int32_t person = dice.Between(0, instance.people - 1);
    const TriedExplanation why = TryRemedies(instance, *solution, person);
    for (const Refusal& refusal : why.refusals) {
      ++reasons[static_cast<size_t>(refusal.why)];
      ExpectTrue(instance, *solution, refusal);
    }
    for (const Remedy& remedy : why.remedies) {
      for (const ChangePart& part : remedy.parts) ++kinds[static_cast<size_t>(part.kind)];
      ExpectTrue(instance, *solution, person, remedy);
    }
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
  for (const Kind kind : {Kind::kMoreSeats, Kind::kMoreInQuota, Kind::kGiveUpPinned, Kind::kGiveUpBusy})
    EXPECT_GT(kinds[static_cast<size_t>(kind)], 20) << static_cast<int>(kind);
  for (const auto why : {Refusal::Why::kOutranked, Refusal::Why::kTied, Refusal::Why::kNoPlace})
    EXPECT_GT(reasons[static_cast<size_t>(why)], 20) << static_cast<int>(why);
}

void ExpectWithin(const Instance& instance, const Solution& solution, int32_t person, const Remedy& remedy) {
  const Instance after = Changed(instance, person, remedy.parts);
  const auto before = EveryRuledPlan(instance).Best();
  const auto best = EveryRuledPlan(after).Best();
  const auto with = EveryRuledPlan(WithPin(after, remedy.pair)).Best();
  ASSERT_TRUE(before.has_value() && best.has_value() && with.has_value());
  if (remedy.is_exact) {
    EXPECT_EQ(*with, *best);
    EXPECT_EQ(Minus(*best, *before), remedy.effect);
    return;
  }
  EXPECT_GE((*best)[0] - (*before)[0], remedy.effect_least);
  EXPECT_LE((*best)[0] - (*before)[0], remedy.effect_most);
  // It is a difference of plans that there are.
  std::vector<int64_t> found = solution.plan.value;
  for (size_t l = 0; l < found.size(); ++l) found[l] += remedy.effect[l];
  EXPECT_LE(found, *with);
}

// Any rules, minimum class sizes, every other one with spread: exact where it says so, else within what it says.
TEST(TryRemediesProperty, WhatItSaysOfOtherPlansIsSoOrWithinItsLimits) {
  int32_t cases = 0;
  int32_t exact = 0;
  int32_t bounded = 0;
  int32_t lower = 0;
  for (uint64_t seed = 70'000; cases < 700; ++seed) {
    Dice dice(seed);
    Instance instance = RuledInstance(dice, seed % 3 != 0);
    if (seed % 2 == 0) {
      auto periods = AnyPeriods(dice, instance.items.size());  // before the instance is moved
      instance = WithSpread(std::move(instance), std::move(periods), 1);
    }
    if (!CheckInstance(instance).ok()) continue;
    const absl::StatusOr<Answer> answer = Solve(instance);
    if (!answer.ok() || !std::holds_alternative<Solution>(*answer)) continue;
    ++cases;
    const auto& solution = std::get<Solution>(*answer);
    const int32_t person = dice.Between(0, instance.people - 1);
    const TriedExplanation why = TryRemedies(instance, solution, person);
    for (const Refusal& refusal : why.refusals) {
      const auto with = EveryRuledPlan(WithPin(instance, refusal.pair)).Best();
      if (refusal.why == Refusal::Why::kNoPlace) {
        EXPECT_EQ(with, std::nullopt);
      }
      if (refusal.why == Refusal::Why::kTied) {
        EXPECT_EQ(with, solution.plan.value);
      }
      if (refusal.why == Refusal::Why::kOutranked && with.has_value()) {
        EXPECT_LT(*with, solution.plan.value);
      }
    }
    for (const Remedy& remedy : why.remedies) {
      ++(remedy.is_exact ? exact : bounded);
      lower += remedy.parts[0].kind == Kind::kLowerMinimum ? 1 : 0;
      ExpectWithin(instance, solution, person, remedy);
    }
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(exact, 30);
  EXPECT_GT(bounded, 10);
  EXPECT_GT(lower, 10);
}

}  // namespace
}  // namespace jiedui::planning
