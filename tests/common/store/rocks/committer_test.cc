// SPDX-License-Identifier: Apache-2.0
// Groups, overload and failure, seen through the store.
#include "common/store/rocks/committer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;

const auto kUnknown = FailsWith(StatusCode::kUnavailable, "OUTCOME_UNKNOWN");
const auto kStopping = FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN");

class CommitterTest : public testing::Test {
 protected:
  CommitterTest() { Open(); }
  ~CommitterTest() override { store_.reset(); }  // before what its threads write to

  void Open() {
    RocksOptions options = TestOptions(directory_.File("data"), clock_);
    options.env = disk_.env();
    options.free_bytes_min = 1'000;
    options.on_fatal = [this](const absl::Status& cause) {
      EXPECT_THAT(cause, testing::Not(IsOk()));
      MutexLock lock(mutex_);
      ++fatal_calls_;
      fatal_called_.NotifyAll();
    };
    store_ = MustOpen(options);
  }
  absl::StatusOr<Committed> Run(Command command) { return MutateAndWait(*store_, std::move(command)); }
  // Returns when the command is being written, which then lasts until the hold ends.
  void SendAndHold(Outcomes& outcomes, Command command) {
    disk_.faults().log_sync_hold.Begin();
    outcomes.Send(*store_, std::move(command));
    disk_.faults().log_sync_hold.WaitUntilSomebodyWaits();
  }
  void WaitUntilFatal() {
    MutexLock lock(mutex_);
    while (fatal_calls_ == 0) fatal_called_.Wait(mutex_);
  }
  int fatal_calls() {
    MutexLock lock(mutex_);
    return fatal_calls_;
  }

  TempDir directory_;
  FakeClock clock_;
  FaultyEnv disk_;
  Mutex mutex_;
  CondVar fatal_called_;
  int fatal_calls_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<Store> store_;
};

TEST_F(CommitterTest, FailedSyncIsUnknownToTheGroupAndEndsAll) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  Gate gate;
  Outcomes outcomes;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  for (int i = 0; i < 10; ++i) outcomes.Send(*store_, PutCommand("a", absl::StrCat("lost", i)));
  disk_.faults().log_sync = true;
  gate.Open();
  const auto answers = outcomes.Wait(11);
  EXPECT_THAT(answers[0], IsOk()) << "the gate writes nothing";
  for (size_t i = 1; i < answers.size(); ++i) EXPECT_THAT(answers[i], kUnknown);
  WaitUntilFatal();
  disk_.faults().log_sync = false;
  EXPECT_THAT(Run(PutCommand("a", "after")), kStopping) << "a disk that works again is not trusted";
  EXPECT_THAT(store_->Trim(clock_.Now()), IsOk()) << "there is nothing to trim";
  EXPECT_EQ(ValueOf(*store_, "a"), "1") << "reads show only what is durable";
  EXPECT_EQ(store_->Info().revision, 1u);
  store_->Close();
  EXPECT_EQ(fatal_calls(), 1);
}

TEST_F(CommitterTest, FailedAppendIsUnknownToo) {
  disk_.faults().log_append = true;
  EXPECT_THAT(Run(PutCommand("a", "1")), kUnknown);
  WaitUntilFatal();
  EXPECT_THAT(Run(PutCommand("a", "1")), kStopping);
}

TEST_F(CommitterTest, AfterARestartTheAcknowledgedWritesAreThere) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  disk_.faults().log_sync = true;
  EXPECT_THAT(Run(PutCommand("b", "?")), kUnknown);
  store_.reset();
  disk_.faults().log_sync = false;
  Open();
  EXPECT_EQ(ValueOf(*store_, "a"), "1");
  EXPECT_THAT(Run(PutCommand("c", "3")), IsOk());
}

TEST_F(CommitterTest, DecidesOnWhatIsBeingWrittenAndShowsItToNobodyElse) {
  Outcomes outcomes;
  SendAndHold(outcomes, PutCommand("a", "1"));
  Gate gate;
  outcomes.Send(*store_, MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    return absl::StrCat("saw ", (*txn.Get(Family::kRows, "a")).value_or("none"));
  }));
  outcomes.Send(*store_, MakeCommand([](Transaction&) { return absl::AbortedError("refused"); }));
  outcomes.Send(*store_, PutCommand("a", "2"));
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();  // all before it are decided
  gate.Open();
  EXPECT_EQ(outcomes.size(), 0u) << "what they saw may yet be lost";
  EXPECT_EQ(ValueOf(*store_, "a"), std::nullopt);
  disk_.faults().log_sync_hold.End();
  const auto answers = outcomes.Wait(5);
  EXPECT_THAT(answers[0], IsOk());
  EXPECT_EQ(answers[1]->answer, "saw 1");
  EXPECT_EQ(answers[1]->revision, 1u);
  EXPECT_THAT(answers[2], StatusIs(StatusCode::kAborted));
  EXPECT_EQ(answers[3]->revision, 2u);
  EXPECT_EQ(ValueOf(*store_, "a"), "2");
}

TEST_F(CommitterTest, WhatIsDecidedOnALostGroupIsLostToo) {
  Outcomes outcomes;
  Command first = PutCommand("a", "1");
  first.request_id = "r";
  SendAndHold(outcomes, std::move(first));
  Command again = PutCommand("a", "1");
  again.request_id = "r";
  outcomes.Send(*store_, std::move(again));
  outcomes.Send(*store_, PutCommand("b", "2"));
  outcomes.Send(*store_, MakeCommand([](Transaction&) { return absl::AbortedError("because of a"); }));
  Gate gate;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  Outcomes waiting;
  bool ran = false;
  disk_.faults().log_sync = true;
  disk_.faults().log_sync_hold.End();
  for (const auto& answer : outcomes.Wait(1)) EXPECT_THAT(answer, kUnknown);
  waiting.Send(*store_, MakeCommand([&ran](Transaction&) {
    ran = true;
    return "";
  }));
  gate.Open();
  for (const auto& answer : outcomes.Wait(5)) EXPECT_THAT(answer, kUnknown);
  EXPECT_THAT(waiting.Wait(1)[0], kStopping) << "it was not run";
  EXPECT_FALSE(ran);
  store_.reset();
  EXPECT_EQ(fatal_calls(), 1);
  disk_.faults().log_sync = false;
  Open();
  EXPECT_EQ(ValueOf(*store_, "b"), std::nullopt) << "nothing is written after a failure";
  EXPECT_LE(store_->Info().revision, 1u);
}

TEST_F(CommitterTest, NothingIsRunOnAStateThatIsLost) {
  Outcomes outcomes;
  SendAndHold(outcomes, PutCommand("a", "1"));
  Gate gate;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  std::atomic<int> run = 0;
  for (size_t i = 0; i < 2 * kCommandsPerGroupMax; ++i) {
    outcomes.Send(*store_, MakeCommand([&run](Transaction& txn) -> absl::StatusOr<std::string> {
      ++run;
      EXPECT_EQ(*txn.Get(Family::kRows, "a"), "1") << "a group was begun on one that is lost";
      return "";
    }));
  }
  disk_.faults().log_sync = true;
  gate.Open();
  disk_.faults().log_sync_hold.End();
  for (const auto& answer : outcomes.Wait(2 + 2 * kCommandsPerGroupMax))
    EXPECT_THAT(answer, testing::AnyOf(kUnknown, kStopping));
  EXPECT_LT(run, static_cast<int>(kCommandsPerGroupMax)) << "no more than fit into the open group";
}

TEST_F(CommitterTest, AWriteBetweenGroupsComesAfterTheOneThatIsOpen) {
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Run(PutCommand("a", absl::StrCat(i))), IsOk());
  Outcomes outcomes;
  SendAndHold(outcomes, PutCommand("written", "v"));
  Gate gate;
  for (int i = 0; i < 100; ++i) outcomes.Send(*store_, PutCommand(absl::StrCat("open ", i), "v"));
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  std::thread trimming([&] { EXPECT_THAT(store_->Trim(clock_.Now() + kChangeRetention + absl::Seconds(1)), IsOk()); });
  gate.Open();
  // Most likely the write between waits meanwhile; all must be right wherever it comes.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  disk_.faults().log_sync_hold.End();
  trimming.join();
  for (const auto& answer : outcomes.Wait(102)) ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(Run(PutCommand("a", "last")), IsOk());
  EXPECT_EQ(RowsOf(*store_, Family::kRows).size(), 102u);
  EXPECT_THAT(VerifyChain(*store_->NewSnapshot(ReadTier::kDisk)), IsOk());
  EXPECT_GE(store_->Info().oldest_revision, 3u);
}

TEST_F(CommitterTest, WhatTheLastGroupLeftIsTrimmedAsAnythingElse) {
  const auto run = [this] {
    Command command = MakeCommand([](Transaction&) { return "changes nothing"; });
    command.request_id = "r";
    return Run(std::move(command));
  };
  ASSERT_THAT(run(), IsOk());
  clock_.Advance(kRequestRetention + absl::Seconds(1));
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  EXPECT_FALSE(run()->replayed);
}

TEST_F(CommitterTest, CloseWaitsForWhatIsBeingWrittenAndForWhatWasDecidedOnIt) {
  disk_.faults().log_sync_hold.Begin();
  Outcomes outcomes;
  for (int i = 0; i < 1'000; ++i) outcomes.Send(*store_, PutCommand(absl::StrCat(i), "v"));
  disk_.faults().log_sync_hold.WaitUntilSomebodyWaits();
  std::thread closing([&] { store_->Close(); });
  disk_.faults().log_sync_hold.End();
  closing.join();
  EXPECT_EQ(outcomes.size(), 1'000u);
  for (const auto& answer : outcomes.Wait(1'000)) ASSERT_THAT(answer, IsOk());
  store_.reset();
  Open();
  EXPECT_EQ(store_->Info().revision, 1'000u);
}

TEST_F(CommitterTest, BackgroundErrorEndsAll) {
  disk_.faults().table_append = true;
  // More than the write buffers hold, so that a table must be written.
  absl::StatusOr<Committed> last = Committed{};
  for (int i = 0; i < 200 && last.ok(); ++i) last = Run(PutCommand(absl::StrCat(i), std::string(200'000, 'v')));
  EXPECT_THAT(last, testing::AnyOf(kUnknown, kStopping));
  WaitUntilFatal();
  EXPECT_THAT(Run(PutCommand("a", "1")), kStopping);
}

TEST_F(CommitterTest, FullQueueRefusesAtOnce) {
  Gate gate;
  Outcomes passed;
  passed.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  Outcomes waiting;
  for (size_t i = 0; i < kQueuedCommandsMax; ++i)
    waiting.Send(*store_, MakeCommand([](Transaction&) { return "ran"; }));
  Outcomes refused;
  for (int i = 0; i < 3; ++i) refused.Send(*store_, PutCommand("a", "1"));
  for (const auto& outcome : refused.Wait(3))
    EXPECT_THAT(outcome, FailsWith(StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_EQ(waiting.size(), 0u);
  gate.Open();
  for (const auto& outcome : waiting.Wait(kQueuedCommandsMax)) ASSERT_THAT(outcome, IsOk());
  EXPECT_THAT(Run(PutCommand("a", "1")), IsOk());
}

TEST_F(CommitterTest, CommandWhoseDeadlinePassedWhileItWaitedIsNotRun) {
  Gate gate;
  Outcomes outcomes;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  Command late = PutCommand("a", "1");
  late.deadline = clock_.Now() + absl::Seconds(1);
  outcomes.Send(*store_, std::move(late));
  clock_.Advance(absl::Seconds(2));
  gate.Open();
  EXPECT_THAT(outcomes.Wait(2)[1], FailsWith(StatusCode::kDeadlineExceeded, "DEADLINE_PASSED"));
  EXPECT_EQ(ValueOf(*store_, "a"), std::nullopt);
}

TEST_F(CommitterTest, NearlyFullDiskRefusesWritesUntilThereIsRoom) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  disk_.faults().free_bytes = 999;
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(Run(PutCommand("a", "2")), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
  EXPECT_EQ(ValueOf(*store_, "a"), "1");
  disk_.faults().free_bytes = 1'000;
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(Run(PutCommand("a", "3")), IsOk());
  EXPECT_EQ(fatal_calls(), 0);
}

TEST_F(CommitterTest, CloseRunsWhatWaits) {
  Gate gate;
  Outcomes outcomes;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  for (int i = 0; i < 1000; ++i) outcomes.Send(*store_, PutCommand(absl::StrCat(i), "v"));
  gate.Open();
  store_->Close();
  const auto answers = outcomes.Wait(1001);
  for (const auto& answer : answers) ASSERT_THAT(answer, IsOk());
  store_.reset();
  Open();
  EXPECT_EQ(store_->Info().revision, 1000u);
}

TEST_F(CommitterTest, ListenerHearsTheLastRevisionOfEachGroup) {
  std::vector<uint64_t> told;
  const auto handle = store_->AddCommitListener([&](uint64_t revision) {
    EXPECT_GE(store_->NewSnapshot(ReadTier::kMemory)->revision(), revision) << "told before it can be read";
    told.push_back(revision);
  });
  Gate gate;
  Outcomes outcomes;
  outcomes.Send(*store_, gate.MakeCommand());
  gate.WaitUntilReached();
  for (int i = 0; i < 5; ++i) outcomes.Send(*store_, PutCommand("a", absl::StrCat(i)));
  gate.Open();
  outcomes.Wait(6);
  EXPECT_THAT(Run(MakeCommand([](Transaction&) { return "changes nothing"; })), IsOk());
  store_->Close();
  EXPECT_THAT(told, testing::ElementsAre(5));
}

}  // namespace
}  // namespace jiedui::store
