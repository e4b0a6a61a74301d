// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
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
  const auto stays = StayWithItem(facts, "2021-10-29", Why("ExtendPosting"), SomeStamp());
  ASSERT_THAT(stays, IsOk());
  EXPECT_EQ(stays->assignment.end_date(), "2021-11-30");
  EXPECT_EQ(stays->calendar->engagements(0).end_date(), "2021-11-30");
  *facts.calendar.add_engagements() = FromText<v1::Engagement>(
      "assignment: 'pairings/yh-cx/assignments/o' item: 'pairings/yh-cx/courses/o' start_date: '2021-11-10' "
      "end_date: '2021-11-12'");
  EXPECT_THAT(RulesIn(StayWithItem(facts, "2021-10-29", Why("ExtendPosting"), SomeStamp()).status()),
              ElementsAre(HasSubstr("found pairings/yh-cx/courses/o 2021-11-10..2021-11-12")));
}

}  // namespace
}  // namespace jiedui::scheduler
