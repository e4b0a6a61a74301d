// SPDX-License-Identifier: Apache-2.0
// Carries a plan out, in one command: everybody whom it seats is confirmed as ConfirmAssignment would, all rules asked
// again, then those left out wait in the plan's order. Nothing of it stands unless all of it does.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

struct PlanCommit {
  std::string etag;  // empty = whatever is there
  std::string date;
  bool keep_left_out_approved = false;
};

struct PlanCommitted {
  v1::Plan plan;
  int confirmed = 0;
  int waitlisted = 0;
  int unchanged = 0;
};

// `record` and `basis` are the stored ones. ABORTED: PLAN_OUTDATED, also where a rule now refuses a placement, or
// ETAG_MISMATCH; FAILED_PRECONDITION: ILLEGAL_STATE; RESOURCE_EXHAUSTED: the store's limits (the message then says how
// many placements did fit). Of those left out the first 2,000 are asked, and wait as far as they fit into the command;
// the others stay as they are.
absl::StatusOr<PlanCommitted> CommitPlan(const Tables& tables, store::Transaction& txn, storage::v1::PlanRecord record,
                                         const storage::v1::PlanBasis& basis, const PlanCommit& commit);

// What CommitPlan would call outdated on this snapshot: rows that have changed, else placements that a rule refuses
// now. `now`: as the commit would have it.
absl::StatusOr<std::vector<RuleViolation>> WhyOutdated(const Tables& tables, const store::Snapshot& snapshot,
                                                       const v1::Plan& plan, const storage::v1::PlanBasis& basis,
                                                       absl::Time now);

// What CommitPlan would answer on this snapshot. `now`: as the commit would have it.
absl::StatusOr<PlanCommitted> RehearseCommit(const Tables& tables, const store::Snapshot& snapshot,
                                             const storage::v1::PlanRecord& record, const storage::v1::PlanBasis& basis,
                                             absl::Time now);

}  // namespace jiedui::scheduler
