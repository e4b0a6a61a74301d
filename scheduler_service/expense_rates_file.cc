// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/expense_rates_file.h"

#include "common/base/table_file.h"

namespace jiedui::scheduler {

absl::StatusOr<ExpenseRates> LoadExpenseRates(const std::string& path) {
  return LoadTable(ShippedExpenseRates(), ParseExpenseRates, path);
}

}  // namespace jiedui::scheduler
