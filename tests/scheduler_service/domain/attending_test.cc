// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/attending.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

absl::StatusOr<AssignmentChange> CheckInOn(const StepFacts& facts, const std::string& date) {
  return CheckIn(facts, On("CheckInAssignment", date), SomeStamp());
}
absl::StatusOr<AssignmentChange> CompleteOn(const StepFacts& facts, const std::string& date) {
  return Complete(facts, On("CompleteAssignment", date), SomeStamp());
}

TEST(CheckIn, AnyDayOfTheItem) {
  for (const char* date : {"2021-10-18", "2021-10-29"}) {
    const auto change = CheckInOn(Seated(), date);
    ASSERT_THAT(change, IsOk());
    EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CHECKED_IN);
    EXPECT_EQ(change->assignment.check_in_date(), date);
    EXPECT_EQ(change->assignment.events_size(), 2);
    EXPECT_FALSE(change->seats.has_value());
  }
  for (const char* date : {"2021-10-17", "2021-10-30"}) {
    const auto change = CheckInOn(Seated(), date);
    EXPECT_THAT(change, FailsWith(kFailedPrecondition, "RULES_FAILED"));
    EXPECT_THAT(RulesIn(change.status()), ElementsAre(HasSubstr("required 2021-10-18..2021-10-29")));
  }
}

TEST(CheckIn, NotBeforeTheListIsFixedNorWithoutDays) {
  StepFacts facts = Seated();
  facts.assignment.set_dates_undecided(true);
  EXPECT_THAT(RulesIn(CheckInOn(facts, "2021-10-18").status()), ElementsAre(HasSubstr("DATES_UNDECIDED")));
  facts.item.phase = Phase::kNominating;
  EXPECT_THAT(RulesIn(CheckInOn(facts, "2021-10-18").status()), ElementsAre(HasSubstr("ITEM_STATE")));
}

TEST(CheckIn, AgainWithTheSameDateChangesNothing) {
  EXPECT_FALSE(CheckInOn(CheckedIn(), "2021-10-18")->changed);
  EXPECT_THAT(CheckInOn(CheckedIn(), "2021-10-19"), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Complete, FromTheLastDayOn) {
  EXPECT_THAT(CompleteOn(CheckedIn(), "2021-10-28"), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  const auto change = CompleteOn(CheckedIn(), "2021-10-29");
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(change->assignment.close_date(), "2021-10-29");
  EXPECT_FALSE(change->calendar.has_value());
  EXPECT_FALSE(change->seats.has_value());
  const StepFacts done = With(CheckedIn(), change);
  EXPECT_FALSE(CompleteOn(done, "2021-10-29")->changed);
  EXPECT_FALSE(CheckInOn(done, "2021-10-18")->changed);
  EXPECT_THAT(CompleteOn(done, "2021-10-30"), FailsWith(kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST(Complete, WithoutSuccessKeepsTheReason) {
  Step step = On("CompleteAssignment", "2021-10-29", "缺勤4/24");
  step.unsuccessful = true;
  const auto change = Complete(CheckedIn(), step, SomeStamp());
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_NOT_COMPLETED);
  EXPECT_EQ(change->assignment.events(2).reason(), "缺勤4/24");
}

// What it stood in the way of, or is a prerequisite of, is asked again.
TEST(Complete, LetsThePersonMoveUpElsewhere) { EXPECT_TRUE(CompleteOn(CheckedIn(), "2021-10-29")->freed_days); }

// On the old days, before the work has come to this person.
TEST(CheckIn, NotWhileTheCourseIsBeingMoved) {
  StepFacts facts = Seated();
  facts.seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_MOVE);
  EXPECT_THAT(RulesIn(CheckInOn(facts, "2021-10-18").status()), ElementsAre(HasSubstr("WORK_IN_PROGRESS")));
  facts.seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_OFFER);
  EXPECT_THAT(CheckInOn(facts, "2021-10-18"), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
