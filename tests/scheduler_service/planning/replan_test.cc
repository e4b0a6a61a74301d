// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/replan.h"

#include <gtest/gtest.h>

#include <set>

#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/planning/every_plan.h"
#include "tests/scheduler_service/planning/small_edits.h"

namespace jiedui::planning {
namespace {

using Cause = Notice::Cause;

// Both items have a seat; person 0 may have either, person 1 only item 1, person 2 only item 0.
Instance ThreePeople() {
  Instance instance{.people = 3};
  instance.items = {{.days = {1, 5}, .seats = 1}, {.days = {1, 5}, .seats = 1}};
  instance.pair_begin = {0, 2, 3, 4};
  instance.pair_item = {0, 1, 1, 0};
  instance.levels = {{.name = "wish", .value = {5, 3, 1, 1}}};
  return instance;
}

TEST(ReplanTest, KeepsWhatPeopleWereToldBeforeAnythingElse) {
  // The optimum would move person 0 to item 1; keeping both places is worth more than any wish.
  const auto replanned = Replan(ThreePeople(), {0, 2}, {{.kind = Edit::Kind::kSeats, .index = 1, .amount = 2}});
  ASSERT_TRUE(replanned.ok()) << replanned.status();
  EXPECT_EQ(replanned->solution.plan.pairs, (std::vector<int32_t>{0, 2}));
  EXPECT_TRUE(replanned->notices.empty());
  EXPECT_EQ(replanned->changes, 0);
  EXPECT_TRUE(replanned->is_proven_fewest);
}

TEST(ReplanTest, ANoticeSaysWhatChangesAndWhy) {
  const std::vector<Edit> edits = {{.kind = Edit::Kind::kForbid, .index = 0}, {.kind = Edit::Kind::kLeave, .index = 1}};
  const auto replanned = Replan(ThreePeople(), {0, 2}, edits);
  ASSERT_TRUE(replanned.ok()) << replanned.status();
  ASSERT_EQ(replanned->notices.size(), 3);
  EXPECT_EQ(replanned->notices[0].move, (PersonMove{.person = 0, .from = 0, .to = 1}));
  EXPECT_EQ(replanned->notices[0].cause, Cause::kEdit);
  EXPECT_EQ(replanned->notices[0].edit, 0);
  EXPECT_EQ(replanned->notices[1].move, (PersonMove{.person = 1, .from = 2}));
  EXPECT_EQ(replanned->notices[1].edit, 1);
  EXPECT_EQ(replanned->notices[2].move, (PersonMove{.person = 2, .to = 3}));
  EXPECT_EQ(replanned->notices[2].cause, Cause::kPlaceFree);
  EXPECT_EQ(replanned->changes, 2);
}

TEST(ReplanTest, SaysWhichRulesLeaveNoPlan) {
  Instance instance = ThreePeople();
  instance.groups = 1;
  instance.group_begin = {0, 0, 1, 1};
  instance.group = {0};
  instance.quotas = {{.item = 1, .group = 0, .floor = 1, .ceiling = 1}};
  const auto replanned = Replan(instance, {0, 2}, {{.kind = Edit::Kind::kLeave, .index = 1}});
  EXPECT_EQ(replanned.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(replanned.status().message().find("floor of quotas[0]"), absl::string_view::npos) << replanned.status();
}

TEST(ReplanTest, RefusesToldPairsThatAreNone) {
  EXPECT_EQ(Replan(ThreePeople(), {4}, {}).status().code(), absl::StatusCode::kInvalidArgument);
}

// The base after the notices is the new plan.
void ExpectNoticesTellAll(const Replanned& replanned) {
  std::set<int32_t> plan(replanned.instance.base.begin(), replanned.instance.base.end());
  int32_t person = 0;
  for (const Notice& notice : replanned.notices) {
    EXPECT_GE(notice.move.person, person);
    person = notice.move.person;
    EXPECT_TRUE(notice.move.from == kNone || plan.erase(notice.move.from) == 1);
  }
  for (const Notice& notice : replanned.notices)
    EXPECT_TRUE(notice.move.to == kNone || plan.insert(notice.move.to).second);
  EXPECT_EQ(std::vector<int32_t>(plan.begin(), plan.end()), replanned.solution.plan.pairs);
}

TEST(ReplanTest, ChangesTheFewestOfAllPlans) {
  int32_t replans = 0;
  int32_t changes = 0;
  ForSmallCases(600'000, 3000, [&](const Instance& instance, const Solution& solution, Dice& dice) {
    std::vector<Edit> edits;
    for (int32_t k = dice.Between(1, 2); k > 0; --k) edits.push_back(SmallEdit(instance, dice));
    const auto replanned = Replan(instance, solution.plan.pairs, edits);
    if (!replanned.ok()) return;
    ++replans;
    changes += replanned->changes;
    ExpectNoticesTellAll(*replanned);
    const auto best = EveryPlan(replanned->instance).Best();
    ASSERT_TRUE(best.has_value());
    EXPECT_LE(replanned->changes_at_least, Size(solution.plan.pairs.size()) - static_cast<int32_t>((*best)[0]));
    if (!replanned->solution.plan.optimal()) return;  // by the edits, dates may overlap
    ASSERT_EQ(best, replanned->solution.plan.value);
    EXPECT_EQ(Size(solution.plan.pairs.size()) - replanned->changes, (*best)[0]);
    EXPECT_TRUE(replanned->is_proven_fewest);
  });
  EXPECT_GT(replans, 1500);
  EXPECT_GT(changes, 500);
}

}  // namespace
}  // namespace jiedui::planning
