// SPDX-License-Identifier: Apache-2.0
// What may be dropped: change entries with the idempotency rows that came with them, and idempotency rows of commands
// that changed nothing (see limits.h for how long they are kept). Planning only reads, so that a store writes the plan
// at a moment of its own.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/store/store.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {

inline constexpr size_t kTrimmedPerStepMax = 2'000;

struct TrimPlan {
  std::vector<std::pair<Family, std::string>> deletes;
  std::optional<v1::Head> trimmed;  // the new row at kTrimmedKey, where entries go
  bool is_full = false;             // there may be more to drop
};

// One bounded step. The entry of the head always stays: the chain ends there. DATA_LOSS: an entry is damaged.
absl::StatusOr<TrimPlan> PlanTrim(const Snapshot& snapshot, absl::Time now);

}  // namespace jiedui::store
