// SPDX-License-Identifier: Apache-2.0
// The change log: changes/{revision, 8 bytes big-endian} -> ChainedEntry. Every entry carries a digest over its bytes
// and the digest before, so that a lost, altered or swapped entry is found.
//
//   meta/store/head     Head of the last commit: where the chain must end
//   meta/store/trimmed  Head of the last entry that was dropped: where what is kept begins; no row = nothing dropped
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/store.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {

inline constexpr absl::string_view kHeadKey = "store/head";
inline constexpr absl::string_view kTrimmedKey = "store/trimmed";

// The row at kHeadKey or kTrimmedKey; revision 0 and no digest if there is none. DATA_LOSS: the bytes are no Head.
absl::StatusOr<v1::Head> ReadHead(const Reader& reader, absl::string_view key);

// Big-endian, so that keys sort as numbers.
std::string RevisionKey(uint64_t revision);
uint64_t RevisionOfKey(absl::string_view key);

// A ChangeEntry at its place in the chain: a serialised ChainedEntry, and the digest it carries.
struct Chained {
  std::string bytes;
  std::string digest;
};
Chained Chain(const v1::ChangeEntry& entry, absl::string_view digest_before);

// Visits the entries from `from_revision` (0 = 1) on, in order, until `visit` returns false; none if it is after the
// head. OUT_OF_RANGE with reason RESUME_REVISION_EXPIRED: `from_revision` is no longer kept; DATA_LOSS: an entry is
// damaged or missing (digests are checked on the way).
absl::Status ReadChanges(const Snapshot& snapshot, uint64_t from_revision,
                         absl::FunctionRef<bool(const v1::ChangeEntry&)> visit);

// When an entry was committed, and the last one of all: InfinitePast if there is none. DATA_LOSS.
absl::Time CommitTime(const v1::ChangeEntry& entry);
absl::StatusOr<absl::Time> LastCommitTime(const Snapshot& snapshot);

// Checks the chain that is kept, up to the head, or its last `entries_max` entries. DATA_LOSS names the first revision
// that is wrong.
absl::Status VerifyChain(const Snapshot& snapshot, uint64_t entries_max = std::numeric_limits<uint64_t>::max());

}  // namespace jiedui::store
