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

}  // namespace
}  // namespace jiedui::scheduler
