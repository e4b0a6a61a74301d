// SPDX-License-Identifier: Apache-2.0
// ExpenseService: training money by course, and what an auditor asks of it.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/domain/expense_rates.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// `rates` outlives the service.
rpc::Service NewExpenseService(const ServiceParts& parts, const ExpenseRates& rates);

}  // namespace jiedui::scheduler
