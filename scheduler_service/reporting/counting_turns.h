// SPDX-License-Identifier: Apache-2.0
// Whoever asks what is being counted waits until it is, and then finds it kept. Any thread that may wait.
#pragma once

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "scheduler_service/reporting/question.h"

namespace jiedui::scheduler {

class CountingTurns {
 public:
  // Waits until nobody counts the question; then it is the caller's turn, until End. Asks meanwhile whether to go on:
  // an error ends the wait with it, without a turn.
  absl::Status Await(const ReportQuestion& question, absl::FunctionRef<absl::Status()> keep_on);
  void End(const ReportQuestion& question);

 private:
  Mutex mutex_;
  CondVar ended_;
  absl::flat_hash_set<ReportQuestion> counted_now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::scheduler
