// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::HasSubstr;

Step Why(const char* verb) { return On(verb, "2021-11-13", "疫情防控"); }

TEST(CancelWithItem, IsNoBlackMarkForWhoeverHasNotFinished) {
  for (const StepFacts& facts : {Nominated(), Waiting(), Seated(), CheckedIn()}) {
    const auto change = CancelWithItem(facts, Why("CancelCourse"), SomeStamp());
    ASSERT_THAT(change, IsOk());
    EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_CANCELLED);
    EXPECT_EQ(change->calendar->engagements_size(), 0);
    EXPECT_EQ(NoticeOf(facts, *change).state_before(), facts.assignment.state());
  }
  StepFacts done = CheckedIn();
  done.assignment.set_state(v1::Assignment::STATE_COMPLETED);
  EXPECT_FALSE(CancelWithItem(done, Why("CancelCourse"), SomeStamp())->changed);
}

TEST(CloseWithItem, OnlyWhoeverHasNoSeat) {
  EXPECT_TRUE(CloseWithItem(Waiting(), Why("EndCourse"), SomeStamp())->changed);
  EXPECT_TRUE(CloseWithItem(Nominated(), Why("EndCourse"), SomeStamp())->changed);
  EXPECT_FALSE(CloseWithItem(Seated(), Why("EndCourse"), SomeStamp())->changed);
}

TEST(EndWithItem, ThoseThereEndEarly) {
  const auto change = EndWithItem(CheckedIn(), On("EndPostingEarly", "2021-10-20", "召回"), SomeStamp());
  EXPECT_EQ(change->assignment.state(), v1::Assignment::STATE_ENDED_EARLY);
  EXPECT_EQ(change->assignment.end_date(), "2021-10-20");
}

TEST(MoveWithItem, FreeDaysMoveTheOthersAreListed) {
  StepFacts facts = Seated();
  facts.item.dates = {"2021-11-29", "2021-12-03"};
  const auto moved = MoveWithItem(facts, Why("PostponeCourse"), SomeStamp());
  ASSERT_THAT(moved, IsOk());
  EXPECT_FALSE(moved->assignment.dates_undecided());
  EXPECT_EQ(moved->calendar->engagements(0).start_date(), "2021-11-29");
  EXPECT_EQ(moved->assignment.end_date(), "2021-12-03");

  *facts.calendar.add_engagements() = FromText<v1::Engagement>(
      "assignment: 'pairings/yh-cx/assignments/o' item: 'pairings/yh-cx/courses/o' start_date: '2021-12-01' "
      "end_date: '2021-12-10'");
  const auto undecided = MoveWithItem(facts, Why("PostponeCourse"), SomeStamp());
  ASSERT_THAT(undecided, IsOk());
  EXPECT_TRUE(undecided->assignment.dates_undecided());
  EXPECT_EQ(undecided->assignment.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(undecided->calendar->engagements_size(), 1);
  EXPECT_EQ(undecided->calendar->applications(0).assignment(), kLifeName);
  const v1::Notice notice = NoticeOf(facts, *undecided);
  ASSERT_EQ(notice.conflicts_size(), 1);
  EXPECT_EQ(notice.conflicts(0).item(), "pairings/yh-cx/courses/o");
}

TEST(StayWithItem, TheNewDaysMustBeFree) {
  StepFacts facts = CheckedIn();
  facts.item.dates.last = "2021-11-30";
  std::vector<RuleViolation> violations;
  const auto stays = StayWithItem(facts, "2021-10-29", Why("ExtendPosting"), SomeStamp(), violations);
  ASSERT_THAT(stays, IsOk());
  EXPECT_EQ(stays->assignment.end_date(), "2021-11-30");
  EXPECT_EQ(stays->calendar->engagements(0).end_date(), "2021-11-30");
  *facts.calendar.add_engagements() = FromText<v1::Engagement>(
      "assignment: 'pairings/yh-cx/assignments/o' item: 'pairings/yh-cx/courses/o' start_date: '2021-11-10' "
      "end_date: '2021-11-12'");
  EXPECT_TRUE(violations.empty());
  EXPECT_FALSE(StayWithItem(facts, "2021-10-29", Why("ExtendPosting"), SomeStamp(), violations)->changed);
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_THAT(violations[0].description, HasSubstr("found pairings/yh-cx/courses/o 2021-11-10..2021-11-12"));
}

// Given on the new days while the others were being moved.
TEST(MoveWithItem, WhoIsThereAlreadyIsLeftAlone) {
  EXPECT_FALSE(MoveWithItem(Seated(), Why("PostponeCourse"), SomeStamp())->changed);
  StepFacts facts = Seated();
  facts.assignment.set_dates_undecided(true);
  EXPECT_TRUE(MoveWithItem(facts, Why("PostponeCourse"), SomeStamp())->changed);
}

// Leave on the new days is something to decide on, too.
TEST(MoveWithItem, LeaveIsListed) {
  StepFacts facts = Seated();
  facts.item.dates = {"2021-11-29", "2021-12-03"};
  *facts.calendar.add_leaves() =
      FromText<v1::LeaveDays>("leave: 'persons/zhao/leaves/l' start_date: '2021-12-03' end_date: '2021-12-31'");
  const auto moved = MoveWithItem(facts, Why("PostponeCourse"), SomeStamp());
  ASSERT_THAT(moved, IsOk());
  const v1::Notice notice = NoticeOf(facts, *moved);
  EXPECT_TRUE(notice.dates_undecided());
  EXPECT_EQ(notice.conflicts_size(), 0);
  ASSERT_EQ(notice.leaves_size(), 1);
  EXPECT_EQ(notice.leaves(0).leave(), "persons/zhao/leaves/l");
}

// A course is moved with all of its people: neither a full story nor a full list of applications stops it.
TEST(MoveWithItem, NobodyIsInItsWay) {
  StepFacts facts = Seated();
  facts.item.dates = {"2021-11-29", "2021-12-03"};
  while (facts.assignment.events_size() < kEventsMax) AddEvent(facts.assignment, Why("x"), SomeStamp());
  for (int i = 0; i < kApplicationsPerPersonMax; ++i)
    EXPECT_THAT(Apply(facts.calendar, absl::StrCat("a", i), absl::StrCat("i", i)), IsOk());
  EXPECT_THAT(MoveWithItem(facts, Why("PostponeCourse"), SomeStamp()), IsOk());
  *facts.calendar.add_engagements() = FromText<v1::Engagement>(
      "assignment: 'o' item: 'pairings/yh-cx/courses/o' start_date: '2021-12-01' end_date: '2021-12-10'");
  const auto undecided = MoveWithItem(facts, Why("PostponeCourse"), SomeStamp());
  ASSERT_THAT(undecided, IsOk());
  EXPECT_TRUE(undecided->assignment.dates_undecided());
  EXPECT_TRUE(undecided->calendar->applications().rbegin()->undecided());
}

}  // namespace
}  // namespace jiedui::scheduler
