// SPDX-License-Identifier: Apache-2.0
// When what a report reads was last changed, by pairing: learnt from the change log, so that a count that is kept is
// known to hold, and is never taken for newer than it is. One thread at a time.
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"

namespace jiedui::scheduler {

// Entries that one report reads of the change log; where there are more, everything counts as changed.
inline constexpr uint64_t kChangesReadMax = 20'000;

class LastChanges {
 public:
  // Reads what changed up to the snapshot. False: the log does not say it all (too long, trimmed, damaged), so that
  // everything counts as changed at the snapshot's revision.
  bool CatchUp(const store::Snapshot& snapshot);

  // Whether what was counted of the pairing ("pairings/{pairing}") at one revision still is so at another. Both have
  // been caught up with.
  bool HoldsFor(absl::string_view pairing, uint64_t counted_at, uint64_t revision) const;
  // The same of organisations and their pairs, and of everything.
  bool OrganizationsHoldFor(uint64_t counted_at, uint64_t revision) const;
  bool AllHoldFor(uint64_t counted_at, uint64_t revision) const;

 private:
  void Note(absl::string_view row_key, uint64_t revision);

  uint64_t known_from_ = 0;  // nothing is known of changes up to this revision
  uint64_t known_to_ = 0;
  uint64_t organizations_ = 0;
  uint64_t any_ = 0;
  absl::flat_hash_map<std::string, uint64_t> pairings_;  // by the pairing's id
};

}  // namespace jiedui::scheduler
