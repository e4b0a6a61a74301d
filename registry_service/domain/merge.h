// SPDX-License-Identifier: Apache-2.0
// Two records of one human being become one, and may become two again for 30 days. The record that ends is deleted and
// names the one that stays, so that the old name still leads to the person. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/private_seal.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::MergeRecord;
using storage::v1::PersonRecord;

// How long a merge may be taken back (notes of the collaboration office: within the month).
inline constexpr absl::Duration kUnmergeWindow = absl::Hours(24 * 30);

// How many persons one may be made of: fewer than the links that a reader follows (store/survivor.h), so that the name
// of each leads to her however they were merged.
inline constexpr int kMergedPersonsMax = 30;

struct MergeFacts {
  std::optional<PersonRecord> survivor;
  std::optional<PersonRecord> duplicate;
};

struct Merged {
  PersonRecord survivor;
  PersonRecord duplicate;  // deleted, and says where it went
  MergeRecord merge;       // what it takes to undo it
};

// INVALID_ARGUMENT: a person with itself; NOT_FOUND; ABORTED: an etag is old; FAILED_PRECONDITION / MERGE_REFUSED with
// every rule that fails: one is deleted, merged or restricted, identity numbers differ, too many were merged before;
// RESOURCE_EXHAUSTED: a list would be too long.
absl::StatusOr<Merged> Merge(const v1::MergePersonsRequest& request, const MergeFacts& facts, const PrivateSeal& seal,
                             const Stamp& stamp);

// Whether a merge can be undone no more: what it takes to undo it must then not be kept.
bool IsUnmergeOver(const MergeRecord& merge, absl::Time now);

struct UnmergeFacts {
  std::optional<MergeRecord> merge;      // of the person that ended
  bool is_merged = false;                // whether the person that ended says so, whatever `merge` is
  std::optional<PersonRecord> survivor;  // as it is now
  std::string id_holder;                 // who holds the identity number of the person that ended; empty = nobody
  std::string survivor_id_holder;        // who holds the one that the survivor had before the merge; empty = nobody
  std::vector<std::string> merged_into_survivor;  // persons that say that they were, without what they are made of
};

// Both records as they were, to the byte. NOT_FOUND: there is no merge; FAILED_PRECONDITION / UNMERGE_REFUSED with
// every rule that fails: it is too long ago, the survivor has changed, was restricted or was deleted since, others were
// merged into it later, or another person has the identity number of one of the two by now.
absl::StatusOr<MergeFacts> Unmerge(const v1::UnmergePersonsRequest& request, const UnmergeFacts& facts,
                                   const Stamp& stamp);

// FAILED_PRECONDITION / PERSON_MERGED: what was asked is not done to a person that was merged into another.
absl::Status PersonMerged(const PersonRecord& record);

}  // namespace jiedui::registry
