// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

constexpr char kName[] = "pairings/yh-cx/assignments/a";

class Changes : public testing::Test {
 protected:
  Changes() {
    EXPECT_THAT(Commit(*store_, [this](auto& txn) { return PutSmallWorld(tables_, txn); }), IsOk());
  }

  absl::Status AssignZhao() {
    return Commit(*store_, [this](auto& txn) -> absl::Status {
      ASSIGN_OR_RETURN(
          const auto facts,
          LoadNewAssignment(
              tables_, txn,
              {.name = kName, .parent = "pairings/yh-cx", .person = "persons/zhao", .item = Clinical().name()}));
      ASSIGN_OR_RETURN(const AssignmentChange change,
                       Assign(facts, {.verb = "CreateAssignment", .name = kName}, StampOf(txn)));
      return Put(tables_, txn, change);
    });
  }

  uint64_t Revision() const { return store_->Info().revision; }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Changes, AnAssignmentItsDaysAndItsSeatAreOneCommit) {
  const uint64_t before = Revision();
  ASSERT_THAT(AssignZhao(), IsOk());
  EXPECT_EQ(Revision(), before + 1);
  EXPECT_EQ(store::ChangesOf(*store_).back().changes_size(), 4);  // and the guard of who is away
  EXPECT_EQ(store::RowsOf(*store_, store::Family::kIndex).size(), 4u);
}

TEST_F(Changes, AnUnchangedAssignmentIsNoCommit) {
  ASSERT_THAT(AssignZhao(), IsOk());
  const uint64_t before = Revision();
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       return Put(tables_, txn, AssignmentChange{.assignment = facts.assignment});
                     }),
              IsOk());
  EXPECT_EQ(Revision(), before);
}

TEST_F(Changes, ARefusedCommandLeavesNothing) {
  ASSERT_THAT(AssignZhao(), IsOk());
  const auto before = store::RowsOf(*store_, store::Family::kRows);
  EXPECT_THAT(AssignZhao(), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_EQ(store::RowsOf(*store_, store::Family::kRows), before);
}

TEST_F(Changes, ACancelledAssignmentLeavesEmptyGuards) {
  ASSERT_THAT(AssignZhao(), IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       const Step step{
                           .verb = "CancelAssignment", .name = kName, .date = "2021-10-13", .reason = "疫情防控"};
                       ASSIGN_OR_RETURN(const AssignmentChange change, Cancel(facts, step, StampOf(txn)));
                       return Put(tables_, txn, change);
                     }),
              IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, kName));
                       EXPECT_EQ(facts.calendar.engagements_size(), 0);
                       EXPECT_EQ(facts.seats.ledger().taken(), 0);
                       return absl::OkStatus();
                     }),
              IsOk());
}

TEST_F(Changes, APostingComesWithItsSeats) {
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(auto facts,
                                        LoadNewPosting(tables_, txn, Stationed().name(), "organizations/lingjiang"));
                       ASSIGN_OR_RETURN(const auto change, NewPosting(facts, Stationed(), StampOf(txn)));
                       return Put(tables_, txn, change);
                     }),
              IsOk());
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(const auto facts, LoadPosting(tables_, txn, Stationed().name(), ""));
                       EXPECT_EQ(facts.seats.ledger().seats(), 1);
                       EXPECT_EQ(facts.item_dates.first_days_size(), 2);
                       return absl::OkStatus();
                     }),
              IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
