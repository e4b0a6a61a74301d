// SPDX-License-Identifier: Apache-2.0
// How RocksDB 7.8 is set up, each option with its reason. What is not set here has its default on purpose; above all
// these stay off: pipelined, unordered and two-queue writes, atomic flush, manual log flush, log compression and
// recycling, mmap, DeleteRange, Merge, best-efforts recovery. Each has cost others data, and none is needed.
#pragma once

#include <memory>

#include "common/store/rocks/rocks_store.h"
#include "common/store/store.h"
#include "rocksdb/cache.h"
#include "rocksdb/listener.h"
#include "rocksdb/options.h"

namespace jiedui::store {

// Blocks, index and filter blocks, and write buffers are all charged to this one.
std::shared_ptr<rocksdb::Cache> MakeCache(const RocksOptions& options);

// `listener` may be null.
rocksdb::DBOptions MakeDatabaseOptions(const RocksOptions& options, const std::shared_ptr<rocksdb::Cache>& cache,
                                       std::shared_ptr<rocksdb::EventListener> listener);

rocksdb::ColumnFamilyOptions MakeFamilyOptions(Family family, const RocksOptions& options,
                                               const std::shared_ptr<rocksdb::Cache>& cache);

// The name of a family's column family.
const char* FamilyName(Family family);

rocksdb::ReadOptions MakeReadOptions(ReadTier tier);
// Returns when the log is on the disk.
rocksdb::WriteOptions SyncedWrite();

}  // namespace jiedui::store
