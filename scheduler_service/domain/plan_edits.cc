// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_edits.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

absl::Status SetDays(const v1::PlanDays& days, Item& item) {
  const DateRange dates{days.start_date(), days.end_date()};
  const std::vector<FieldViolation> violations =
      CheckDates("days.", dates, item.is_course ? kCourseDaysMax : kPostingDaysMax);
  if (!violations.empty()) return InvalidFields(violations);
  item.dates = dates;
  return absl::OkStatus();
}

// As AllocateSeats would: the others stay, and the pool gets what is left.
absl::Status SetQuota(const v1::Quota& quota, bool is_course, SeatPlan& plan) {
  if (!is_course) return InvalidField("quota", "a posting has none");
  if (quota.ceiling() > 0 && quota.ceiling() < quota.seats())
    return InvalidField("quota.ceiling", absl::StrCat(quota.ceiling(), " is less than the ", quota.seats(), " seats"));
  const auto same = std::find_if(plan.quotas.begin(), plan.quotas.end(),
                                 [&](const v1::Quota& other) { return other.division() == quota.division(); });
  if (same != plan.quotas.end())
    *same = quota;
  else
    plan.quotas.push_back(quota);
  return absl::OkStatus();
}

absl::Status SetMinimum(int seats_min, Item& item) {
  if (!item.is_course) return InvalidField("seats_min", "a posting has none");
  item.seats_min = seats_min;
  return absl::OkStatus();
}

absl::Status CheckSum(const SeatPlan& plan, const Item& item) {
  if (item.seats_min > plan.seats)
    return InvalidField("seats_min", absl::StrCat(item.seats_min, " is more than the ", plan.seats, " seats"));
  int64_t sum = 0;
  for (const v1::Quota& quota : plan.quotas) sum += quota.seats();
  if (sum <= plan.seats) return absl::OkStatus();
  return InvalidField("", absl::StrCat("quotas add up to ", sum, "; at most the ", plan.seats, " seats"));
}

absl::Status Apply(const v1::PlanEdit& edit, SeatPlan& plan, Item& item) {
  switch (edit.edit_case()) {
    case v1::PlanEdit::kSeats:
      plan.seats = edit.seats();
      return absl::OkStatus();
    case v1::PlanEdit::kQuota:
      return SetQuota(edit.quota(), item.is_course, plan);
    case v1::PlanEdit::kDays:
      return SetDays(edit.days(), item);
    case v1::PlanEdit::kSeatsMin:
      return SetMinimum(edit.seats_min(), item);
    case v1::PlanEdit::EDIT_NOT_SET:
      break;
  }
  return InvalidField("", "exactly one of seats, quota, days and seats_min is required");
}

}  // namespace

absl::Status ApplyEdits(const std::vector<v1::PlanEdit>& edits, SeatPlan plan, PlannedItem& planned) {
  int last = -1;
  for (size_t k = 0; k < edits.size(); ++k) {
    if (edits[k].item() != planned.item.name) continue;
    RETURN_IF_ERROR(WithFieldPrefix(absl::StrCat("edits[", k, "]"), Apply(edits[k], plan, planned.item)));
    last = static_cast<int>(k);
  }
  if (last < 0) return absl::OkStatus();
  RETURN_IF_ERROR(WithFieldPrefix(absl::StrCat("edits[", last, "]"), CheckSum(plan, planned.item)));
  planned.ledger = Reshaped(planned.ledger, plan);
  const std::vector<RuleViolation> below = BelowTaken(planned.ledger);
  return below.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", below);
}

}  // namespace jiedui::scheduler
