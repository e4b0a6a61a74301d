// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/sweep_plans.h"

#include <algorithm>
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
      const absl::Duration left = end_time_ - parts_.clock.Now();
      const absl::StatusOr<PlanDraft> draft =
          solving_.Solve(EditsAt(values[k]), parts_.clock.Now() + left / static_cast<int64_t>(values.size() - k));
      if (draft.ok()) has_plan_ = true;
      if (!draft.ok() && !IsOfTheValue(draft.status())) return draft.status();
      // Of values that all are refused, the last says why.
      if (absl::IsInvalidArgument(draft.status()) && !has_plan_ && k + 1 == values.size()) return draft.status();
      Answer(values[k], draft);
    }
    return absl::OkStatus();
  }

 private:
  std::vector<v1::PlanEdit> EditsAt(int value) const {
    std::vector<v1::PlanEdit> edits(request_.edits().begin(), request_.edits().end());
    edits.push_back(At(value, request_.swept()));
    return edits;
  }

  void Answer(int value, const absl::StatusOr<PlanDraft>& draft) {
    v1::SweepPlansResponse response;
    v1::SweepPoint& point = *response.mutable_point();
    point.set_value(value);
    if (draft.ok()) {
      *point.mutable_levels() = draft->plan.levels();
      point.set_placed(draft->plan.placements_size());
      point.set_optimal(draft->plan.optimal());
    } else {
      point.set_no_plan_reason(ReasonOf(draft.status()));
      point.set_no_plan(std::string(draft.status().message()));
    }
    job_.Answer(response.SerializeAsString());
  }

  const ServiceParts& parts_;
  const v1::SweepPlansRequest& request_;
  PlanJob& job_;
  const std::unique_ptr<store::Snapshot> snapshot_;
  PlanSolving solving_;
  const absl::Time end_time_;
  bool has_plan_ = false;  // at some value
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
