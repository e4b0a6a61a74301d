// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_source.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

// How soon a stream looks for news: small plans take milliseconds, and a commit wakes it besides.
constexpr absl::Duration kFirstPause = absl::Milliseconds(2);
constexpr absl::Duration kLongestPause = absl::Milliseconds(200);

v1::PlanProgress Queued() {
  v1::PlanProgress progress;
  progress.set_phase(v1::PlanProgress::PHASE_QUEUED);
  return progress;
}

class PlanSource final : public rpc::StreamSource {
 public:
  explicit PlanSource(std::shared_ptr<PlanJob> job) : job_(std::move(job)) { job_->Tell(Queued()); }
  ~PlanSource() override { job_->Cancel(); }

  absl::StatusOr<Step> Next() override {
    // In this order: what was told before the end is not lost.
    const std::optional<absl::Status> end = job_->TakeEnd();
    Step step;
    step.messages = job_->TakeMessages();
    if (end.has_value()) {
      RETURN_IF_ERROR(*end);
      step.complete = true;
      return step;
    }
    if (!step.messages.empty()) pause_ = kFirstPause;
    step.wake_after = pause_;
    pause_ = std::min(2 * pause_, kLongestPause);
    return step;
  }

 private:
  const std::shared_ptr<PlanJob> job_;
  absl::Duration pause_ = kFirstPause;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::StreamSource>> NewPlanSource(Planner& planner, PlanJob::Wrap wrap, PlanMaker make) {
  auto job = std::make_shared<PlanJob>(wrap);
  auto source = std::make_unique<PlanSource>(job);
  RETURN_IF_ERROR(planner.Submit(std::move(job), std::move(make)));
  return source;
}

}  // namespace jiedui::scheduler
