// SPDX-License-Identifier: Apache-2.0
// The table of training rates that a server answers from.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "scheduler_service/domain/expense_rates.h"

namespace jiedui::scheduler {

// The table that the program ships, with what the file says (of the form of ParseExpenseRates) in its place and beside
// it; an empty path = the shipped table as it is. INVALID_ARGUMENT, in one line: the file cannot be read, or which of
// its lines is wrong and why.
absl::StatusOr<ExpenseRates> LoadExpenseRates(const std::string& path);

}  // namespace jiedui::scheduler
