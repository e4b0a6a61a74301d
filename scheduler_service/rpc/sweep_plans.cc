// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/sweep_plans.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_question.h"
#include "scheduler_service/rpc/plan_solving.h"
#include "scheduler_service/rpc/plan_source.h"

namespace jiedui::scheduler {
namespace {

// The change with the value in place of its number.
v1::PlanEdit At(int value, v1::PlanEdit edit) {
  if (edit.has_seats()) edit.set_seats(value);
  if (edit.has_seats_min()) edit.set_seats_min(value);
  if (!edit.has_quota()) return edit;
  edit.mutable_quota()->set_seats(value);
  if (edit.quota().ceiling() > 0) edit.mutable_quota()->set_ceiling(std::max(value, edit.quota().ceiling()));
  return edit;
}

std::vector<int> ValuesOf(const v1::SweepPlansRequest& request) {
  std::vector<int> values;
  for (int64_t value = request.first(); value <= request.last(); value += std::max(1, request.step()))
    values.push_back(static_cast<int>(value));
  return values;
}

absl::Status CheckSweep(const v1::SweepPlansRequest& request) {
  RETURN_IF_ERROR(CheckQuestion(request.parent(), request.question()));
  if (request.question().has_matching()) return InvalidField("question.matching", "has no goals that could be swept");
  const v1::PlanEdit& swept = request.swept();
  if (!swept.has_seats() && !swept.has_seats_min() && !swept.has_quota())
    return InvalidField("swept", "has no number: one of seats, seats_min and quota is required");
  if (swept.has_seats() && request.first() < 1) return InvalidField("first", "seats are at least 1");
  if (request.last() < request.first()) return InvalidField("last", "must be at least the first");
  const size_t values = ValuesOf(request).size();
  if (values > kSweepPointsMax)
    return InvalidField("step", absl::StrCat("makes ", values, " values, at most ", kSweepPointsMax));
  return absl::OkStatus();
}

// There is no plan at the value, while there may be one at others.
bool IsOfTheValue(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) || absl::IsInvalidArgument(status) || absl::IsResourceExhausted(status);
}

class Sweeping {
 public:
  Sweeping(const ServiceParts& parts, store::Store& store, const v1::SweepPlansRequest& request, PlanJob& job)
      : parts_(parts),
        request_(request),
        job_(job),
        snapshot_(store.NewSnapshot(store::ReadTier::kDisk)),
        solving_(parts, *snapshot_, request.parent(), request.question(), job),
        end_time_(EndOfPlanning(parts.clock, request.seconds_max())) {}

  absl::Status Sweep() {
    RETURN_IF_ERROR(solving_.ReadBase());
    const std::vector<int> values = ValuesOf(request_);
    for (size_t k = 0; k < values.size(); ++k) {
      const absl::StatusOr<PlanDraft> draft = PlanAt(values[k], static_cast<int64_t>(values.size() - k), k == 0);
      if (draft.ok())
        Answer(values[k], *draft);
      else if (IsOfTheValue(draft.status()))
        Refuse(values[k], draft.status());
      else
        return draft.status();
    }
    // One reason at every value is no matter of the value.
    if (!has_plan_ && reasons_.size() == 1) return refusal_;
    AnswerHeld();
    return absl::OkStatus();
  }

 private:
  // In an equal share of the time that is left.
  absl::StatusOr<PlanDraft> PlanAt(int value, int64_t values_left, bool is_first) {
    if (parts_.clock.Now() >= end_time_ && !is_first)
      return LimitExceeded(request_.parent(), "the time ended before this value: ask for fewer, or for more seconds");
    std::vector<v1::PlanEdit> edits(request_.edits().begin(), request_.edits().end());
    edits.push_back(At(value, request_.swept()));
    return solving_.Solve(edits, EndOfShare(parts_.clock, end_time_, values_left));
  }

  void Answer(int value, const PlanDraft& draft) {
    has_plan_ = true;
    AnswerHeld();
    v1::SweepPlansResponse response;
    v1::SweepPoint& point = *response.mutable_point();
    point.set_value(value);
    *point.mutable_levels() = draft.plan.levels();
    point.set_placed(draft.plan.placements_size());
    point.set_optimal(draft.plan.optimal());
    job_.Answer(response.SerializeAsString());
  }

  void Refuse(int value, const absl::Status& why) {
    v1::SweepPlansResponse response;
    v1::SweepPoint& point = *response.mutable_point();
    point.set_value(value);
    point.set_no_plan_reason(ReasonOf(why));
    point.set_no_plan(std::string(why.message()));
    held_.push_back(response.SerializeAsString());
    reasons_.insert(ReasonOf(why));
    refusal_ = why;
    if (has_plan_) AnswerHeld();
  }

  void AnswerHeld() {
    for (std::string& point : std::exchange(held_, {})) job_.Answer(std::move(point));
  }

  const ServiceParts& parts_;
  const v1::SweepPlansRequest& request_;
  PlanJob& job_;
  const std::unique_ptr<store::Snapshot> snapshot_;
  PlanSolving solving_;
  const absl::Time end_time_;
  bool has_plan_ = false;          // at some value
  std::vector<std::string> held_;  // points without a plan, until there is one
  std::set<std::string> reasons_;  // of all of those
  absl::Status refusal_;           // of the last of them
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::StreamSource>> SweepPlans(const ServiceParts& parts, store::Store& store,
                                                              Planner& planner, const v1::SweepPlansRequest& request,
                                                              const rpc::CallInfo&) {
  RETURN_IF_ERROR(CheckSweep(request));
  v1::SweepPlansRequest completed = request;
  *completed.mutable_question() = Completed(request.question());
  return NewPlanSource(planner, ProgressIn<v1::SweepPlansResponse>,
                       [parts, &store, asked = std::move(completed)](PlanJob& job) {
                         return Sweeping(parts, store, asked, job).Sweep();
                       });
}

}  // namespace jiedui::scheduler
