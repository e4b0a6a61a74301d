// SPDX-License-Identifier: Apache-2.0
// The row that guards the frozen periods of a pairing, and what every command asks of it that changes a row which
// editions count (domain/frozen.h).
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/transaction.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// Without periods, where none is frozen. `from` is a Snapshot or a Transaction. DATA_LOSS.
template <typename From>
absl::StatusOr<storage::v1::FrozenPeriodsRecord> LoadFrozen(const Tables& tables, const From& from,
                                                            absl::string_view pairing) {
  ASSIGN_OR_RETURN(auto record, tables.frozen.Find(from, PairingKey(pairing)));
  if (!record.has_value()) record.emplace().set_pairing(std::string(pairing));
  return *std::move(record);
}

// FAILED_PRECONDITION / PERIOD_FROZEN if an edition counts the change; a row that does not exist is a default instance.
// Reads the guard only where the change may be of interest to one. DATA_LOSS.
template <typename Resource>
absl::Status AskFrozen(const Tables& tables, const store::Transaction& txn, absl::string_view pairing,
                       const Resource& before, const Resource& after) {
  if (!MayBeCounted(before, after)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<storage::v1::FrozenPeriodsRecord> frozen,
                   tables.frozen.Find(txn, PairingKey(pairing)));
  if (!frozen.has_value()) return absl::OkStatus();
  return CheckNotFrozen(*frozen, before, after);
}

}  // namespace jiedui::scheduler
