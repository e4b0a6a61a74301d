// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rpc/channel.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/fake_registry.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Follow : public testing::Test {
 protected:
  void StartFollower() {
    follower_ = std::make_unique<Follower>(rpc::NewChannel(registry_.address()), *store_, tables_, clock_, progress_);
    follower_->Start();
  }
  // Everything of the registry's present head is in the store.
  bool CatchesUp() {
    return Eventually([this] { return progress_.HasReached(registry_.incarnation(), registry_.head()); });
  }
  Cursor Stored() {
    return tables_.cursors.Find(*store_->NewSnapshot(store::ReadTier::kDisk), kDirectoryCursorKey)->value_or(Cursor());
  }
  std::vector<std::string> Keys(absl::string_view prefix) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : store::RowsOf(*store_, store::Family::kRows))
      if (absl::StartsWith(key, prefix)) keys.push_back(key);
    return keys;
  }

  SystemClock clock_;
  FakeRegistry registry_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
  DirectoryProgress progress_;
  std::unique_ptr<Follower> follower_;
};

TEST_F(Follow, AnEmptyRegistryIsACopyToo) {
  StartFollower();
  EXPECT_TRUE(CatchesUp());
  EXPECT_TRUE(Eventually([&] { return progress_.contact().synced; }));
  EXPECT_EQ(Stored().incarnation(), "registry-1");
}

TEST_F(Follow, SnapshotThenLive) {
  registry_.Put(VillageDoctor("a"));
  registry_.Put(Lingjiang());
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/a"));
  EXPECT_THAT(Keys("dorg/"), ElementsAre("dorg/lingjiang"));
  registry_.Put(VillageDoctor("b"));
  registry_.PutAll({VillageDoctor("c"), VillageDoctor("d")});
  registry_.Erase("persons/a");
  ASSERT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/b", "dperson/c", "dperson/d"));
  EXPECT_TRUE(progress_.contact().last.has_value());
}

TEST_F(Follow, ABigSnapshotArrivesWhole) {
  std::vector<registry::v1::Person> persons;
  persons.reserve(2500);
  for (int i = 0; i < 2500; ++i) persons.push_back(VillageDoctor(absl::StrCat("p", i)));
  registry_.PutAll(persons);
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), SizeIs(2500));
}

TEST_F(Follow, ResumesWhereItWas) {
  registry_.Put(VillageDoctor("a"));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  follower_->Stop();
  registry_.Put(VillageDoctor("b"));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  const auto streams = registry_.streams();
  EXPECT_EQ(streams.front().from_revision(), 0u);
  EXPECT_EQ(streams.back().from_revision(), 2u);
  EXPECT_EQ(streams.back().incarnation(), "registry-1");
  EXPECT_EQ(Stored().generation(), 1u);
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/a", "dperson/b"));
}

TEST_F(Follow, RepeatedCommitsChangeNothing) {
  for (const char* id : {"a", "b", "c"}) registry_.Put(VillageDoctor(id));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  follower_->Stop();
  const uint64_t before = store_->Info().revision;
  registry_.RepeatCommits(2);
  registry_.Put(VillageDoctor("d"));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  EXPECT_EQ(store_->Info().revision, before + 1);
  EXPECT_THAT(Keys("dperson/"), SizeIs(4));
}

// Restored from a backup: another incarnation, at a revision where the old one had been too.
TEST_F(Follow, AnotherIncarnationReplacesTheCopy) {
  for (const char* id : {"a", "b", "c"}) registry_.Put(VillageDoctor(id));
  registry_.Put(Lingjiang());
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  registry_.BecomeAnother("registry-2", 2);
  registry_.Put(VillageDoctor("c"));
  registry_.Put(VillageDoctor("x"));
  ASSERT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/c", "dperson/x"));
  EXPECT_THAT(Keys("dorg/"), IsEmpty());
  EXPECT_EQ(Stored().incarnation(), "registry-2");
  EXPECT_EQ(Stored().revision(), 4u);
}

TEST_F(Follow, WhatIsNoLongerKeptIsLoadedAnew) {
  registry_.Put(VillageDoctor("a"));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  follower_->Stop();
  registry_.Erase("persons/a");
  registry_.Put(VillageDoctor("b"));
  registry_.ForgetCommits();
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/b"));
  EXPECT_EQ(Stored().generation(), 2u);
}

TEST_F(Follow, ARegistryThatWasDownIsCaughtUpWith) {
  registry_.Put(VillageDoctor("a"));
  StartFollower();
  ASSERT_TRUE(CatchesUp());
  registry_.Stop();
  EXPECT_TRUE(Eventually([&] { return !progress_.contact().synced; }));
  EXPECT_THAT(Keys("dperson/"), ElementsAre("dperson/a"));
  registry_.Put(VillageDoctor("b"));
  registry_.Start();
  EXPECT_TRUE(CatchesUp());
  EXPECT_TRUE(Eventually([&] { return progress_.contact().synced; }));
}

TEST_F(Follow, StopsAtOnceWhileTheFeedIsSilentOrTheRegistryAway) {
  StartFollower();
  ASSERT_TRUE(Eventually([&] { return progress_.contact().synced; }));
  absl::Time before = absl::Now();
  follower_->Stop();
  EXPECT_LT(absl::Now() - before, absl::Seconds(10));
  registry_.Stop();
  StartFollower();
  before = absl::Now();
  follower_->Stop();
  EXPECT_LT(absl::Now() - before, absl::Seconds(10));
}

TEST_F(Follow, AClosedStoreIsNotFatal) {
  registry_.Put(VillageDoctor("a"));
  store_->Close();
  StartFollower();
  follower_->Stop();
  EXPECT_THAT(registry_.streams(), IsEmpty());
}

// Refuses every so many-th write, as a full disk or queue would.
class FlakyStore final : public store::Store {
 public:
  FlakyStore(store::Store& store, int period) : store_(store), period_(period) {}
  void Mutate(store::Command command) override {
    if (++writes_ % period_ != 0) return store_.Mutate(std::move(command));
    command.done(Overloaded("DISK_FULL", "nearly full", absl::Seconds(1)));
  }
  std::unique_ptr<store::Snapshot> NewSnapshot(store::ReadTier tier) const override { return store_.NewSnapshot(tier); }
  store::StoreInfo Info() const override { return store_.Info(); }
  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)> listener) override {
    return store_.AddCommitListener(std::move(listener));
  }
  absl::StatusOr<bool> Trim(absl::Time now) override { return store_.Trim(now); }
  void Close() override { store_.Close(); }

 private:
  store::Store& store_;
  const int period_;
  int writes_ = 0;  // by the follower's thread
};

TEST_F(Follow, RefusedWritesLeaveNoGap) {
  FlakyStore flaky(*store_, 100);
  Follower follower(rpc::NewChannel(registry_.address()), flaky, tables_, clock_, progress_);
  follower.Start();
  ASSERT_TRUE(CatchesUp());
  for (int i = 0; i < 300; ++i) registry_.Put(VillageDoctor(absl::StrCat("p", i)));
  EXPECT_TRUE(CatchesUp());
  EXPECT_THAT(Keys("dperson/"), SizeIs(300));
  EXPECT_GT(registry_.streams().size(), 1u);
}

// Whoever waits for the registry nudges whenever an attempt has failed.
TEST_F(Follow, IsNotNudgedIntoConnectingAgainAndAgain) {
  FlakyStore full(*store_, 1);
  registry_.Put(VillageDoctor("a"));
  Follower follower(rpc::NewChannel(registry_.address()), full, tables_, clock_, progress_);
  const absl::Time begin = absl::Now();
  follower.Start();
  EXPECT_TRUE(Eventually([&] {
    follower.Nudge();
    return registry_.streams().size() >= 10;
  })) << "without nudges that would take more than 20 s";
  EXPECT_GE(absl::Now() - begin, 9 * kReconnectFirst);
}

}  // namespace
}  // namespace jiedui::scheduler
