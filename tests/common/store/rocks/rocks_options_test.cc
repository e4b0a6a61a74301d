// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rocksdb/write_buffer_manager.h"
#include "tests/support/fake_clock.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

RocksOptions SomeOptions(const Clock& clock) {
  RocksOptions options = TestOptions("/none", clock);
  options.cache_bytes = 64 << 20;
  return options;
}

TEST(MakeDatabaseOptions, NothingIsDroppedSilently) {
  const FakeClock clock;
  const RocksOptions options = SomeOptions(clock);
  const rocksdb::DBOptions db = MakeDatabaseOptions(options, MakeCache(options), nullptr);
  EXPECT_EQ(db.wal_recovery_mode, rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords);
  EXPECT_TRUE(db.paranoid_checks);
  EXPECT_TRUE(db.track_and_verify_wals_in_manifest);
  EXPECT_TRUE(db.verify_sst_unique_id_in_manifest);
  EXPECT_NE(db.file_checksum_gen_factory, nullptr);
  EXPECT_EQ(db.max_bgerror_resume_count, 0);
  EXPECT_EQ(db.recycle_log_file_num, 0u);
  EXPECT_FALSE(db.best_efforts_recovery);
  EXPECT_FALSE(db.enable_pipelined_write);
  EXPECT_FALSE(db.unordered_write);
  EXPECT_FALSE(db.two_write_queues);
  EXPECT_FALSE(db.manual_wal_flush);
  EXPECT_FALSE(db.avoid_flush_during_shutdown);
}

TEST(MakeDatabaseOptions, MemoryHasOneLimit) {
  const FakeClock clock;
  const RocksOptions options = SomeOptions(clock);
  const auto cache = MakeCache(options);
  const rocksdb::DBOptions db = MakeDatabaseOptions(options, cache, nullptr);
  EXPECT_EQ(cache->GetCapacity(), options.cache_bytes);
  EXPECT_TRUE(cache->HasStrictCapacityLimit());
  EXPECT_TRUE(db.write_buffer_manager->cost_to_cache());
  EXPECT_LT(db.write_buffer_manager->buffer_size(), options.cache_bytes);
  EXPECT_GT(db.max_open_files, 0);
}

TEST(MakeFamilyOptions, OrderOfFlushesIsKept) {
  const FakeClock clock;
  const RocksOptions options = SomeOptions(clock);
  for (int i = 0; i < kFamilyCount; ++i)
    EXPECT_EQ(MakeFamilyOptions(static_cast<Family>(i), options, MakeCache(options)).max_write_buffer_number, 2);
}

TEST(MakeFamilyOptions, IndexRowsAreBufferedInASmallBufferAndNeverInALargerOneThanTheOthers) {
  const FakeClock clock;
  RocksOptions options = SomeOptions(clock);
  for (const uint64_t cache_bytes : {16ULL << 20, 256ULL << 20}) {
    options.cache_bytes = cache_bytes;
    const auto index = MakeFamilyOptions(Family::kIndex, options, MakeCache(options));
    const auto rows = MakeFamilyOptions(Family::kRows, options, MakeCache(options));
    EXPECT_LE(index.write_buffer_size, 8u << 20);
    EXPECT_LE(index.write_buffer_size, rows.write_buffer_size);
    EXPECT_LT(index.level0_file_num_compaction_trigger, index.level0_slowdown_writes_trigger / 2) << "a stall too soon";
  }
}

// A merge that does not fit onto the disk ends the process, and again after each start.
TEST(MakeFamilyOptions, WhatIsMergedAtOnceFitsIntoWhatIsKeptFree) {
  const FakeClock clock;
  RocksOptions options = SomeOptions(clock);
  for (const uint64_t free_bytes : {128ULL << 20, 256ULL << 20, 4096ULL << 20}) {
    options.free_bytes_min = free_bytes;
    options.cache_bytes = 1024ULL << 20;
    for (int i = 0; i < kFamilyCount; ++i) {
      const auto columns = MakeFamilyOptions(static_cast<Family>(i), options, MakeCache(options));
      const auto tables = static_cast<uint64_t>(columns.level0_file_num_compaction_trigger);
      EXPECT_LE(tables * columns.write_buffer_size + columns.max_bytes_for_level_base, free_bytes);
      const auto fan_out = static_cast<uint64_t>(columns.max_bytes_for_level_multiplier) + 1;
      EXPECT_LE(fan_out * columns.target_file_size_base, free_bytes);
      EXPECT_LE(columns.max_compaction_bytes, free_bytes);
    }
  }
}

// They are on disk: a change here needs a migration.
TEST(FamilyName, IsFixed) {
  EXPECT_STREQ(FamilyName(Family::kRows), "rows");
  EXPECT_STREQ(FamilyName(Family::kIndex), "index");
  EXPECT_STREQ(FamilyName(Family::kChanges), "changes");
  EXPECT_STREQ(FamilyName(Family::kRequests), "requests");
  EXPECT_STREQ(FamilyName(Family::kMeta), "meta");
}

TEST(SyncedWrite, Syncs) {
  EXPECT_TRUE(SyncedWrite().sync);
  EXPECT_FALSE(SyncedWrite().disableWAL);
}

TEST(MakeReadOptions, TierDecidesWhetherTheDiskIsRead) {
  EXPECT_EQ(MakeReadOptions(ReadTier::kMemory).read_tier, rocksdb::kBlockCacheTier);
  EXPECT_EQ(MakeReadOptions(ReadTier::kDisk).read_tier, rocksdb::kReadAllTier);
  EXPECT_TRUE(MakeReadOptions(ReadTier::kDisk).verify_checksums);
}

}  // namespace
}  // namespace jiedui::store
