// SPDX-License-Identifier: Apache-2.0
// Refuses writes before the disk is full: RocksDB ends the process when it is, and each start makes it fuller.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace jiedui::store {

// One thread. `env` must outlive it.
class SpaceGuard {
 public:
  SpaceGuard(rocksdb::Env& env, std::string directory, uint64_t free_bytes_min)
      : env_(env), directory_(std::move(directory)), free_bytes_min_(free_bytes_min) {}

  // OK, or RESOURCE_EXHAUSTED / DISK_FULL. Asks the disk at most once a second.
  absl::Status Check(absl::Time now);

 private:
  rocksdb::Env& env_;
  const std::string directory_;
  const uint64_t free_bytes_min_;
  absl::Time last_asked_ = absl::InfinitePast();
  absl::Status last_answer_;
};

}  // namespace jiedui::store
