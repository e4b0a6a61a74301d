// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/recount.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/clashes.h"
#include "tests/scheduler_service/life.h"

namespace jiedui::scheduler {
namespace {

using A = v1::Assignment;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Said(const std::vector<Discrepancy>& wrong) {
  std::vector<std::string> said;
  for (const Discrepancy& d : wrong) said.push_back(absl::StrCat(d.found, " | ", d.required));
  return said;
}

A Made(A::State state, const std::string& id = "a") {
  A assignment;
  assignment.set_name("pairings/yh-cx/assignments/" + id);
  assignment.set_person("persons/zhao");
  assignment.set_item("pairings/yh-cx/courses/clinical");
  assignment.set_start_date("2021-10-18");
  assignment.set_end_date("2021-10-29");
  assignment.set_state(state);
  return assignment;
}

// Who has days in the calendar (U9, U27): a seat does, unless nobody has decided about its days; whoever was there and
// was replaced keeps the days that were used.
TEST(Recount, DaysAreTakenBySeatsAndByThoseWhoWereThere) {
  for (int state = 0; state < v1::Assignment::State_ARRAYSIZE; ++state)
    EXPECT_EQ(TakesDays(Made(A::State(state))), HoldsSeat(A::State(state))) << state;
  A replaced = Made(A::STATE_REPLACED);
  EXPECT_FALSE(TakesDays(replaced));
  replaced.set_check_in_date("2021-10-18");
  EXPECT_TRUE(TakesDays(replaced));
  A undecided = Made(A::STATE_CONFIRMED);
  undecided.set_dates_undecided(true);
  EXPECT_FALSE(TakesDays(undecided));
}

// Whatever a life comes to, the rows that were kept step by step are those that are counted.
TEST(Recount, AgreesWithEveryStepOfALife) {
  const SeatPlan plan{.seats = 2, .quotas = {FromText<v1::Quota>("division: '510824100' seats: 2")}, .categories = {}};
  const StepFacts there = CheckedIn();
  for (const StepFacts& facts :
       {Seated(), Nominated(), Approved(), there,
        With(there, EndEarly(there, On("EndAssignmentEarly", "2021-10-20"), SomeStamp())),
        With(there, GiveWay(there, On("ReplaceAssignment", "2021-10-20"), SomeStamp())),
        With(Seated(), Withdraw(Seated(), On("WithdrawAssignment", "2021-10-20"), SomeStamp()))}) {
    SCOPED_TRACE(A::State_Name(facts.assignment.state()));
    EXPECT_THAT(Said(RecountCalendar(facts.calendar, {facts.assignment})), IsEmpty());
    if (facts.assignment.state() == A::STATE_REPLACED) continue;  // the seat is the next one's, who is not here
    SeatsRecount recount;
    recount.Add(facts.assignment);
    EXPECT_THAT(Said(recount.Compare(facts.seats, plan)), IsEmpty());
  }
}

TEST(Recount, TwoFullTimeOnADayOnlyWhereMarked) {
  v1::PersonCalendar calendar = Seated().calendar;
  *calendar.add_engagements() = calendar.engagements(0);
  calendar.mutable_engagements(1)->set_assignment("pairings/yh-cx/assignments/b");
  A second = Seated().assignment;
  second.set_name("pairings/yh-cx/assignments/b");
  const std::vector<A> both = {Seated().assignment, second};
  EXPECT_THAT(
      Said(RecountCalendar(calendar, both)),
      Contains("pairings/yh-cx/courses/clinical and pairings/yh-cx/courses/clinical on 2021-10-18..2021-10-29 | "
               "at most one full-time engagement a day"));
  MarkClashes(calendar);
  EXPECT_THAT(Said(RecountCalendar(calendar, both)), IsEmpty());
  calendar.mutable_engagements(1)->clear_in_clash();
  EXPECT_THAT(Said(RecountCalendar(calendar, both)),
              Contains("pairings/yh-cx/courses/clinical in_clash 0 | in_clash 1"));
}

TEST(Recount, EngagementsAreInTheirOrder) {
  v1::PersonCalendar calendar = Seated().calendar;
  *calendar.add_engagements() = calendar.engagements(0);
  A early = Seated().assignment;
  early.set_name("pairings/yh-cx/assignments/b");
  early.set_start_date("2021-10-01");
  early.set_end_date("2021-10-02");
  calendar.mutable_engagements(1)->set_assignment(early.name());
  calendar.mutable_engagements(1)->set_start_date("2021-10-01");
  calendar.mutable_engagements(1)->set_end_date("2021-10-02");
  EXPECT_THAT(Said(RecountCalendar(calendar, {Seated().assignment, early})),
              Contains("engagement 1 begins before the one before it | engagements in the order of their first days"));
}

// 陵江 has 1 seat of its own and may have 2; 2 seats are the pool's.
class SeatsRecounted : public testing::Test {
 protected:
  SeatsRecounted() {
    *seats_.mutable_ledger() = NewLedger("pairings/yh-cx/courses/clinical", plan_);
    for (const char* id : {"a", "b"}) Sit(id, "510824100");
    Sit("c", "");
  }
  void Sit(const std::string& id, const std::string& quota) {
    A assignment = Made(A::STATE_CONFIRMED, id);
    assignment.set_quota_division(quota);
    recount_.Add(assignment);
    Take(*seats_.mutable_ledger(), quota);
  }
  std::vector<std::string> Wrong() { return Said(recount_.Compare(seats_, plan_)); }
  v1::SeatLedger& ledger() { return *seats_.mutable_ledger(); }

  SeatPlan plan_{
      .seats = 3, .quotas = {FromText<v1::Quota>("division: '510824100' seats: 1 ceiling: 2")}, .categories = {}};
  storage::v1::SeatsRecord seats_;
  SeatsRecount recount_;
};

TEST_F(SeatsRecounted, AgreeWithTheLedger) { EXPECT_THAT(Wrong(), IsEmpty()); }

TEST_F(SeatsRecounted, PeopleOfAQuotaMayNotPassItsCeiling) {
  ledger().mutable_counts(0)->set_ceiling(1);
  EXPECT_THAT(Wrong(),
              Contains("people of the quota of division 510824100 2 | people of the quota of division 510824100 "
                       "0 to 1"));
}

TEST_F(SeatsRecounted, ASeatMayNotBeTakenTwice) {
  ledger().mutable_counts(1)->set_seats(1);
  EXPECT_THAT(Wrong(), Contains("taken in the pool 2 | taken in the pool 0 to 1"));
  EXPECT_THAT(Wrong(), Contains("seats of all counts 2 | seats of all counts 3"));
}

TEST_F(SeatsRecounted, OwnSeatsComeBeforeThePools) {
  ledger().mutable_counts(0)->set_taken(0);
  ledger().mutable_counts(0)->set_from_pool(2);
  EXPECT_THAT(Wrong(),
              Contains("on the pool's seats, of the quota of division 510824100 2 | on the pool's seats, of the "
                       "quota of division 510824100 0"));
}

TEST_F(SeatsRecounted, CountsPendingWaitingOfferedAndCategories) {
  A pending = Made(A::STATE_NOMINATED, "p");
  recount_.Add(pending);
  A offered = Made(A::STATE_OFFERED, "o");
  recount_.Add(offered);
  EXPECT_THAT(Wrong(), testing::IsSupersetOf({"taken 3 | taken 4", "offered 0 | offered 1",
                                              "nominated in the pool 0 | nominated in the pool 1",
                                              "people of the pool 1 | people of the pool 2",
                                              "PERSON_CATEGORY_UNSPECIFIED 3 | PERSON_CATEGORY_UNSPECIFIED 4"}));
}

TEST_F(SeatsRecounted, RanksAreUnique) {
  for (const char* id : {"x", "y"}) {
    A waits = Made(A::STATE_WAITLISTED, id);
    waits.set_waiting_rank(5);
    recount_.Add(waits);
    CountWaiting(ledger(), "", 1);
  }
  seats_.set_last_rank(5);
  EXPECT_THAT(Wrong(), ElementsAre("rank 5, which another one has | a rank of its own"));
}

}  // namespace
}  // namespace jiedui::scheduler
