// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_rows.h"

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/free_name.h"

namespace jiedui::scheduler {

using store::Transaction;

absl::Status CheckHasBasis(const storage::v1::PlanRecord& record) {
  if (record.parts() > 0) return absl::OkStatus();
  const v1::Plan& plan = record.plan();
  const std::string& found = v1::Plan::State_Name(plan.state());
  return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                   absl::StrCat(plan.name(), ": found ", found, ", of which nothing is kept that could be looked at"),
                   {{"resource", plan.name()}, {"state", found}});
}

absl::StatusOr<std::vector<ToldPlace>> LoadTold(const Tables& tables, const store::Snapshot& snapshot,
                                                absl::string_view plan) {
  ASSIGN_OR_RETURN(const storage::v1::PlanRecord record, LoadPlan(tables, snapshot, plan));
  std::vector<ToldPlace> told;
  told.reserve(static_cast<size_t>(record.plan().placements_size()));
  for (const v1::PlanPlacement& placement : record.plan().placements()) {
    ASSIGN_OR_RETURN(const auto assignment, tables.assignments.Find(snapshot, MemberKey(placement.assignment())));
    told.push_back({.placement = placement});
    if (!assignment.has_value()) continue;
    told.back().state = assignment->assignment().state();
    told.back().placement.set_person(assignment->assignment().person());  // who may have been merged since
  }
  return told;
}

absl::Status PutNewPlan(const Tables& tables, Transaction& txn, const v1::Plan& plan,
                        const std::vector<std::string>& pieces) {
  RETURN_IF_ERROR(CheckFree(tables.plans, txn, MemberKey(plan.name()), kPlanType, plan.name()));
  storage::v1::PlanRecord record;
  *record.mutable_plan() = plan;
  record.set_parts(static_cast<int>(pieces.size()));
  RETURN_IF_ERROR(tables.plans.Put(txn, record));
  for (int part = 0; part < record.parts(); ++part) {
    storage::v1::PlanPartRecord row;
    row.set_plan(plan.name());
    row.set_part(part);
    row.set_piece(pieces[static_cast<size_t>(part)]);
    RETURN_IF_ERROR(tables.plan_parts.Put(txn, row));
  }
  return absl::OkStatus();
}

absl::Status CheckRoomForPlan(const store::Snapshot& snapshot, const std::string& pairing) {
  size_t proposed = 0;
  const store::KeyRange range = store::IndexRange(kPlanProposedPrefix, PairingKey(pairing));
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range,
                                [&](absl::string_view, absl::string_view) { return ++proposed < kPlansProposedMax; }));
  if (proposed < kPlansProposedMax) return absl::OkStatus();
  return LimitExceeded(pairing,
                       absl::StrCat("at most ", kPlansProposedMax, " plans that are PROPOSED: commit or discard some"));
}

absl::Status DropBasis(const Tables& tables, Transaction& txn, storage::v1::PlanRecord& record) {
  for (int part = 0; part < record.parts(); ++part)
    RETURN_IF_ERROR(tables.plan_parts.Delete(txn, PartKey(record.plan().name(), part)));
  record.set_parts(0);
  return absl::OkStatus();
}

absl::StatusOr<std::string> DisplayNameOf(const Tables& tables, const store::Snapshot& snapshot,
                                          absl::string_view assignment) {
  ASSIGN_OR_RETURN(auto record, tables.assignments.Find(snapshot, MemberKey(assignment)));
  if (!record.has_value()) return "";
  return std::move(*record->mutable_assignment()->mutable_person_display_name());
}

absl::Status AddDisplayNames(const Tables& tables, const store::Snapshot& snapshot, v1::Plan& plan) {
  for (v1::PlanPlacement& placement : *plan.mutable_placements()) {
    ASSIGN_OR_RETURN(*placement.mutable_person_display_name(), DisplayNameOf(tables, snapshot, placement.assignment()));
  }
  for (v1::PlanNotice& notice : *plan.mutable_notices()) {
    const std::string& assignment = notice.to_assignment().empty() ? notice.from_assignment() : notice.to_assignment();
    ASSIGN_OR_RETURN(*notice.mutable_person_display_name(), DisplayNameOf(tables, snapshot, assignment));
  }
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
