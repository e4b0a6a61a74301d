// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/upkeep.h"

#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment;

class Upkeep : public QueueWorld {
 protected:
  Upkeep() : QueueWorld(1) {}

  void Run() { EXPECT_THAT(RunUpkeep(*store_, tables_, clock_.Now()), IsOk()); }
};

// U13: #1 has 24 hours; then #2 is asked.
TEST_F(Upkeep, AnOfferThatNobodyTookGoesToTheNext) {
  Seat("a");
  Queue("b");
  Queue("c");
  Leave("a");
  Run();
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
  clock_.Advance(absl::Hours(24) - absl::Seconds(1));
  Run();
  EXPECT_EQ(StateOf("b"), State::STATE_OFFERED);
  clock_.Advance(absl::Seconds(2));
  Run();
  EXPECT_EQ(StateOf("b"), State::STATE_DECLINED);
  EXPECT_EQ(StateOf("c"), State::STATE_OFFERED);
  EXPECT_EQ(Seats().ledger().taken(), 1);
}

TEST_F(Upkeep, WorkGoesOnToItsEnd) {
  Seat("a");
  for (int i = 0; i < 200; ++i) Queue(absl::StrCat("p", i));
  Do([this](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord record, LoadSeats(tables_, txn, Clinical().name()));
    *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = 151, .quotas = {}, .categories = {}});
    RETURN_IF_ERROR(Put(tables_, txn, record));
    return ServeItem(tables_, txn, Clinical().name(), "");
  });
  Run();
  EXPECT_FALSE(Seats().has_work());
  EXPECT_EQ(Seats().ledger().offered(), 150);
  EXPECT_EQ(StateOf("p149"), State::STATE_OFFERED);
  EXPECT_EQ(StateOf("p150"), State::STATE_WAITLISTED);
}

TEST_F(Upkeep, NothingToDoWritesNothing) {
  Seat("a");
  const uint64_t before = store_->Info().revision;
  Run();
  EXPECT_EQ(store_->Info().revision, before);
}

// What is damaged at one item keeps nobody else's offer from ending.
TEST_F(Upkeep, WhatFailsForOneKeepsTheOthersFromNothing) {
  Seat("a");
  Queue("b");
  Queue("c");
  Leave("a");
  Do([this](store::Transaction& txn) -> absl::Status {
    storage::v1::SeatsRecord record;
    record.mutable_ledger()->set_item("pairings/yh-cx/courses/a-lost");  // before the others; its rows are not there
    record.mutable_ledger()->add_counts();
    record.mutable_ledger()->set_seats(1);
    record.mutable_ledger()->set_waiting(1);
    record.mutable_work()->set_kind(storage::v1::ItemWork::KIND_MOVE);
    RETURN_IF_ERROR(Put(tables_, txn, record));
    ASSIGN_OR_RETURN(auto lost, LoadAssignment(tables_, txn, Name("b")));
    lost.set_name(Name("lost"));
    lost.set_item("pairings/yh-cx/courses/a-lost");
    lost.set_state(State::STATE_WAITLISTED);
    lost.clear_offer_expire_time();
    return Put(tables_, txn, lost);
  });
  clock_.Advance(absl::Hours(25));
  EXPECT_FALSE(RunUpkeep(*store_, tables_, clock_.Now()).ok());
  EXPECT_EQ(StateOf("b"), State::STATE_DECLINED);
  EXPECT_EQ(StateOf("c"), State::STATE_OFFERED);
}

}  // namespace
}  // namespace jiedui::scheduler
