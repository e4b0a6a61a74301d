// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/create_plan.h"

#include <algorithm>
#include <string>
#include <utility>

namespace jiedui::scheduler {
namespace {

// How soon a stream looks for news: small plans take milliseconds, and a commit wakes it besides.
constexpr absl::Duration kFirstPause = absl::Milliseconds(2);
constexpr absl::Duration kLongestPause = absl::Milliseconds(200);

std::string MessageOf(v1::PlanProgress progress) {
  v1::CreatePlanResponse response;
  *response.mutable_progress() = std::move(progress);
  return response.SerializeAsString();
}

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
    std::optional<absl::StatusOr<v1::Plan>> end = job_->TakeEnd();
    Step step;
    for (v1::PlanProgress& progress : job_->TakeProgress()) step.messages.push_back(MessageOf(std::move(progress)));
    if (end.has_value()) {
      if (!end->ok()) return end->status();
      v1::CreatePlanResponse response;
      *response.mutable_plan() = **std::move(end);
      step.messages.push_back(response.SerializeAsString());
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

absl::StatusOr<std::unique_ptr<rpc::StreamSource>> NewPlanSource(const ServiceParts& parts, store::Store& store,
                                                                 Planner& planner, const v1::CreatePlanRequest& request,
                                                                 const rpc::CallInfo& call) {
  ASSIGN_OR_RETURN(PlanOrder order, ParsePlanOrder(parts, request, call));
  auto job = std::make_shared<PlanJob>();
  auto source = std::make_unique<PlanSource>(job);
  RETURN_IF_ERROR(planner.Submit(std::move(job), [parts, &store, order = std::move(order)](PlanJob& running) {
    return MakePlan(parts, store, order, running);
  }));
  return source;
}

}  // namespace jiedui::scheduler
