// SPDX-License-Identifier: Apache-2.0
// An open RocksDB and the directory it lies in. Held by the store and by every snapshot, so that it closes when the
// last of them goes.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/rocks/directory.h"
#include "common/store/rocks/failure_watch.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/store.h"
#include "rocksdb/db.h"

namespace jiedui::store {

// Any thread.
class Database {
 public:
  // Errors as of OpenRocksStore.
  static absl::StatusOr<std::shared_ptr<Database>> Open(const RocksOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB& rocks() const { return *rocks_; }
  rocksdb::ColumnFamilyHandle* family(Family family) const { return handles_[static_cast<size_t>(family)]; }
  FailureWatch& failures() const { return *failures_; }

  // From now on every read answers UNAVAILABLE.
  void RefuseReads() { refuses_reads_.store(true, std::memory_order_relaxed); }
  bool refuses_reads() const { return refuses_reads_.load(std::memory_order_relaxed); }

 private:
  Database(std::unique_ptr<Directory> directory, std::shared_ptr<FailureWatch> failures)
      : directory_(std::move(directory)), failures_(std::move(failures)) {}
  rocksdb::Status OpenRocks(const RocksOptions& options);

  // constant after Open; destroyed from the last to the first, so the directory is given up last
  const std::unique_ptr<Directory> directory_;
  const std::shared_ptr<FailureWatch> failures_;
  std::unique_ptr<rocksdb::DB> rocks_;
  rocksdb::ColumnFamilyHandle* default_handle_ = nullptr;  // RocksDB wants this family; it stays empty
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> handles_{};

  std::atomic<bool> refuses_reads_ = false;
};

}  // namespace jiedui::store
