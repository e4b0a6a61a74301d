// SPDX-License-Identifier: Apache-2.0
// What the change feeds of both services have in common: the limits of a step, the types of resources, where a follower
// may begin, and how a commit is told. change_source.h puts it together. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/table.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_field.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::rpc {

// One step reads and sends no more than this, whatever has piled up.
inline constexpr int kFeedItemsPerStepMax = 200;
inline constexpr size_t kFeedBytesPerStepMax = 256 * 1024;
inline constexpr int kFeedRowsPerStepMax = 20'000;  // of a snapshot, also those that the request leaves out
inline constexpr absl::Duration kFeedHeartbeat = absl::Seconds(10);

bool IsStepFull(int items, size_t bytes);

// How long a follower who was sent something at `last_sent` may be left without a word; zero = send a heartbeat.
absl::Duration UntilHeartbeat(absl::Time last_sent, absl::Time now);

// A type of resource in a feed: a value of the service's ResourceType, and the prefix of its rows.
struct FeedType {
  int type = 0;
  std::string row_prefix;
};

// INVALID_ARGUMENT: one of the types is UNSPECIFIED.
absl::Status CheckTypes(const google::protobuf::RepeatedField<int>& types);
// Those of `all` that `types` names, in the order of `all`; `all` if it names none.
std::vector<FeedType> WantedTypes(std::vector<FeedType> all, const google::protobuf::RepeatedField<int>& types);
// Null: the row is of none of them.
const FeedType* TypeOfRow(absl::string_view row_key, const std::vector<FeedType>& types);

// Whether a follower can go on from a revision of an incarnation (empty = whichever). FAILED_PRECONDITION /
// INCARNATION_MISMATCH; OUT_OF_RANGE / RESUME_REVISION_EXPIRED or RESUME_REVISION_AHEAD.
absl::Status CheckResume(uint64_t from_revision, absl::string_view incarnation, const store::StoreInfo& info);

// The name of the resource in a ResourceState, a message with one resource in a oneof; empty if there is none.
std::string NameOfResource(const google::protobuf::Message& state);

// DATA_LOSS: the bytes are no Record.
template <typename Record>
absl::StatusOr<Record> DecodedRow(absl::string_view row_key, absl::string_view bytes) {
  Record record;
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return store::DamagedRow(row_key);
  return record;
}

// A service's Change from a row. `state_of`: (bytes) -> StatusOr<ResourceState>.
template <typename Change, typename StateOf>
absl::StatusOr<Change> ChangeOfRow(const store::v1::RowChange& row, StateOf state_of) {
  Change change;
  if (!row.before().empty()) {
    ASSIGN_OR_RETURN(*change.mutable_before(), state_of(row.before()));
  }
  if (!row.after().empty()) {
    ASSIGN_OR_RETURN(*change.mutable_after(), state_of(row.after()));
  }
  change.set_name(NameOfResource(change.has_after() ? change.after() : change.before()));
  return change;
}

// A service's Commit: whole, and perhaps empty. `change_of`: (type, row) -> StatusOr<std::optional<Change>>; nullopt =
// the request leaves it out.
template <typename Commit, typename ChangeOf>
absl::StatusOr<Commit> CommitOfEntry(const store::v1::ChangeEntry& entry, const std::vector<FeedType>& types,
                                     ChangeOf change_of) {
  Commit commit;
  *commit.mutable_commit_time() = entry.commit_time();
  commit.set_actor(entry.actor());
  for (const store::v1::RowChange& row : entry.changes()) {
    const FeedType* const type = TypeOfRow(row.key(), types);
    if (type == nullptr) continue;
    ASSIGN_OR_RETURN(auto change, change_of(type->type, row));
    if (change.has_value()) *commit.add_changes() = *std::move(change);
  }
  return commit;
}

}  // namespace jiedui::rpc
