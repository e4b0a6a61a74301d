// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/counting_turns.h"

#include "absl/time/time.h"
#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::Duration kAskAgain = absl::Milliseconds(20);  // whether to go on

}  // namespace

absl::Status CountingTurns::Await(const ReportQuestion& question, absl::FunctionRef<absl::Status()> keep_on) {
  const MutexLock lock(mutex_);
  while (!counted_now_.insert(question).second) {
    RETURN_IF_ERROR(keep_on());
    ended_.WaitFor(mutex_, kAskAgain);
  }
  return absl::OkStatus();
}

void CountingTurns::End(const ReportQuestion& question) {
  const MutexLock lock(mutex_);
  counted_now_.erase(question);
  ended_.NotifyAll();
}

}  // namespace jiedui::scheduler
