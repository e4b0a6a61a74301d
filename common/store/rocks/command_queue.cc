// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/command_queue.h"

#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/limits.h"

namespace jiedui::store {
namespace {

constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

}  // namespace

absl::Status CommandQueue::Put(Command& command) {
  MutexLock lock(mutex_);
  RETURN_IF_ERROR(closed_);
  if (commands_.size() >= kQueuedCommandsMax || bytes_ + command.bytes > kQueuedBytesMax)
    return Overloaded("OVERLOADED", "too many writes are waiting", kRetryAfter);
  bytes_ += command.bytes;
  commands_.push_back(std::move(command));
  NotifyTaker();
  return absl::OkStatus();
}

absl::Status CommandQueue::PutJob(Job job) {
  MutexLock lock(mutex_);
  RETURN_IF_ERROR(closed_);
  jobs_.push_back(std::move(job));
  NotifyTaker();
  return absl::OkStatus();
}

bool CommandQueue::Take(Work& work) {
  work.commands.clear();
  work.jobs.clear();
  MutexLock lock(mutex_);
  while (commands_.empty() && jobs_.empty() && !woken_) {
    if (!closed_.ok()) return false;
    taker_waits_ = true;
    filled_.Wait(mutex_);
    taker_waits_ = false;
  }
  woken_ = false;
  TakeCommands(work.commands);
  std::swap(work.jobs, jobs_);
  return true;
}

void CommandQueue::TakeCommands(std::vector<Command>& commands) {
  while (!commands_.empty() && commands.size() < kCommandsPerGroupMax) {
    bytes_ -= commands_.front().bytes;
    commands.push_back(std::move(commands_.front()));
    commands_.pop_front();
  }
}

void CommandQueue::Wake() {
  MutexLock lock(mutex_);
  woken_ = true;
  NotifyTaker();
}

void CommandQueue::Close(absl::Status reason) {
  MutexLock lock(mutex_);
  if (closed_.ok()) closed_ = std::move(reason);
  NotifyTaker();
}

// Waking a thread is a system call; under load the taker is awake.
void CommandQueue::NotifyTaker() {
  if (taker_waits_) filled_.NotifyOne();
}

}  // namespace jiedui::store
