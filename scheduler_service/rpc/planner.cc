// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planner.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(5);

}  // namespace

Planner::Planner(const Clock& clock, int niceness) : niceness_(niceness), thread_(1, 1, clock) {}

Planner::~Planner() { Stop(); }

absl::Status Planner::Submit(std::shared_ptr<PlanJob> job, PlanMaker make) {
  MutexLock lock(mutex_);
  if (stopping_) return ShuttingDown("the planner");
  queue_.erase(std::remove_if(queue_.begin(), queue_.end(), [](const Waiting& w) { return w.job->cancelled(); }),
               queue_.end());
  if (queue_.size() >= kPlansQueuedMax) return Overloaded("OVERLOADED", "too many plans wait to be made", kRetryAfter);
  queue_.push_back({std::move(job), std::move(make)});
  if (!std::exchange(running_, true)) thread_.Submit({.run = [this](bool) { Run(); }});
  return absl::OkStatus();
}

void Planner::Run() {
  setpriority(PRIO_PROCESS, 0, niceness_);  // on Linux that is of the thread
  while (std::optional<Waiting> next = Next()) next->job->End(next->make(*next->job));
}

std::optional<Planner::Waiting> Planner::Next() {
  MutexLock lock(mutex_);
  current_.reset();
  while (!queue_.empty()) {
    Waiting next = std::move(queue_.front());
    queue_.pop_front();
    if (!next.job->cancelled()) {
      current_ = next.job;
      return next;
    }
    next.job->End(absl::CancelledError("nobody waits for the plan"));
  }
  running_ = false;
  return std::nullopt;
}

void Planner::Stop() {
  MutexLock lock(mutex_);
  stopping_ = true;
  for (const Waiting& waiting : queue_) waiting.job->Cancel();
  if (current_ != nullptr) current_->Cancel();
}

}  // namespace jiedui::scheduler
