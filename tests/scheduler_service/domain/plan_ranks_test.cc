// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_ranks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/matching_facts.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

PlanFacts TwoCourses() {
  return FactsOf({PlannedCourse("a", 2), PlannedCourse("b", 2, "2021-11-08", "2021-11-12")},
                 {Seeks("zhao", 0), Seeks("zhao", 1), Seeks("qian", 0), Seeks("qian", 1), Seeks("sun", 0)});
}

TEST(WishValues, CountDifferentWishesNotTheirNumbers) {
  const auto question = FromText<v1::PlanQuestion>(Rank("zhao-0", 2) + Rank("zhao-1", 9) + Rank("qian-0", 9) +
                                                   Rank("qian-1", 50) + Rank("nobody-0", 1));
  EXPECT_THAT(WishValues(TwoCourses().seekers, question), ElementsAre(3, 2, 2, 1, 0));
  EXPECT_THAT(WishValues(TwoCourses().seekers, {}), ElementsAre(0, 0, 0, 0, 0));
}

TEST(AddRanks, TheyAreKeptByPair) {
  const auto model = ModelOf(TwoCourses(), Rank("zhao-1", 2, 7) + Rank("sun-0", 0, 3) + Rank("nobody-0", 1, 1));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->basis.pair_wishes(), ElementsAre(0, 2, 0, 0, 0));
  EXPECT_THAT(model->basis.pair_standings(), ElementsAre(0, 7, 0, 0, 3));
  const auto untold = ModelOf(TwoCourses());
  ASSERT_THAT(untold, IsOk());
  EXPECT_THAT(untold->basis.pair_wishes(), IsEmpty());
  EXPECT_THAT(untold->basis.pair_standings(), IsEmpty());
}

TEST(AddRanks, OnePersonHasNoWishTwice) {
  const absl::Status status = ModelOf(TwoCourses(), Rank("zhao-0", 1) + Rank("qian-0", 1) + Rank("zhao-1", 1)).status();
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(status), ElementsAre(StartsWith("WISH pairings/yh-cx/assignments/zhao-1: found wish 1, which "
                                                      "pairings/yh-cx/assignments/zhao-0")));
}

}  // namespace
}  // namespace jiedui::scheduler
