// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/group_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/fake_clock.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

const auto kUnknown = FailsWith(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN");

class GroupWriterTest : public testing::Test {
 protected:
  GroupWriterTest()
      : database_(*Database::Open(Options())), writer_(database_, 7, answerer_, listeners_, [this] { ++told_idle_; }) {}

  RocksOptions Options() {
    RocksOptions options = TestOptions(directory_.File("data"), clock_);
    options.env = disk_.env();
    return options;
  }
  // One commit that puts row a, and somebody who waits for it.
  SealedGroup GroupOf(uint64_t revision, const std::string& value) {
    SealedGroup group;
    group.revision = revision;
    group.has_commits = true;
    EXPECT_TRUE(group.batch.Put(database_->family(Family::kRows), "a", value).ok());
    AddAnswer(group);
    return group;
  }
  SealedGroup GroupWithoutRows(uint64_t revision) {
    SealedGroup group;
    group.revision = revision;
    AddAnswer(group);
    return group;
  }
  void AddAnswer(SealedGroup& group) {
    group.answers.push_back({.done =
                                 [this](absl::StatusOr<Committed> outcome) {
                                   MutexLock lock(mutex_);
                                   answers_.push_back(std::move(outcome));
                                 },
                             .outcome = Committed{}});
  }
  std::vector<absl::StatusOr<Committed>> Answers() {
    writer_.WaitUntilIdle();
    answerer_.Flush();
    MutexLock lock(mutex_);
    return answers_;
  }
  std::optional<std::string> Published() {
    return *RocksSnapshot(writer_.head(), ReadTier::kDisk).Get(Family::kRows, "a");
  }

  TempDir directory_;
  FakeClock clock_;
  FaultyEnv disk_;
  std::shared_ptr<Database> database_;
  Mutex mutex_;
  std::vector<absl::StatusOr<Committed>> answers_ ABSL_GUARDED_BY(mutex_);
  std::atomic<int> told_idle_ = 0;
  CommitListeners listeners_;
  Answerer answerer_;
  GroupWriter writer_;
};

TEST_F(GroupWriterTest, WritesPublishesAnswersAndTells) {
  std::vector<uint64_t> heard;
  const auto handle = listeners_.Add([&](uint64_t revision) { heard.push_back(revision); });
  EXPECT_EQ(writer_.head()->revision(), 7u);
  EXPECT_TRUE(writer_.IdleOrTell());
  SealedGroup group = GroupOf(8, "1");
  writer_.Write(group);
  EXPECT_THAT(Answers(), testing::ElementsAre(IsOk()));
  EXPECT_EQ(writer_.head()->revision(), 8u);
  EXPECT_EQ(Published(), "1");
  EXPECT_THAT(heard, testing::ElementsAre(8));
  EXPECT_EQ(told_idle_, 0) << "nobody asked";
}

TEST_F(GroupWriterTest, AGroupWithoutCommitsIsAnsweredAndTellsNobody) {
  const auto handle = listeners_.Add([&](uint64_t) { ADD_FAILURE() << "there is nothing new"; });
  SealedGroup group = GroupWithoutRows(7);
  writer_.Write(group);
  EXPECT_THAT(Answers(), testing::ElementsAre(IsOk()));
  EXPECT_EQ(writer_.head()->revision(), 7u);
}

TEST_F(GroupWriterTest, TellsOnceWhenItHasBecomeIdle) {
  disk_.faults().log_sync_hold.Begin();
  SealedGroup group = GroupOf(8, "1");
  writer_.Write(group);
  EXPECT_FALSE(writer_.IdleOrTell());
  EXPECT_FALSE(writer_.IdleOrTell());
  EXPECT_EQ(Published(), std::nullopt);
  disk_.faults().log_sync_hold.End();
  while (told_idle_ == 0) std::this_thread::yield();
  EXPECT_TRUE(writer_.IdleOrTell());
  group = GroupOf(9, "2");
  writer_.Write(group);
  EXPECT_EQ(Answers().size(), 2u);
  EXPECT_EQ(told_idle_, 1);
}

TEST_F(GroupWriterTest, TheNextGroupWaitsForTheLast) {
  disk_.faults().log_sync_hold.Begin();
  SealedGroup first = GroupOf(8, "1");
  writer_.Write(first);
  disk_.faults().log_sync_hold.WaitUntilSomebodyWaits();
  std::atomic<bool> taken = false;
  std::thread next([&] {
    SealedGroup second = GroupOf(9, "2");
    writer_.Write(second);
    taken = true;
  });
  EXPECT_FALSE(taken);
  disk_.faults().log_sync_hold.End();
  next.join();
  EXPECT_EQ(Answers().size(), 2u);
  EXPECT_EQ(Published(), "2");
}

TEST_F(GroupWriterTest, NothingIsWrittenAfterAFailure) {
  disk_.faults().log_sync = true;
  SealedGroup group = GroupOf(8, "1");
  writer_.Write(group);
  writer_.WaitUntilIdle();
  EXPECT_THAT(database_->failures().failure(), StatusIs(absl::StatusCode::kUnavailable));
  disk_.faults().log_sync = false;
  group = GroupOf(9, "2");
  writer_.Write(group);
  group = GroupWithoutRows(9);
  writer_.Write(group);
  EXPECT_THAT(Answers(), testing::ElementsAre(kUnknown, kUnknown, kUnknown));
  EXPECT_EQ(writer_.head()->revision(), 7u);
  rocksdb::WriteBatch batch;
  EXPECT_THAT(writer_.WriteUnsynced(batch), FailsWith(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

TEST_F(GroupWriterTest, ABatchOfTheStoresOwnIsSeenAtTheSameRevision) {
  SealedGroup group = GroupOf(8, "1");
  writer_.Write(group);
  rocksdb::WriteBatch batch;
  ASSERT_TRUE(batch.Put(database_->family(Family::kRows), "a", "own").ok());
  EXPECT_THAT(writer_.WriteUnsynced(batch), IsOk());
  EXPECT_EQ(Published(), "own");
  EXPECT_EQ(writer_.head()->revision(), 8u);
}

TEST_F(GroupWriterTest, AFailureOfABatchOfItsOwnEndsAll) {
  disk_.faults().log_append = true;
  rocksdb::WriteBatch batch;
  ASSERT_TRUE(batch.Put(database_->family(Family::kRows), "a", "own").ok());
  EXPECT_THAT(writer_.WriteUnsynced(batch), kUnknown);
  disk_.faults().log_append = false;
  SealedGroup group = GroupOf(8, "1");
  writer_.Write(group);
  EXPECT_THAT(Answers(), testing::ElementsAre(kUnknown));
}

}  // namespace
}  // namespace jiedui::store
