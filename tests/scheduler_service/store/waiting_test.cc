// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/waiting.h"

#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

class Waiting : public QueueWorld {
 protected:
  Waiting() : QueueWorld(1) {}
};

TEST_F(Waiting, TheFirstInRankMovesUp) {
  Seat("a");
  Queue("b");
  Queue("c");
  EXPECT_EQ(Seats().ledger().waiting(), 2);
  Leave("a");
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
  EXPECT_EQ(StateOf("c"), State::STATE_WAITLISTED);
  EXPECT_EQ(Seats().ledger().taken(), 1);
  EXPECT_FALSE(Seats().has_work());
}

// A deleted person waits in vain, and keeps nobody from the seat.
TEST_F(Waiting, WhoeverIsNotEligibleIsPassed) {
  Seat("a");
  Queue("b");
  Queue("c");
  Do([this](store::Transaction& txn) {
    auto person = VillageDoctor("b");
    person.mutable_delete_time()->set_seconds(1);
    return PutPerson(tables_, txn, person);
  });
  Leave("a");
  EXPECT_EQ(StateOf("b"), State::STATE_WAITLISTED);
  EXPECT_EQ(StateOf("c"), State::STATE_OFFERED);
}

// What one command cannot hold is noted, and nobody overtakes meanwhile.
TEST_F(Waiting, ManyFreeSeatsTakeSeveralCommands) {
  Seat("a");
  for (int i = 0; i < 200; ++i) Queue(absl::StrCat("p", i));
  Do([this](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord record, LoadSeats(tables_, txn, Clinical().name()));
    *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = 201, .quotas = {}, .categories = {}});
    RETURN_IF_ERROR(Put(tables_, txn, record));
    return ServeItem(tables_, txn, Clinical().name(), "");
  });
  EXPECT_EQ(Seats().work().kind(), storage::v1::ItemWork::KIND_OFFER);
  EXPECT_GT(Seats().ledger().offered(), 20);
  Queue("late");
  EXPECT_EQ(StateOf("late"), State::STATE_WAITLISTED);
  EXPECT_EQ(StateOf("p0"), State::STATE_OFFERED);
}

// Nobody of the course's people may be away with more than one other of the organisation: whoever waits for that moves
// up when a colleague comes back from elsewhere.
TEST_F(Waiting, AColleagueWhoComesBackLetsOthersGo) {
  Seat("a");
  Queue("b");
  PutCourse("elsewhere", [](v1::Course&) {});
  SeatAt("c", "elsewhere");
  PutCourse("clinical", [](v1::Course& course) { course.mutable_requirements()->set_away_per_organization_max(1); });
  Leave("a");
  EXPECT_EQ(StateOf("b"), State::STATE_WAITLISTED);  // c is away
  Leave("c");
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
}

// A seat in another run of the curriculum is in the way until it is given up; asking for one is not.
TEST_F(Waiting, WhatExcludedThePersonIsThereNoMore) {
  Seat("a");
  Queue("b");
  PutCourse("clinical", [](v1::Course& course) { course.set_curriculum("全科"); });
  PutCourse("again", [](v1::Course& course) {
    course.set_curriculum("全科");
    course.set_start_date("2021-12-06");
    course.set_end_date("2021-12-10");
  });
  SeatAt("b2", "b", "again");
  Leave("a");
  EXPECT_EQ(StateOf("b"), State::STATE_WAITLISTED);
  Leave("b2");
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
}

// The seats of a division are its own; an organisation that lies elsewhere draws on others.
TEST_F(Waiting, AnOrganisationThatMovesDrawsOnOtherSeats) {
  Seat("a");
  Queue("b");
  Do([this](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord record, LoadSeats(tables_, txn, Clinical().name()));
    v1::Quota other;
    other.set_division("510824112");
    other.set_seats(1);
    *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = 2, .quotas = {other}, .categories = {}});
    RETURN_IF_ERROR(Put(tables_, txn, record));
    return ServeItem(tables_, txn, Clinical().name(), "");
  });
  EXPECT_EQ(StateOf("b"), State::STATE_WAITLISTED);
  Do([this](store::Transaction& txn) -> absl::Status {
    registry::v1::Organization moved = Lingjiang();
    moved.mutable_divisions(0)->set_division("510824112");
    RETURN_IF_ERROR(PutOrganization(tables_, txn, moved));
    return ServeOrganization(tables_, txn, moved.name());
  });
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
}

}  // namespace
}  // namespace jiedui::scheduler
