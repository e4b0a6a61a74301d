// SPDX-License-Identifier: Apache-2.0
// The one thread that plans, beside everything else the server does: plans are made one after the other, of those that
// wait in a short queue. The committer, the readers and the threads of gRPC have no part in it.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/rpc/worker_pool.h"
#include "scheduler_service/rpc/plan_job.h"

namespace jiedui::scheduler {

inline constexpr size_t kPlansQueuedMax = 8;
// How far plans stand back, as nice(1) counts: where processors are few, whoever waits for an answer comes first.
inline constexpr int kPlannerNiceness = 10;

// Does the work, answers on the job, and says how it ended.
using PlanMaker = std::function<absl::Status(PlanJob&)>;

// Any thread.
class Planner {
 public:
  // `clock` must outlive it. Where the system does not allow `niceness`, plans compete as others do.
  explicit Planner(const Clock& clock, int niceness = kPlannerNiceness);
  // Stop()s, and waits for the plan under way to end.
  ~Planner();

  // Runs `make` on the planner's thread, and ends the job as it says. A job that was cancelled before is
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

  const int niceness_;
  Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
  std::deque<Waiting> queue_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<PlanJob> current_ ABSL_GUARDED_BY(mutex_);
  rpc::WorkerPool thread_;  // the last: it uses the others
};

}  // namespace jiedui::scheduler
