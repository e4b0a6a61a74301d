// SPDX-License-Identifier: Apache-2.0
// One follower of the registry: a snapshot if it starts from nothing, then commit after commit, then live. It holds no
// queue: what comes next is read from the store when there is room for it, in bounded steps, so that a slow follower
// costs nothing and misses nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/rpc/call.h"
#include "common/store/store.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "registry_service/rpc/feed_state.h"

namespace jiedui::registry {

// One thread at a time.
class ChangeSource final : public rpc::StreamSource {
 public:
  // `store` and `clock` outlive the source. INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION as in
  // change_service.proto.
  static absl::StatusOr<std::unique_ptr<ChangeSource>> Open(const v1::WatchChangesRequest& request,
                                                            const store::Store& store, const Clock& clock);

  // DATA_LOSS; OUT_OF_RANGE: the follower was so slow that its next revision is no longer kept.
  absl::StatusOr<Step> Next() override;

 private:
  ChangeSource(const v1::WatchChangesRequest& request, std::string incarnation, const store::Store& store,
               const Clock& clock);

  absl::StatusOr<Step> NextPage();
  absl::StatusOr<Step> NextCommits();
  // Adds what there is from next_revision_ on, up to the limits of a step.
  absl::Status ReadCommits(const store::Snapshot& snapshot, Step& step);
  // Adds resources of the current type; true once its last row is in the page.
  absl::StatusOr<bool> FillPage(v1::SnapshotPage& page);
  Step Idle();

  v1::WatchChangesResponse Message(uint64_t revision) const;
  std::string MarkerAt(uint64_t revision, v1::Marker::Kind kind) const;

  // constant after construction
  const store::Store& store_;
  const Clock& clock_;
  const std::string incarnation_;
  const std::vector<FeedType> types_;
  const Tables tables_;

  // while the snapshot lasts
  std::unique_ptr<store::Snapshot> snapshot_;
  size_t type_index_ = 0;
  std::string next_key_;

  bool wants_snapshot_;
  uint64_t next_revision_;  // of the commit to send next
  bool synced_ = false;
  absl::Time last_sent_;
};

}  // namespace jiedui::registry
