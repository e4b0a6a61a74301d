// SPDX-License-Identifier: Apache-2.0
// Hands the directory's steps to the store in order, several at a time but never without bound: the group commit makes
// them cheap, and a slow disk holds the feed back instead of filling memory.
#pragma once

#include <cstddef>
#include <memory>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "common/store/store.h"
#include "scheduler_service/directory/directory_apply.h"
#include "scheduler_service/directory/progress.h"

namespace jiedui::scheduler {

inline constexpr int kStepsInFlightMax = 64;
inline constexpr size_t kStepBytesInFlightMax = 8 * 1024 * 1024;

// One thread; the store answers on its own.
class StepWriter {
 public:
  // All must outlive the writer.
  StepWriter(store::Store& store, const Tables& tables, DirectoryProgress& progress)
      : store_(store), tables_(tables), progress_(progress) {}
  // Waits for what is in flight.
  ~StepWriter() { Flush().IgnoreError(); }
  StepWriter(const StepWriter&) = delete;
  StepWriter& operator=(const StepWriter&) = delete;

  // Queues a step, waiting for room. The first error of any step so far: nothing more is taken then.
  absl::Status Write(DirectoryStep step);
  // Waits until everything is durable. The first error of any step.
  absl::Status Flush();

 private:
  void Submit(std::shared_ptr<const DirectoryStep> step);
  void Finished(const absl::Status& status, const DirectoryStep& step);

  // constant after construction
  store::Store& store_;
  const Tables& tables_;
  DirectoryProgress& progress_;

  Mutex mutex_;
  CondVar changed_;
  int steps_in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t bytes_in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status first_error_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::scheduler
