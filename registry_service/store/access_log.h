// SPDX-License-Identifier: Apache-2.0
// Who has looked at a person's private data: rows under the person and a running number, guarded by their count. The
// latest kAccessesKeptMax are kept. Immutable; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/transaction.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::registry {

inline constexpr uint64_t kAccessesKeptMax = 1000;

class AccessLog {
 public:
  // Adds a look at persons/{person_id}, and drops the one that is too many. RESOURCE_EXHAUSTED, DATA_LOSS.
  absl::Status Add(store::Transaction& txn, absl::string_view person_id, const v1::PersonAccess& access) const;
  // Drops up to `max` of a person's accesses, and with the last one their count. True: none is left. DATA_LOSS.
  absl::StatusOr<bool> Drop(store::Transaction& txn, absl::string_view person_id, size_t max) const;
  // The latest first. DATA_LOSS.
  absl::StatusOr<std::vector<v1::PersonAccess>> Latest(const store::Transaction& txn,
                                                       absl::string_view person_id) const;
};

}  // namespace jiedui::registry
