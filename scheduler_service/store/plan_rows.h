// SPDX-License-Identifier: Apache-2.0
// Plans in the store: the resource in a row, what it was made from in further rows of bounded size (domain/
// plan_basis.h), all put in one commit. `From` is a Snapshot or a Transaction.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_expiry.h"
#include "scheduler_service/domain/plan_notices.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// With its expire_time, even if it was stored before there were such times. NOT_FOUND: there is none; DATA_LOSS.
template <typename From>
absl::StatusOr<storage::v1::PlanRecord> LoadPlan(const Tables& tables, const From& from, absl::string_view name) {
  ASSIGN_OR_RETURN(std::optional<storage::v1::PlanRecord> record, tables.plans.Find(from, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kPlanType, name);
  FillExpireTime(*record->mutable_plan());
  return *std::move(record);
}

// FAILED_PRECONDITION / ILLEGAL_STATE: the plan was discarded; DATA_LOSS.
absl::Status CheckHasBasis(const storage::v1::PlanRecord& record);

template <typename From>
absl::StatusOr<storage::v1::PlanBasis> LoadBasis(const Tables& tables, const From& from,
                                                 const storage::v1::PlanRecord& record) {
  RETURN_IF_ERROR(CheckHasBasis(record));
  std::vector<std::string> pieces;
  for (int part = 0; part < record.parts(); ++part) {
    const std::string key = PartKey(record.plan().name(), part);
    ASSIGN_OR_RETURN(auto piece, tables.plan_parts.Find(from, key));
    if (!piece.has_value()) return store::DamagedRow(tables.plan_parts.RowKey(key));
    pieces.push_back(std::move(*piece->mutable_piece()));
  }
  return FromPieces(pieces);
}

// The places of a plan, with what their assignments are now. NOT_FOUND: the plan; DATA_LOSS.
absl::StatusOr<std::vector<ToldPlace>> LoadTold(const Tables& tables, const store::Snapshot& snapshot,
                                                absl::string_view plan);

// ALREADY_EXISTS / ID_TAKEN; RESOURCE_EXHAUSTED: it does not fit one command.
absl::Status PutNewPlan(const Tables& tables, store::Transaction& txn, const v1::Plan& plan,
                        const std::vector<std::string>& pieces);

// RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: the pairing has kPlansProposedMax that are PROPOSED. Plans are made on one
// thread, one after the other, so that nobody comes in between.
absl::Status CheckRoomForPlan(const store::Snapshot& snapshot, const std::string& pairing);

// Forgets what it was made from.
absl::Status DropBasis(const Tables& tables, store::Transaction& txn, storage::v1::PlanRecord& record);

// Sets the names of people that their assignments have now.
absl::Status AddDisplayNames(const Tables& tables, const store::Snapshot& snapshot, v1::Plan& plan);

// The name that an assignment has for its person now; empty if it may not be told, or the assignment is gone.
absl::StatusOr<std::string> DisplayNameOf(const Tables& tables, const store::Snapshot& snapshot,
                                          absl::string_view assignment);

}  // namespace jiedui::scheduler
