// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/rocks/rocks_options.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using testing::Eq;
using testing::Optional;

bool SeeAll(absl::string_view, absl::string_view) { return true; }

class RocksReaderTest : public testing::Test {
 protected:
  RocksReaderTest() { Open(); }

  void Open() {
    database_.reset();
    auto database = Database::Open(TestOptions(directory_.File("data"), clock_));
    ASSERT_THAT(database, IsOk());
    database_ = *std::move(database);
  }
  void Put(const std::string& key, const std::string& value) {
    ASSERT_TRUE(database_->rocks().Put(SyncedWrite(), database_->family(Family::kRows), key, value).ok());
  }
  RocksSnapshot Snapshot(ReadTier tier) { return {std::make_shared<PublishedHead>(database_, 7), tier}; }

  TempDir directory_;
  FakeClock clock_;
  std::shared_ptr<Database> database_;
};

TEST_F(RocksReaderTest, MemoryTierReadsWhatWasJustWritten) {
  Put("a", "1");
  const RocksSnapshot snapshot = Snapshot(ReadTier::kMemory);
  EXPECT_THAT(snapshot.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
  EXPECT_THAT(snapshot.Scan(Family::kRows, {}, SeeAll), IsOk());
  EXPECT_EQ(snapshot.revision(), 7u);
}

TEST_F(RocksReaderTest, MemoryTierSaysWhenTheDiskIsNeeded) {
  for (int i = 0; i < 1000; ++i) Put(absl::StrCat("key", i), std::string(100, 'v'));
  Open();  // moves the log into a table, of which nothing is in the cache
  const RocksSnapshot memory = Snapshot(ReadTier::kMemory);
  EXPECT_TRUE(IsNotInMemory(memory.Get(Family::kRows, "key5").status()));
  EXPECT_TRUE(IsNotInMemory(memory.Scan(Family::kRows, {}, SeeAll)));
  const RocksSnapshot disk = Snapshot(ReadTier::kDisk);
  EXPECT_THAT(disk.Get(Family::kRows, "key5"), IsOkAndHolds(Optional(std::string(100, 'v'))));
  EXPECT_THAT(memory.Get(Family::kRows, "key5"), IsOkAndHolds(Optional(std::string(100, 'v'))))
      << "what the disk gave is now in memory";
  EXPECT_THAT(memory.Get(Family::kRows, "key5 and more"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_F(RocksReaderTest, LatestStateAndSnapshotDiffer) {
  Put("a", "1");
  const RocksSnapshot snapshot = Snapshot(ReadTier::kDisk);
  Put("a", "2");
  EXPECT_THAT(snapshot.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
  EXPECT_THAT(RocksReader(*database_, nullptr, ReadTier::kDisk).Get(Family::kRows, "a"),
              IsOkAndHolds(Optional(std::string("2"))));
}

TEST_F(RocksReaderTest, SnapshotKeepsTheDatabaseOpen) {
  Put("a", "1");
  const RocksSnapshot snapshot = Snapshot(ReadTier::kDisk);
  database_.reset();
  EXPECT_THAT(snapshot.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
}

}  // namespace
}  // namespace jiedui::store
