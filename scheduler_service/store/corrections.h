// SPDX-License-Identifier: Apache-2.0
// Corrections in the store: what they are decided by, and all that an approved one changes, in one command.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "scheduler_service/domain/correction.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Puts the correction as asked for; `draft` has its name and has passed CheckCorrection. NOT_FOUND: the pairing, or an
// assignment; ALREADY_EXISTS; FAILED_PRECONDITION: as NewCorrection.
absl::StatusOr<v1::Correction> AskCorrection(const Tables& tables, store::Transaction& txn,
                                             const v1::Correction& draft);

// Makes every change of the correction, and moves the guard of the frozen periods. Whoever waits for a seat or for days
// that it frees moves up. NOT_FOUND: there is none; ABORTED, FAILED_PRECONDITION: as Decided, CheckUnchanged and
// Corrected, and then nothing is changed.
absl::StatusOr<v1::Correction> MakeCorrection(const Tables& tables, store::Transaction& txn, absl::string_view name,
                                              const Decision& decision);

// NOT_FOUND; FAILED_PRECONDITION: as Decided.
absl::StatusOr<v1::Correction> RefuseCorrection(const Tables& tables, store::Transaction& txn, absl::string_view name,
                                                const Decision& decision);

// The correction, with the names that its assignments have now. NOT_FOUND; DATA_LOSS.
absl::StatusOr<v1::Correction> FindCorrection(const Tables& tables, const store::Snapshot& snapshot,
                                              absl::string_view name);

}  // namespace jiedui::scheduler
