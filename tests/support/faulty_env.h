// SPDX-License-Identifier: Apache-2.0
// A disk that fails, or takes its time, when told: real files underneath, with errors at the write-ahead log and a free
// space of one's own.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "common/base/mutex.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"

namespace jiedui::store {

// Where something waits for as long as a test wants. Any thread.
class Hold {
 public:
  void Begin();
  void End();
  void WaitUntilSomebodyWaits();
  // Waits, if it has begun and not ended.
  void Pass();

 private:
  Mutex mutex_;
  CondVar changed_;
  bool holds_ ABSL_GUARDED_BY(mutex_) = false;
  bool somebody_waits_ ABSL_GUARDED_BY(mutex_) = false;
};

// What goes wrong from now on. Any thread.
struct Faults {
  Hold log_sync_hold;                      // syncs of *.log wait, and fail or not afterwards
  std::atomic<bool> log_sync = false;      // syncs of *.log
  std::atomic<bool> log_append = false;    // appends to *.log
  std::atomic<bool> table_append = false;  // appends to *.sst
  std::atomic<uint64_t> free_bytes = UINT64_MAX;
};

class FaultyEnv {
 public:
  FaultyEnv();

  rocksdb::Env* env() const { return env_.get(); }
  Faults& faults() { return *faults_; }

 private:
  const std::unique_ptr<Faults> faults_;
  const std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace jiedui::store
