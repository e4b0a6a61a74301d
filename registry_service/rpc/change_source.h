// SPDX-License-Identifier: Apache-2.0
// One follower of the registry (common/rpc/change_source.h).
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/change_source.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "registry_service/rpc/feed_state.h"

namespace jiedui::registry {

using rpc::kFeedBytesPerStepMax;
using rpc::kFeedItemsPerStepMax;

class Feed {
 public:
  using Request = v1::WatchChangesRequest;
  using Response = v1::WatchChangesResponse;

  static absl::Status Check(const Request& /*request*/) { return absl::OkStatus(); }
  explicit Feed(const Request& request) : types_(WantedTypes(request.types())) {}

  const std::vector<FeedType>& types() const { return types_; }
  absl::StatusOr<std::optional<v1::ResourceState>> StateOf(int type, absl::string_view row_key, absl::string_view bytes,
                                                           const store::Snapshot& /*snapshot*/) const {
    return registry::StateOf(type, row_key, bytes);
  }
  absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry& entry, const store::Snapshot& snapshot) const {
    return registry::CommitOf(entry, types_, {.tables = tables_, .snapshot = snapshot});
  }

 private:
  const std::vector<FeedType> types_;
  const Tables tables_;
};

using ChangeSource = rpc::ChangeSource<Feed>;

}  // namespace jiedui::registry
