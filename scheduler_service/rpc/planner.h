// SPDX-License-Identifier: Apache-2.0
// The one thread that plans, beside everything else the server does: plans are made one after the other, of those that
// wait in a short queue. The committer, the readers and the threads of gRPC have no part in it.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/rpc/worker_pool.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"

namespace jiedui::scheduler {

inline constexpr size_t kPlansQueuedMax = 8;

// A plan under way, between the thread that makes it and whoever waits for it. Any thread.
class PlanJob {
 public:
  // Of whoever waits: ends it soon, whatever comes of it is lost.
  void Cancel() { cancelled_ = true; }
  // What has been told since the last call; then, once, the end.
  std::vector<v1::PlanProgress> TakeProgress();
  std::optional<absl::StatusOr<v1::Plan>> TakeEnd();

  // Of the planner.
  bool cancelled() const { return cancelled_; }
  void Tell(v1::PlanProgress progress);
  void End(absl::StatusOr<v1::Plan> end);

 private:
  std::atomic<bool> cancelled_ = false;
  Mutex mutex_;
  std::vector<v1::PlanProgress> progress_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::StatusOr<v1::Plan>> end_ ABSL_GUARDED_BY(mutex_);
};

using PlanMaker = std::function<absl::StatusOr<v1::Plan>(PlanJob&)>;

// Any thread.
class Planner {
 public:
  // `clock` must outlive it.
  explicit Planner(const Clock& clock);
  // Stop()s, and waits for the plan under way to end.
  ~Planner();

  // Runs `make` on the planner's thread, and ends the job with what it answers. A job that was cancelled before is
  // never begun, and takes no place in the queue. RESOURCE_EXHAUSTED / OVERLOADED: kPlansQueuedMax wait; UNAVAILABLE:
  // it is stopping.
  absl::Status Submit(std::shared_ptr<PlanJob> job, PlanMaker make);

  // Every job is cancelled, and no more are taken. Idempotent.
  void Stop();

 private:
  struct Waiting {
    std::shared_ptr<PlanJob> job;
    PlanMaker make;
  };

  void Run();
  // The next that is not cancelled; nullopt: there is none, and Run() ends.
  std::optional<Waiting> Next();

  Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
  std::deque<Waiting> queue_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<PlanJob> current_ ABSL_GUARDED_BY(mutex_);
  rpc::WorkerPool thread_;  // the last: it uses the others
};

}  // namespace jiedui::scheduler
