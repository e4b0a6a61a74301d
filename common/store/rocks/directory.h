// SPDX-License-Identifier: Apache-2.0
// The data directory: held by one process at a time, looked over before RocksDB touches it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace rocksdb {
class Env;
class FileLock;
}  // namespace rocksdb

namespace jiedui::store {

// Free bytes on the disk of a directory; the largest number where the environment knows no disk.
uint64_t FreeBytes(rocksdb::Env& env, const std::string& directory);

// Holds the directory until destroyed. RocksDB has a lock as well, but takes it only after it has moved the log files
// of the process that runs.
class Directory {
 public:
  // Creates the directory if it is not there; its parent must be. FAILED_PRECONDITION: in use, or neither empty nor a
  // store; PERMISSION_DENIED; DATA_LOSS: a store without its CURRENT file, which RocksDB would take for a new one, or
  // without any log, which RocksDB would take for a store to which nothing was written since.
  static absl::StatusOr<std::unique_ptr<Directory>> Hold(rocksdb::Env& env, const std::string& path);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  bool holds_store() const { return holds_store_; }

 private:
  Directory(rocksdb::Env& env, rocksdb::FileLock* lock) : env_(env), lock_(lock) {}
  absl::Status LookOver(const std::string& path);
  static absl::Status CheckStore(const std::string& path, const std::vector<std::string>& names);
  static absl::Status CheckEmpty(const std::string& path, const std::vector<std::string>& names);

  rocksdb::Env& env_;
  rocksdb::FileLock* const lock_;
  bool holds_store_ = false;
};

}  // namespace jiedui::store
