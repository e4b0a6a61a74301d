// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/step_writer.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/store/transaction.h"

namespace jiedui::scheduler {
namespace {

// In the change log: who and what writes the directory's rows.
constexpr char kActor[] = "directory";
constexpr char kMethod[] = "jiedui.scheduler.directory/Apply";

}  // namespace

absl::Status StepWriter::Write(DirectoryStep step) {
  {
    MutexLock lock(mutex_);
    while (first_error_.ok() && (steps_in_flight_ >= kStepsInFlightMax || bytes_in_flight_ > kStepBytesInFlightMax))
      changed_.Wait(mutex_);
    if (!first_error_.ok()) return first_error_;
    ++steps_in_flight_;
    bytes_in_flight_ += step.bytes;
  }
  store::Command command{.method = kMethod, .actor = kActor, .bytes = step.bytes};
  command.done = [this, after = step.after, bytes = step.bytes](const absl::StatusOr<store::Committed>& committed) {
    Finished(committed.status(), after, bytes);
  };
  command.decide = [this, step = std::move(step)](store::Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(Apply(tables_, txn, step));
    return "";
  };
  store_.Mutate(std::move(command));
  return absl::OkStatus();
}

absl::Status StepWriter::Flush() {
  MutexLock lock(mutex_);
  while (steps_in_flight_ > 0) changed_.Wait(mutex_);
  return first_error_;
}

void StepWriter::Finished(const absl::Status& status, const Cursor& after, size_t bytes) {
  if (status.ok()) progress_.Advance(after);
  MutexLock lock(mutex_);
  first_error_.Update(status);
  --steps_in_flight_;
  bytes_in_flight_ -= bytes;
  changed_.NotifyAll();  // under the lock: the writer may go as soon as it is released
}

}  // namespace jiedui::scheduler
