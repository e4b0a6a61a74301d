// SPDX-License-Identifier: Apache-2.0
// From rows to what the change feed tells of them: which of them a request wants, and the one place where names are
// left behind that may no longer be told. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/change_feed.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/change_service.pb.h"
#include "jiedui/store/v1/records.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// What one request wants of the feed. A person's name in an assignment is told only as the assignment has it now, and
// only while the directory has the person and no restriction of her data: what the directory takes out of the rows
// (directory/follow_persons.h) must not be told by earlier commits. `snapshot` says what is now.
class Feed {
 public:
  using Request = v1::WatchChangesRequest;
  using Response = v1::WatchChangesResponse;

  // INVALID_ARGUMENT: of a person there are only assignments.
  static absl::Status Check(const Request& request);
  explicit Feed(const Request& request);

  const std::vector<rpc::FeedType>& types() const { return types_; }

  // The resource in a row of a ResourceType; nullopt: the request leaves it out. DATA_LOSS.
  absl::StatusOr<std::optional<v1::ResourceState>> StateOf(int type, absl::string_view row_key, absl::string_view bytes,
                                                           const store::Snapshot& snapshot) const;
  // A commit as it is told: whole, and perhaps empty. `snapshot` holds the entry or is later. DATA_LOSS.
  absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry& entry, const store::Snapshot& snapshot) const;

 private:
  static absl::StatusOr<v1::ResourceState> Decoded(int type, absl::string_view row_key, absl::string_view bytes);
  bool IsWanted(const v1::ResourceState& state) const;

  absl::StatusOr<std::optional<v1::Change>> ChangeOf(int type, const store::v1::RowChange& row,
                                                     const store::Snapshot& snapshot) const;
  absl::Status Veil(const store::v1::RowChange& row, const store::Snapshot& snapshot, v1::Change& change) const;
  absl::Status VeilName(const v1::Assignment& current, const store::Snapshot& snapshot, v1::Assignment& told) const;
  absl::StatusOr<bool> IsShown(const std::string& person, const store::Snapshot& snapshot) const;

  const Tables tables_;
  const std::string pairing_;  // empty = all
  const std::string person_;   // empty = all
  const std::vector<rpc::FeedType> types_;
};

}  // namespace jiedui::scheduler
