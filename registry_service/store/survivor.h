// SPDX-License-Identifier: Apache-2.0
// Where the name of a merged person leads. Any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/merge.h"
#include "registry_service/store/keys.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// A merge leads to the person that stays, who may have been merged in turn. A reader stops at the last link that it
// reached: no chain that Merge makes is as long.
inline constexpr int kMergesFollowedMax = 32;
static_assert(kMergedPersonsMax < kMergesFollowedMax);

// The person under `id`, or the one that she was merged into; nullopt if that one is not there. `from` is a Snapshot or
// a Transaction. DATA_LOSS.
template <typename From>
absl::StatusOr<std::optional<PersonRecord>> FindSurvivor(const From& from, const Tables& tables, std::string id) {
  for (int links = 0;; ++links) {
    ASSIGN_OR_RETURN(std::optional<PersonRecord> record, tables.persons.Find(from, id));
    if (!record.has_value() || record->person().merged_into().empty() || links == kMergesFollowedMax) return record;
    id = IdOf(record->person().merged_into());
  }
}

}  // namespace jiedui::registry
