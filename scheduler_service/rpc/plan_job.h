// SPDX-License-Identifier: Apache-2.0
// Work of the planner under way, between the thread that does it and whoever waits for its answers. Any thread.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/mutex.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"

namespace jiedui::scheduler {

class PlanJob {
 public:
  // How the stream of the job says how far it is.
  using Wrap = std::string (*)(const v1::PlanProgress& progress);

  explicit PlanJob(Wrap wrap) : wrap_(wrap) {}

  // Of whoever waits: ends it soon, whatever comes of it is lost.
  void Cancel() { cancelled_ = true; }
  // Messages, serialized, since the last call; then, once, the end.
  std::vector<std::string> TakeMessages();
  std::optional<absl::Status> TakeEnd();

  // Of the planner.
  bool cancelled() const { return cancelled_; }
  // A reader who takes nothing misses some of the progress, and none of the answers.
  void Tell(const v1::PlanProgress& progress);
  void Answer(std::string message);
  void End(absl::Status end);

 private:
  struct Message {
    std::string bytes;
    bool is_progress = false;
  };

  const Wrap wrap_;
  std::atomic<bool> cancelled_ = false;
  Mutex mutex_;
  std::vector<Message> messages_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
};

// A Wrap for streams whose messages have a field `progress`.
template <typename Response>
std::string ProgressIn(const v1::PlanProgress& progress) {
  Response response;
  *response.mutable_progress() = progress;
  return response.SerializeAsString();
}

}  // namespace jiedui::scheduler
