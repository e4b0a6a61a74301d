// SPDX-License-Identifier: Apache-2.0
// The embedded backend: RocksDB with one thread that decides and one that writes. See docs/adr for why there are no row
// locks, and rocks_options.h for the options and their reasons.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/store/store.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace jiedui::store {

struct RocksOptions {
  std::string directory;
  std::string service;                     // a store of another service is refused
  const Clock* clock;                      // must outlive the store
  rocksdb::Env* env = nullptr;             // null = the machine's; tests give NewMemEnv or one with faults
  uint64_t free_bytes_min = 256ULL << 20;  // writes are refused below it
  uint64_t cache_bytes = 256ULL << 20;     // blocks and write buffers together
  // Called once, when the log has failed and the outcome of writes is unknown. The default logs and ends the process
  // with exit code 3; a test records it. Runs on a thread of the store: it must not close or destroy it.
  std::function<void(const absl::Status&)> on_fatal;
};

// Opens the store, creating it if the directory is empty. Errors, each one clear line: FAILED_PRECONDITION (locked by
// another process, of another service, or of a newer format), PERMISSION_DENIED (not writable), RESOURCE_EXHAUSTED
// (disk nearly full), DATA_LOSS (damaged; names the file).
absl::StatusOr<std::unique_ptr<Store>> OpenRocksStore(RocksOptions options);

}  // namespace jiedui::store
