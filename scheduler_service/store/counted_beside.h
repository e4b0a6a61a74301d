// SPDX-License-Identifier: Apache-2.0
// What an edition counts of an assignment may hang on other rows: these are read here, and the guard asked.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Of the person's other rows in the pairing, what decides how the assignment counts. DATA_LOSS.
absl::StatusOr<CountedBeside> LoadCountedBeside(const Tables& tables, const store::Transaction& txn,
                                                const v1::Assignment& assignment);

// As AskFrozen (frozen_rows.h), of an assignment with what hangs on it. Reads the other rows only where the pairing has
// frozen periods.
absl::Status AskFrozenWithBeside(const Tables& tables, const store::Transaction& txn, const v1::Assignment& before,
                                 const v1::Assignment& after);

}  // namespace jiedui::scheduler
