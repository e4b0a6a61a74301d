// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/replacement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

// U27: A ends 2022-07-10, B begins 2022-08-30: 50 days between, 07-11 to 08-29.
absl::StatusOr<Replacement> ReplaceOn(const std::string& last_day, const std::string& first_day) {
  StepFacts leaving = Seated();
  leaving.item.is_course = false;
  leaving.item.dates = {"2021-08-30", "2023-07-10"};
  leaving.assignment.set_state(v1::Assignment::STATE_CHECKED_IN);
  leaving.assignment.set_check_in_date("2021-08-30");
  leaving.assignment.set_start_date("2021-08-30");
  leaving.assignment.set_end_date("2023-07-10");
  AssignmentFacts facts = NewFacts();
  facts.seats = leaving.seats;
  facts.candidate.ledger = leaving.seats.ledger();
  facts.candidate.person = VillageDoctor("qian");
  facts.candidate.item.is_course = false;
  facts.candidate.item.dates = {first_day, "2023-07-10"};
  const Step comes{.verb = "ReplaceAssignment", .name = "pairings/yh-cx/assignments/qian", .date = first_day};
  return Replace(leaving, facts, On("ReplaceAssignment", last_day, "轮换"), comes, SomeStamp());
}

TEST(Replace, ReportsGapAndHandover) {
  const auto gap = ReplaceOn("2022-07-10", "2022-08-30");
  ASSERT_THAT(gap, IsOk());
  EXPECT_EQ(gap->comes.assignment.handover_gap_days(), 50);
  EXPECT_EQ(ReplaceOn("2022-07-10", "2022-07-06")->comes.assignment.handover_gap_days(), -5);
  EXPECT_EQ(ReplaceOn("2022-07-10", "2022-07-11")->comes.assignment.handover_gap_days(), 0);
}

TEST(Replace, RefusesADayThatIsNoneOfTheItems) {
  EXPECT_THAT(RulesIn(ReplaceOn("2023-07-10", "2023-07-11").status()),
              testing::ElementsAre("DATE_OUTSIDE pairings/yh-cx/assignments/zhao-clinical: found 2023-07-11, required "
                                   "2021-08-30..2023-07-10"));
  EXPECT_THAT(ReplaceOn("2021-09-01", "2021-08-29"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(Replace, OneSeatForTheTwo) {
  const auto both = ReplaceOn("2022-07-10", "2022-07-06");
  ASSERT_THAT(both, IsOk());
  EXPECT_EQ(both->goes.assignment.state(), v1::Assignment::STATE_REPLACED);
  EXPECT_EQ(both->goes.assignment.end_date(), "2022-07-10");
  EXPECT_EQ(both->goes.assignment.replaced_by(), both->comes.assignment.name());
  EXPECT_EQ(both->comes.assignment.replaces(), both->goes.assignment.name());
  EXPECT_EQ(both->comes.assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(both->comes.assignment.start_date(), "2022-07-06");
  EXPECT_EQ(both->comes.seats->ledger().taken(), 1);
}

}  // namespace
}  // namespace jiedui::scheduler
