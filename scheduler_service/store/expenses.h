// SPDX-License-Identifier: Apache-2.0
// Gathers what the money of a course is compared with, from one snapshot.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "scheduler_service/domain/expense.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Everything but the rate. Reads the money of all courses of the pairing. NOT_FOUND: no such course, or nobody has
// recorded its money; DATA_LOSS.
absl::StatusOr<ExpenseFacts> GatherExpense(const Tables& tables, const store::Snapshot& snapshot,
                                           absl::string_view course);

}  // namespace jiedui::scheduler
