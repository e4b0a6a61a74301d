// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/planner.h"

#include <algorithm>

#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kProgressKeptMax = 100;  // a reader who takes nothing misses the middle
constexpr absl::Duration kRetryAfter = absl::Seconds(5);

}  // namespace

std::vector<v1::PlanProgress> PlanJob::TakeProgress() {
  MutexLock lock(mutex_);
  return std::exchange(progress_, {});
}

std::optional<absl::StatusOr<v1::Plan>> PlanJob::TakeEnd() {
  MutexLock lock(mutex_);
  return std::exchange(end_, std::nullopt);
}

void PlanJob::Tell(v1::PlanProgress progress) {
  MutexLock lock(mutex_);
  if (progress_.size() == kProgressKeptMax) progress_.pop_back();
  progress_.push_back(std::move(progress));
}

void PlanJob::End(absl::StatusOr<v1::Plan> end) {
  MutexLock lock(mutex_);
  end_ = std::move(end);
}

Planner::Planner(const Clock& clock) : thread_(1, kPlansQueuedMax, clock) {}

Planner::~Planner() { Stop(); }

absl::Status Planner::Submit(std::shared_ptr<PlanJob> job, std::function<absl::StatusOr<v1::Plan>(PlanJob&)> make) {
  MutexLock lock(mutex_);
  if (stopping_) return ShuttingDown("the planner");
  const bool taken = thread_.TrySubmit({.run = [this, job, make = std::move(make)](bool) { Run(*job, make); }});
  if (!taken) return Overloaded("OVERLOADED", "too many plans wait to be made", kRetryAfter);
  jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(), [](const auto& other) { return other.expired(); }),
              jobs_.end());
  jobs_.emplace_back(job);
  return absl::OkStatus();
}

void Planner::Run(PlanJob& job, const std::function<absl::StatusOr<v1::Plan>(PlanJob&)>& make) {
  job.End(job.cancelled() ? absl::CancelledError("nobody waits for the plan") : make(job));
}

void Planner::Stop() {
  MutexLock lock(mutex_);
  stopping_ = true;
  for (const std::weak_ptr<PlanJob>& job : jobs_)
    if (const auto running = job.lock(); running != nullptr) running->Cancel();
}

}  // namespace jiedui::scheduler
