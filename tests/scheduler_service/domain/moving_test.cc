// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/moving.h"

#include <gmock/gmock.h>

#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using State = v1::Assignment;

StepFacts Of(const std::string& id, const std::string& person, const std::string& item, State::State state) {
  StepFacts facts;
  facts.assignment.set_name("pairings/yh-cx/assignments/" + id);
  facts.assignment.set_person("persons/" + person);
  facts.assignment.set_item("pairings/yh-cx/courses/" + item);
  facts.assignment.set_state(state);
  facts.item.dates = item == "clinical" ? DateRange{"2021-10-18", "2021-10-29"} : DateRange{"2021-10-25", "2021-11-05"};
  return facts;
}

TEST(CheckGivesUp, TakesWhatTheSamePersonHasElsewhereAndHasNotBegun) {
  const StepFacts wanted = Of("w", "zhao", "clinical", State::STATE_WAITLISTED);
  for (const auto state :
       {State::STATE_NOMINATED, State::STATE_WAITLISTED, State::STATE_OFFERED, State::STATE_CONFIRMED})
    EXPECT_THAT(CheckGivesUp(wanted, Of("h", "zhao", "maternal", state)), IsOk()) << state;
  for (const auto state : {State::STATE_CHECKED_IN, State::STATE_COMPLETED, State::STATE_CANCELLED})
    EXPECT_THAT(CheckGivesUp(wanted, Of("h", "zhao", "maternal", state)), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(CheckGivesUp(wanted, Of("h", "qian", "maternal", State::STATE_CONFIRMED)),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("persons/zhao")));
  EXPECT_THAT(CheckGivesUp(wanted, Of("h", "zhao", "clinical", State::STATE_CONFIRMED)),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("another")));
}

// A seat that stands in nobody's way is not to be lost by a slip of the pen.
TEST(CheckGivesUp, NeedsSharedDaysOrAnotherRunOfTheCurriculum) {
  const StepFacts wanted = Of("w", "zhao", "clinical", State::STATE_WAITLISTED);
  StepFacts held = Of("h", "zhao", "maternal", State::STATE_CONFIRMED);
  held.item.dates = {"2021-10-30", "2021-11-05"};
  EXPECT_THAT(CheckGivesUp(wanted, held), FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
  held.item.dates.first = "2021-10-29";
  EXPECT_THAT(CheckGivesUp(wanted, held), IsOk());
  StepFacts spring = wanted;
  spring.item.dates = {"2022-03-01", "2022-03-11"};
  spring.item.curriculum = held.item.curriculum = "村医轮训";
  EXPECT_THAT(CheckGivesUp(spring, held), IsOk());
  held.item.curriculum = "妇幼";
  EXPECT_THAT(CheckGivesUp(spring, held), FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
}

TEST(WithoutSeat, HasTheDaysAndNoPartInTheCourse) {
  Candidate candidate;
  for (const char* id : {"h", "other"}) {
    const std::string name = std::string("pairings/yh-cx/assignments/") + id;
    candidate.calendar.add_engagements()->set_assignment(name);
    candidate.history.push_back({.assignment = name});
  }
  const Candidate free = WithoutSeat(candidate, Of("h", "zhao", "maternal", State::STATE_CONFIRMED).assignment);
  ASSERT_EQ(free.calendar.engagements_size(), 1);
  EXPECT_THAT(free.calendar.engagements(0).assignment(), HasSubstr("other"));
  ASSERT_EQ(free.history.size(), 1U);
  EXPECT_THAT(free.history.front().assignment, HasSubstr("other"));
}

TEST(GiveUp, CancelsWithTheReasonAndFreesTheSeat) {
  StepFacts held = Of("h", "zhao", "maternal", State::STATE_CONFIRMED);
  *held.seats.mutable_ledger() = NewLedger(held.assignment.item(), {.seats = 2, .quotas = {}, .categories = {}});
  Take(*held.seats.mutable_ledger(), "", held.assignment.category());
  const auto change = GiveUp(held, Of("w", "zhao", "clinical", State::STATE_WAITLISTED).assignment,
                             {.now = absl::FromUnixSeconds(1634000000), .revision = 3, .actor = "a"});
  ASSERT_THAT(change, IsOk());
  EXPECT_EQ(change->assignment.state(), State::STATE_CANCELLED);
  EXPECT_TRUE(change->freed_seat);
  EXPECT_THAT(change->assignment.events(0).reason(), HasSubstr("assignments/w"));
  EXPECT_EQ(change->seats->ledger().taken(), 0);
}

TEST(WithGivesUp, NotesItUnderANewEtag) {
  const StepFacts held = Of("h", "zhao", "maternal", State::STATE_CONFIRMED);
  const StepFacts waits = Of("w", "zhao", "clinical", State::STATE_WAITLISTED);
  const AssignmentChange change = WithGivesUp(Unchanged(waits.assignment), held.assignment,
                                              {.now = absl::FromUnixSeconds(1634000000), .revision = 3, .actor = "a"});
  EXPECT_TRUE(change.changed);
  EXPECT_EQ(change.assignment.gives_up(), held.assignment.name());
  EXPECT_FALSE(change.assignment.etag().empty());
}

}  // namespace
}  // namespace jiedui::scheduler
