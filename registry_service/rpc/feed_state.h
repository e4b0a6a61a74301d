// SPDX-License-Identifier: Apache-2.0
// From rows to what the change feed tells of them. The one place where private fields are left behind, and what was
// told of a person before she was restricted or removed for good. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/change_feed.h"
#include "common/store/store.h"
#include "google/protobuf/repeated_field.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/store/v1/records.pb.h"
#include "registry_service/store/tables.h"

namespace jiedui::registry {

using rpc::FeedType;

// The types that a follower wants, in the order of a snapshot; all of them if none is named.
std::vector<FeedType> WantedTypes(const google::protobuf::RepeatedField<int>& types);

// The resource in a row of a ResourceType, without private fields. DATA_LOSS: the bytes are no record.
absl::StatusOr<v1::ResourceState> StateOf(int type, absl::string_view row_key, absl::string_view bytes);

// Where to look who may be told of. Both outlive it.
struct FeedPresent {
  const Tables& tables;
  const store::Snapshot& snapshot;
};

// A commit as it is told to a follower of `types`: whole, and perhaps empty. `present` holds the entry or is later: of
// a person who is restricted there the commit tells what may still be shown, of one who is gone the name. DATA_LOSS.
absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry& entry, const std::vector<FeedType>& types,
                                    const FeedPresent& present);

}  // namespace jiedui::registry
