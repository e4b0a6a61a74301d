// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_options.h"

#include <algorithm>
#include <utility>

#include "rocksdb/env.h"
#include "rocksdb/file_checksum.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/slice_transform.h"
#include "rocksdb/table.h"
#include "rocksdb/write_buffer_manager.h"

namespace jiedui::store {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
// Two shards: the limit holds by shard, and a shard must have room for a table's filter and index beside other blocks.
constexpr int kCacheShardBits = 1;

uint64_t WriteBufferBytes(const RocksOptions& options) { return options.cache_bytes / 2; }

// What is merged at once stands on the disk twice until it is done: that must fit into the space that is kept free, or
// the process ends, and again after each start. Less than 128 MiB kept free is not enough for that.
uint64_t MergeBytesMax(const RocksOptions& options) { return std::max<uint64_t>(options.free_bytes_min, 128 * kMiB); }

// Rows and requests are looked up by key, mostly to find that there is none; the others are scanned.
bool IsLookedUpByKey(Family family) { return family == Family::kRows || family == Family::kRequests; }

void SetSafety(rocksdb::DBOptions& db) {
  // The default, point-in-time, silently drops acknowledged writes from the first flipped bit on. This one drops only a
  // record cut off at the end, which was never acknowledged, and refuses everything else.
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  db.recycle_log_file_num = 0;                  // the recovery mode above cannot tell an old record from a damaged one
  db.track_and_verify_wals_in_manifest = true;  // a missing log is found (SyncWAL is never called: it breaks this)
  db.paranoid_checks = true;
  db.verify_sst_unique_id_in_manifest = true;  // swapped or old tables are found
  db.write_dbid_to_manifest = true;            // the IDENTITY file may be lost
  db.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  db.max_bgerror_resume_count = 0;  // never write on after an error; the process starts again instead
}

void SetSizes(rocksdb::DBOptions& db) {
  db.max_background_jobs = 2;
  db.max_open_files = 512;
  db.manifest_preallocation_size = 64 << 10;  // the default, 4 MiB, is lost with every start on a full disk
  db.max_manifest_file_size = 16 * kMiB;
  db.max_total_wal_size = 256 * kMiB;  // bounds the time that a start takes
  db.bytes_per_sync = kMiB;            // tables reach the disk bit by bit, not in one burst that delays the log
  db.skip_stats_update_on_db_open = true;
}

// The log file is for a person who looks at a sick store. Its level is set because the default of the header depends on
// how we are compiled, not on how the library was.
void SetInfoLog(rocksdb::DBOptions& db) {
  db.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  db.max_log_file_size = kMiB;
  db.keep_log_file_num = 2;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
}

rocksdb::BlockBasedTableOptions MakeTableOptions(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.block_size = 8 << 10;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;  // else they are memory without a limit
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  if (IsLookedUpByKey(family)) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  return table;
}

// Most rows are index rows, each at a place of its own in the write buffer: where that fits into a processor's cache,
// an import takes a tenth less of its time, although there is more to merge. Twice as many tables as by default are
// merged at once for that.
void SetIndexBuffer(rocksdb::ColumnFamilyOptions& columns) {
  columns.write_buffer_size = std::min(columns.write_buffer_size, 8 * kMiB);
  columns.level0_file_num_compaction_trigger = 8;
}

}  // namespace

std::shared_ptr<rocksdb::Cache> MakeCache(const RocksOptions& options) {
  rocksdb::LRUCacheOptions cache;
  cache.capacity = options.cache_bytes;
  cache.num_shard_bits = kCacheShardBits;
  cache.strict_capacity_limit = true;  // a read that finds no room fails, rather than the process
  return rocksdb::NewLRUCache(cache);
}

rocksdb::DBOptions MakeDatabaseOptions(const RocksOptions& options, const std::shared_ptr<rocksdb::Cache>& cache,
                                       std::shared_ptr<rocksdb::EventListener> listener) {
  rocksdb::DBOptions db;
  db.env = options.env != nullptr ? options.env : rocksdb::Env::Default();
  db.create_if_missing = true;
  db.create_missing_column_families = true;
  db.write_buffer_manager = std::make_shared<rocksdb::WriteBufferManager>(WriteBufferBytes(options), cache);
  if (listener != nullptr) db.listeners.push_back(std::move(listener));
  SetSafety(db);
  SetSizes(db);
  SetInfoLog(db);
  return db;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(Family family, const RocksOptions& options,
                                               const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions columns;
  columns.table_factory.reset(rocksdb::NewBlockBasedTableFactory(MakeTableOptions(family, cache)));
  columns.compression = rocksdb::kLZ4Compression;
  columns.level_compaction_dynamic_level_bytes = true;
  columns.write_buffer_size = std::min(WriteBufferBytes(options) / 4, MergeBytesMax(options) / 8);
  if (family == Family::kIndex) SetIndexBuffer(columns);
  columns.max_write_buffer_number = 2;  // more than two can be flushed out of order (fixed in 7.9)
  // The tables of four write buffers and the level below; or a table and the ten below it. More only where tables have
  // gathered while another merge was running.
  columns.max_bytes_for_level_base = MergeBytesMax(options) / 2;
  columns.target_file_size_base = MergeBytesMax(options) / 20;
  columns.max_compaction_bytes = MergeBytesMax(options) / 8 * 5;
  // Rows that are put in the order of their keys find their place beside the last one of the same table, not by a
  // search through the whole buffer. Two bytes tell most tables apart.
  columns.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewCappedPrefixTransform(2));
  if (IsLookedUpByKey(family)) {
    // A lookup that finds nothing, the usual case for a request_id, ends at the filter.
    columns.memtable_whole_key_filtering = true;
    columns.memtable_prefix_bloom_size_ratio = 0.02;
  }
  return columns;
}

const char* FamilyName(Family family) {
  switch (family) {
    case Family::kRows:
      return "rows";
    case Family::kIndex:
      return "index";
    case Family::kChanges:
      return "changes";
    case Family::kRequests:
      return "requests";
    case Family::kMeta:
      return "meta";
  }
  return "";
}

rocksdb::ReadOptions MakeReadOptions(ReadTier tier) {
  rocksdb::ReadOptions read;
  read.verify_checksums = true;
  read.read_tier = tier == ReadTier::kMemory ? rocksdb::kBlockCacheTier : rocksdb::kReadAllTier;
  return read;
}

rocksdb::WriteOptions SyncedWrite() {
  rocksdb::WriteOptions write;
  write.sync = true;
  // A stall makes the writer wait, then the committer, and then its bounded queue refuses: our one admission control.
  // no_slowdown would also refuse whole groups whose clients could well have waited for some milliseconds.
  write.no_slowdown = false;
  return write;
}

}  // namespace jiedui::store
