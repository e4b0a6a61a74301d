// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SeatRules, AreTheOnlyOnesOneMayWaitFor) {
  for (const Rule& rule : RulesOfSeat()) EXPECT_TRUE(IsAboutSeat(rule.code)) << rule.code;
  for (const Rule& rule : RulesOfPerson()) EXPECT_FALSE(IsAboutSeat(rule.code)) << rule.code;
}

TEST(SeatRules, NameWhichSeatIsMissing) {
  Candidate candidate = AnyCandidate();
  v1::CategoryQuota nurses;
  nurses.set_category(registry::v1::PERSON_CATEGORY_NURSE);
  nurses.set_floor(1);
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 1, .quotas = {}, .categories = {nurses}});
  EXPECT_EQ(Findings(candidate)[0].rule(), "CATEGORY_FLOOR");
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 0, .quotas = {}, .categories = {}});
  EXPECT_THAT(FoundBy(candidate), ElementsAre("NO_SEAT: found 0 of 0 seats taken in the pool, required a free one"));
  EXPECT_EQ(Findings(candidate)[0].remedy(), "wait, or AllocateSeats to the pool (the pool has 0 free)");
}

}  // namespace
}  // namespace jiedui::scheduler
