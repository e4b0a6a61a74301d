// SPDX-License-Identifier: Apache-2.0
// Hears of errors that RocksDB meets in the background (flush, compaction, log), and of writes that fail. Each of them
// ends the service: what RocksDB's own recovery makes of them in this version is not to be trusted (fail stop,
// ARCHITECTURE.md).
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "rocksdb/listener.h"

namespace jiedui::store {

// Any thread.
class FailureWatch final : public rocksdb::EventListener {
 public:
  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;

  // A write has failed.
  void Fail(absl::Status cause);

  // The first error; OK if there was none.
  absl::Status failure() const;

  // Called after an error, on the thread that met it: must not block. An empty function ends it, and then it is not
  // running.
  void WhenFailed(std::function<void()> wake);

 private:
  mutable Mutex mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> wake_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::store
