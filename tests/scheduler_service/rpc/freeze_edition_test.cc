// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/freeze_edition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "common/base/mutex.h"
#include "scheduler_service/store/editions.h"
#include "tests/scheduler_service/store/edition_world.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::IsEmpty;

// A store in front of another one: says what happens just before, or instead of, a command.
class Intercepted final : public store::Store {
 public:
  // Answers whether the command may go on; called with the count of commands before it.
  using Before = std::function<bool(int)>;
  Intercepted(store::Store& base, Before before) : base_(base), before_(std::move(before)) {}

  void Mutate(store::Command command) override {
    if (before_(commands_++)) return base_.Mutate(std::move(command));
    command.done(absl::UnavailableError("the process was killed"));
  }
  std::unique_ptr<store::Snapshot> NewSnapshot(store::ReadTier tier) const override { return base_.NewSnapshot(tier); }
  store::StoreInfo Info() const override { return base_.Info(); }
  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)> listener) override {
    return base_.AddCommitListener(std::move(listener));
  }
  absl::StatusOr<bool> Trim(absl::Time now) override { return base_.Trim(now); }
  void Close() override { base_.Close(); }

 private:
  store::Store& base_;
  const Before before_;
  int commands_ = 0;
};

class Freezes : public EditionWorld {
 protected:
  Freezes() { clock_.Set(absl::FromUnixSeconds(1641000000)); }  // 2022-01-01

  absl::StatusOr<v1::Edition> FreezeYear(store::Store& store, const std::string& more = "") {
    auto request = FromText<v1::FreezeEditionRequest>("parent: 'pairings/yh-cx' as_of: '2021-12-31' " + more);
    const ServiceParts parts{.tables = tables_, .clock = clock_, .progress = progress_, .recovery = nullptr};
    const rpc::CallInfo call{.method = "/FreezeEdition", .actor = "office", .deadline = absl::InfiniteFuture()};
    return FreezeEdition(parts, store, request, call);
  }
  absl::StatusOr<v1::Edition> FreezeYear(Intercepted::Before before, const std::string& more = "") {
    Intercepted store(*store_, std::move(before));
    return FreezeYear(store, more);
  }
  static int64_t Completed(const v1::Edition& edition) {
    for (const v1::Figure& figure : edition.report().figures())
      if (figure.code() == "TR.TALENT.COMPLETED") return figure.value();
    return -1;
  }

  DirectoryProgress progress_;
};

TEST_F(Freezes, CountsOnceWhereNothingComesBetween) {
  CompleteAll();
  int commands = 0;
  const auto edition = FreezeYear([&](int) { return ++commands > 0; });
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(Completed(*edition), 4);
  EXPECT_EQ(commands, 2);
  EXPECT_EQ(edition->frozen_by(), "office");
  EXPECT_EQ(edition->report().revision() + 2, Now()->revision());
}

TEST_F(Freezes, WhatComesBeforeThePeriodIsNamedIsCounted) {
  CompleteAll();
  const auto edition = FreezeYear([&](int command) {
    if (command == 0) {
      EXPECT_THAT(AskFor("k", NeverCame("p0")), IsOk());
      EXPECT_THAT(Approve("k"), IsOk());
    }
    return true;
  });
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(Completed(*edition), 3);
}

TEST_F(Freezes, ACorrectionBetweenTheCommitsIsCounted) {
  CompleteAll();
  const auto edition = FreezeYear([&](int command) {
    if (command == 1) {
      EXPECT_THAT(CheckInOn("p0", "2021-10-19"), testing::Not(IsOk()));
      EXPECT_THAT(AskFor("k", NeverCame("p0")), IsOk());
      EXPECT_THAT(Approve("k"), IsOk());
    }
    return true;
  });
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(Completed(*edition), 3);
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(Freezes, BetweenTheCommitsNothingElseMoves) {
  for (const char* id : {"p0", "p1"}) ASSERT_THAT(CheckInOn(id), IsOk());
  absl::Status refused;
  const auto edition = FreezeYear([&](int command) {
    if (command == 1) refused = CompleteOn("p0");
    return true;
  });
  ASSERT_THAT(edition, IsOk());
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_EQ(Completed(*edition), 0);
}

TEST_F(Freezes, CorrectionsThatNeverEndAreNotWaitedFor) {
  CompleteAll();
  const auto edition = FreezeYear([&](int command) {
    if (command > 0)
      Write([&](store::Transaction& txn) -> absl::Status {
        ASSIGN_OR_RETURN(auto frozen, LoadFrozen(tables_, txn, kPairing));
        frozen.set_corrections(frozen.corrections() + 1);
        return tables_.frozen.Put(txn, frozen);
      });
    return true;
  });
  EXPECT_THAT(edition, FailsWith(StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(Completed(*FreezeYear(*store_)), 4);
}

TEST_F(Freezes, AMoveThatGoesOnIsWaitedFor) {
  BreakSeats([](auto& seats) { seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_MOVE); });
  EXPECT_THAT(FreezeYear(*store_), FailsWith(StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(LoadFrozen(tables_, *Now(), kPairing)->periods_size(), 0);
}

// The process dies between the commits: the period is frozen, nothing inside moves, and the call that is retried after
// the restart completes it.
class KilledFreezes : public Freezes {
 protected:
  KilledFreezes() {
    CompleteAll();
    disk_ = store::MustOpen(store::TestOptions(directory_.path() + "/db", clock_));
    // All rows as they are: one command for each, so that no limit of a command is met.
    for (auto& [key, value] : store::RowsOf(*store_, store::Family::kRows))
      EXPECT_THAT(store::MutateAndWait(*disk_, store::PutCommand(key, value)), IsOk());
    for (const auto& row : store::RowsOf(*store_, store::Family::kIndex))
      EXPECT_THAT(
          Commit(*disk_, [&](store::Transaction& txn) { return txn.Stage(store::Family::kIndex, row.first, ""); }),
          IsOk());
  }
  void Restart() {
    disk_->Close();
    disk_.reset();
    disk_ = store::MustOpen(store::TestOptions(directory_.path() + "/db", clock_));
  }

  TempDir directory_;
  std::unique_ptr<store::Store> disk_;
};

TEST_F(KilledFreezes, AreCompletedByARetry) {
  {
    Intercepted killed(*disk_, [](int command) { return command == 0; });
    EXPECT_EQ(FreezeYear(killed, "request_id: 'r' edition_id: 'e1'").status().code(), StatusCode::kUnavailable);
  }
  Restart();
  const auto frozen = LoadFrozen(tables_, *disk_->NewSnapshot(store::ReadTier::kDisk), kPairing);
  ASSERT_THAT(frozen, IsOk());
  ASSERT_EQ(frozen->periods_size(), 1);
  EXPECT_EQ(frozen->periods(0).editions(), 0);
  const absl::Status moved = Commit(*disk_, [&](store::Transaction& txn) -> absl::Status {
    v1::Assignment assignment = Get("p0");
    assignment.set_close_date("2021-10-30");
    return Put(tables_, txn, assignment);
  });
  EXPECT_THAT(moved, FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  const auto edition = FreezeYear(*disk_, "request_id: 'r' edition_id: 'e1'");
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(edition->number(), 1);
  EXPECT_EQ(Completed(*edition), 4);
  Restart();
  EXPECT_EQ(FreezeYear(*disk_, "request_id: 'r' edition_id: 'e1'")->SerializeAsString(), edition->SerializeAsString());
}

}  // namespace
}  // namespace jiedui::scheduler
