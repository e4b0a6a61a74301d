// SPDX-License-Identifier: Apache-2.0
// What rocks/ has beyond the conformance suite: it is on a disk.
#include "common/store/rocks/rocks_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "rocksdb/env.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;
using testing::HasSubstr;

class RocksStoreTest : public testing::Test {
 protected:
  RocksOptions Options() { return TestOptions(directory_.File("data"), clock_); }

  TempDir directory_;
  FakeClock clock_;
};

TEST_F(RocksStoreTest, EverythingIsThereAfterARestart) {
  StoreInfo before;
  Rows families[kFamilyCount];
  {
    const auto store = MustOpen(Options());
    for (int i = 0; i < 50; ++i) {
      Command command = PutCommand(absl::StrCat("k", i % 20), absl::StrCat(i));
      command.request_id = absl::StrCat("r", i);
      ASSERT_THAT(MutateAndWait(*store, std::move(command)), IsOk());
    }
    before = store->Info();
    for (int i = 0; i < kFamilyCount; ++i) families[i] = RowsOf(*store, static_cast<Family>(i));
  }
  const auto store = MustOpen(Options());
  EXPECT_EQ(store->Info().incarnation, before.incarnation);
  EXPECT_EQ(store->Info().revision, 50u);
  for (int i = 0; i < kFamilyCount; ++i) EXPECT_EQ(RowsOf(*store, static_cast<Family>(i)), families[i]) << i;
}

TEST_F(RocksStoreTest, ReplayWorksOverARestart) {
  const auto run = [&] {
    Command command = PutCommand("a", "1");
    command.request_id = "r1";
    return MutateAndWait(*MustOpen(Options()), std::move(command));
  };
  EXPECT_FALSE((*run()).replayed);
  EXPECT_TRUE((*run()).replayed);
}

TEST_F(RocksStoreTest, SecondOpenerIsToldSo) {
  const auto store = MustOpen(Options());
  EXPECT_THAT(OpenRocksStore(Options()),
              StatusIs(StatusCode::kFailedPrecondition,
                       absl::StrCat("data directory ", directory_.File("data"), " is in use by another process")));
  EXPECT_THAT(MutateAndWait(*store, PutCommand("a", "1")), IsOk());
}

TEST_F(RocksStoreTest, UnwritableDirectoryIsPermissionDenied) {
  RocksOptions options = Options();
  options.directory = "/sys/jiedui-test";  // even root cannot make one there
  EXPECT_THAT(OpenRocksStore(options), StatusIs(StatusCode::kPermissionDenied, HasSubstr("not writable")));
}

TEST_F(RocksStoreTest, SnapshotMayOutliveTheStore) {
  auto store = MustOpen(Options());
  ASSERT_THAT(MutateAndWait(*store, PutCommand("a", "1")), IsOk());
  auto snapshot = store->NewSnapshot(ReadTier::kDisk);
  store.reset();
  EXPECT_THAT(snapshot->Get(Family::kRows, "a"), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(OpenRocksStore(Options()), StatusIs(StatusCode::kFailedPrecondition)) << "still open";
  snapshot.reset();
  EXPECT_THAT(OpenRocksStore(Options()), IsOk());
}

TEST_F(RocksStoreTest, RunsInMemoryAsWell) {
  const std::unique_ptr<rocksdb::Env> memory(rocksdb::NewMemEnv(rocksdb::Env::Default()));
  RocksOptions options = Options();
  options.directory = "/data";
  options.env = memory.get();
  ASSERT_THAT(MutateAndWait(*MustOpen(options), PutCommand("a", "1")), IsOk());
  EXPECT_EQ(ValueOf(*MustOpen(options), "a"), "1");
}

TEST_F(RocksStoreTest, TrimGoesOnStepByStepAndSurvivesARestart) {
  auto store = MustOpen(Options());
  Outcomes outcomes;
  for (int i = 0; i < 5'000; ++i) {
    Command command = PutCommand("k", absl::StrCat(i));
    command.request_id = absl::StrCat("r", i);
    outcomes.Send(*store, std::move(command));
  }
  for (const auto& outcome : outcomes.Wait(5'000)) ASSERT_THAT(outcome, IsOk());
  clock_.Advance(kChangeRetention + absl::Seconds(1));
  std::vector<uint64_t> oldest;
  for (int i = 0; i < 4; ++i) {
    ASSERT_THAT(store->Trim(clock_.Now()), IsOk());
    oldest.push_back(store->Info().oldest_revision);
  }
  EXPECT_THAT(oldest, testing::ElementsAre(2'001, 4'001, 5'000, 5'000));
  store.reset();
  store = MustOpen(Options());
  EXPECT_EQ(store->Info().oldest_revision, 5'000u);
  EXPECT_EQ(RowsOf(*store, Family::kRequests).size(), 1u);
  EXPECT_THAT(VerifyChain(*store->NewSnapshot(ReadTier::kDisk)), IsOk());
}

TEST_F(RocksStoreTest, TrimGoesOnWhenTheDiskIsNearlyFull) {
  FaultyEnv disk;
  RocksOptions options = Options();
  options.env = disk.env();
  const auto store = MustOpen(options);
  for (int i = 0; i < 3; ++i) ASSERT_THAT(MutateAndWait(*store, PutCommand("k", absl::StrCat(i))), IsOk());
  disk.faults().free_bytes = 0;
  clock_.Advance(kChangeRetention + absl::Seconds(1));
  EXPECT_THAT(MutateAndWait(*store, PutCommand("k", "3")), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
  EXPECT_THAT(store->Trim(clock_.Now()), IsOk());
  EXPECT_EQ(store->Info().oldest_revision, 3u);
}

TEST_F(RocksStoreTest, HugeMinimumOfFreeSpaceRefusesToStart) {
  RocksOptions options = Options();
  options.free_bytes_min = UINT64_MAX;
  EXPECT_THAT(OpenRocksStore(options), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
}

TEST(RocksStoreDeathTest, FailedLogEndsTheProcessWithCodeThree) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto die = [] {
    const TempDir directory;
    const FakeClock clock;
    FaultyEnv disk;
    RocksOptions options = TestOptions(directory.File("data"), clock);
    options.env = disk.env();
    options.on_fatal = nullptr;
    const auto store = MustOpen(options);
    disk.faults().log_sync = true;
    MutateAndWait(*store, PutCommand("a", "1")).IgnoreError();
    store->Close();
    std::_Exit(0);
  };
  EXPECT_EXIT(die(), testing::ExitedWithCode(3), "the store has failed");
}

}  // namespace
}  // namespace jiedui::store
