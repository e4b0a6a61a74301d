// SPDX-License-Identifier: Apache-2.0
// The pairing that everything else of the scheduler lies below.
#pragma once

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// `from` is a Snapshot or a Transaction. NOT_FOUND: there is no such pairing; DATA_LOSS.
template <typename From>
absl::StatusOr<v1::Pairing> RequirePairing(const Tables& tables, const From& from, absl::string_view name) {
  ASSIGN_OR_RETURN(std::optional<storage::v1::PairingRecord> record, tables.pairings.Find(from, PairingKey(name)));
  if (!record.has_value()) return ResourceNotFound(kPairingType, name);
  return std::move(*record->mutable_pairing());
}

}  // namespace jiedui::scheduler
