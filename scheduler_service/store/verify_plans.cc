// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_plans.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/plan_rows.h"
#include "scheduler_service/store/verify_rows.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::Plan;

// Was confirmed at some time; what became of it since is its own story.
bool GotSeat(const Assignment& assignment) {
  return std::any_of(assignment.events().begin(), assignment.events().end(),
                     [](const v1::AssignmentEvent& event) { return event.state() == Assignment::STATE_CONFIRMED; });
}

absl::Status CheckPlacement(const Verified& verified, const Plan& plan, const v1::PlanPlacement& placement,
                            VerifyReport& report) {
  report.CountRows(1);
  ASSIGN_OR_RETURN(const auto record,
                   verified.tables.assignments.Find(verified.snapshot, MemberKey(placement.assignment())));
  const Assignment& assignment = record.has_value() ? record->assignment() : Assignment::default_instance();
  if (assignment.item() != placement.item()) {
    report.Add(5,
               {plan.name(), absl::StrCat("a placement of ", placement.assignment(), ", which is no assignment to it"),
                absl::StrCat("one to ", placement.item())});
  } else if (plan.state() == Plan::STATE_COMMITTED && !GotSeat(assignment)) {
    report.Add(2, {placement.assignment(), "an assignment that never had a seat",
                   absl::StrCat("the seat that ", plan.name(), " gave it")});
  }
  return absl::OkStatus();
}

absl::Status CheckPlan(const Verified& verified, const storage::v1::PlanRecord& record, VerifyReport& report) {
  const Plan& plan = record.plan();
  for (const v1::PlanPlacement& placement : plan.placements())
    RETURN_IF_ERROR(CheckPlacement(verified, plan, placement, report));
  if (plan.state() == Plan::STATE_DISCARDED) return absl::OkStatus();
  report.CountRows(record.parts());
  return LoadBasis(verified.tables, verified.snapshot, record).status();  // DATA_LOSS is a finding
}

absl::Status CheckPart(const Verified& verified, const storage::v1::PlanPartRecord& part, VerifyReport& report) {
  ASSIGN_OR_RETURN(const auto record, verified.tables.plans.Find(verified.snapshot, MemberKey(part.plan())));
  if (!record.has_value() || part.part() >= record->parts())
    report.Add(5,
               {part.plan(), absl::StrCat("a piece ", part.part(), " of it"), "none, as the plan has no such piece"});
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<VerifyStep> VerifyPlans(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::PlanRecord>>("PLANS", verified, verified.tables.plans, CheckPlan);
}

std::unique_ptr<VerifyStep> VerifyPlanParts(const Verified& verified) {
  return std::make_unique<RowsStep<storage::v1::PlanPartRecord>>("PLAN_PARTS", verified, verified.tables.plan_parts,
                                                                 CheckPart);
}

}  // namespace jiedui::scheduler
