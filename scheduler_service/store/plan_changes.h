// SPDX-License-Identifier: Apache-2.0
// Whether what a plan was made from is still so.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Every row of the basis that is not what it was: its kind ("CALENDAR"), the resource, what happened to it. The errors
// of the store.
absl::StatusOr<std::vector<RuleViolation>> ChangedRows(const Tables& tables, const store::Snapshot& snapshot,
                                                       const storage::v1::PlanBasis& basis);
absl::StatusOr<std::vector<RuleViolation>> ChangedRows(const Tables& tables, const store::Transaction& txn,
                                                       const storage::v1::PlanBasis& basis);

// ABORTED / PLAN_OUTDATED with all of them.
absl::Status PlanOutdated(absl::string_view plan, const std::vector<RuleViolation>& changed);

}  // namespace jiedui::scheduler
