// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_job.h"

#include <utility>

namespace jiedui::scheduler {
namespace {

constexpr size_t kProgressKeptMax = 100;

}  // namespace

std::vector<std::string> PlanJob::TakeMessages() {
  std::vector<std::string> taken;
  MutexLock lock(mutex_);
  taken.reserve(messages_.size());
  for (Message& message : messages_) taken.push_back(std::move(message.bytes));
  messages_.clear();
  return taken;
}

std::optional<absl::Status> PlanJob::TakeEnd() {
  MutexLock lock(mutex_);
  return std::exchange(end_, std::nullopt);
}

void PlanJob::Tell(const v1::PlanProgress& progress) {
  std::string bytes = wrap_(progress);
  MutexLock lock(mutex_);
  if (messages_.size() >= kProgressKeptMax && messages_.back().is_progress) messages_.pop_back();
  messages_.push_back({std::move(bytes), true});
}

void PlanJob::Answer(std::string message) {
  MutexLock lock(mutex_);
  messages_.push_back({std::move(message), false});
}

void PlanJob::End(absl::Status end) {
  MutexLock lock(mutex_);
  end_ = std::move(end);
}

}  // namespace jiedui::scheduler
