// SPDX-License-Identifier: Apache-2.0
// Removes for good what must not be kept for ever: persons whose purge_time has passed, with everything that is stored
// about them and the persons that were merged into them; and merges that can no longer be undone, which hold two
// persons in full. The change log keeps what a removed row was for as long as it keeps anything (store/limits.h).
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/store.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

// Of one tick: it must be over soon when the server stops.
inline constexpr int kPurgeCommandsPerTickMax = 100;
inline constexpr size_t kMergesReadPerTickMax = 500;
// Of one command; a person's own row, merge and index rows come on top.
inline constexpr size_t kAccessesPurgedPerCommandMax = 90;

struct Purged {
  size_t persons = 0;
  size_t merges = 0;
};

// One thread at a time.
class Purge {
 public:
  // `store` and `tables` outlive it.
  Purge(store::Store& store, const Tables& tables) : store_(store), tables_(tables) {}

  // A bounded step of what is due at `now`, each command of it decided by the store's own time. What failed is tried
  // again by a later tick: the first error is answered, the rest is done. Waits for the store.
  absl::StatusOr<Purged> Tick(absl::Time now);

 private:
  absl::Status PurgePersons(absl::Time now, Purged& purged);
  absl::StatusOr<bool> PurgePerson(const std::string& id, int& commands_left);
  absl::Status PurgeMerges(absl::Time now, Purged& purged);
  absl::Status PurgeMergesOf(const std::vector<std::string>& ids, Purged& purged);

  store::Store& store_;
  const Tables& tables_;
  std::string next_merge_;  // row key; empty = from the first
};

}  // namespace jiedui::registry
