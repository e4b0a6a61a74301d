// SPDX-License-Identifier: Apache-2.0
// Reads and makes what it takes to change one seat for another (domain/moving.h).
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/assignment.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// The seat that somebody who waits gives up, as it is; nullopt: none is named, or it cannot be given up (any more).
absl::StatusOr<std::optional<StepFacts>> LoadGivenUp(const Tables& tables, const store::Transaction& txn,
                                                     const StepFacts& waits);

// Confirms an assignment whose person gives up the seat of `gives_up`: a free seat is theirs at once, else they wait.
// One that waits already is told what is given up, and asked again. Errors as Confirm; NOT_FOUND: no `gives_up`;
// FAILED_PRECONDITION / RULES_FAILED: GIVES_UP.
absl::StatusOr<AssignmentChange> ConfirmGivingUp(const Tables& tables, store::Transaction& txn, const Step& step,
                                                 const std::string& gives_up);

}  // namespace jiedui::scheduler
