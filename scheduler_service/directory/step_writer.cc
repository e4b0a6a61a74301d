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

// What a step's command answers: whether the step is in, or goes on in another command. Those behind it then do not
// follow the cursor and fail, and the feed begins again from it.
constexpr absl::string_view kDone = "done";
constexpr absl::string_view kGoOn = "go on";

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
  Submit(std::make_shared<const DirectoryStep>(std::move(step)));
  return absl::OkStatus();
}

void StepWriter::Submit(std::shared_ptr<const DirectoryStep> step) {
  store::Command command{.method = kMethod, .actor = kActor, .bytes = step->bytes};
  command.decide = [this, step](store::Transaction& txn) -> absl::StatusOr<std::string> {
    ASSIGN_OR_RETURN(const bool done, Apply(tables_, txn, *step));
    return std::string(done ? kDone : kGoOn);
  };
  command.done = [this, step](const absl::StatusOr<store::Committed>& committed) {
    if (committed.ok() && committed->answer == kGoOn) return Submit(step);
    Finished(committed.status(), *step);
  };
  store_.Mutate(std::move(command));
}

absl::Status StepWriter::Flush() {
  MutexLock lock(mutex_);
  while (steps_in_flight_ > 0) changed_.Wait(mutex_);
  return first_error_;
}

void StepWriter::Finished(const absl::Status& status, const DirectoryStep& step) {
  if (status.ok()) progress_.Advance(step.after);
  MutexLock lock(mutex_);
  first_error_.Update(status);
  --steps_in_flight_;
  bytes_in_flight_ -= step.bytes;
  changed_.NotifyAll();  // under the lock: the writer may go as soon as it is released
}

}  // namespace jiedui::scheduler
