// SPDX-License-Identifier: Apache-2.0
// One follower of a service: a snapshot if it starts from nothing, then commit after commit, then live. It holds no
// queue: what comes next is read from the store when there is room for it, in bounded steps, so that a slow follower
// costs nothing and misses nothing.
//
// What is told is the service's. It supplies a class, one object of it for each follower:
//
//   class Feed {
//    public:
//     using Request = v1::WatchChangesRequest;    // in the shape of jiedui/registry/v1/change_service.proto
//     using Response = v1::WatchChangesResponse;
//     static absl::Status Check(const Request&);  // INVALID_ARGUMENT; that no type is UNSPECIFIED is checked already
//     explicit Feed(const Request&);
//     const std::vector<FeedType>& types() const;  // those that are wanted, in the order of a snapshot
//     // The resource in a row, as it may be told; nullopt: the request leaves it out. DATA_LOSS.
//     absl::StatusOr<std::optional<v1::ResourceState>> StateOf(int type, absl::string_view row_key,
//                                                              absl::string_view bytes, const store::Snapshot&) const;
//     // A commit that the snapshot holds, as it may be told (CommitOfEntry). DATA_LOSS.
//     absl::StatusOr<v1::Commit> CommitOf(const store::v1::ChangeEntry&, const store::Snapshot&) const;
//   };
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/rpc/call.h"
#include "common/rpc/change_feed.h"
#include "common/rpc/service.h"
#include "common/rpc/snapshot_walk.h"
#include "common/store/change_log.h"
#include "common/store/store.h"

namespace jiedui::rpc {

// One thread at a time.
template <typename Feed>
class ChangeSource final : public StreamSource {
 public:
  using Request = typename Feed::Request;

  // `store` and `clock` outlive the source. INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION as in
  // change_service.proto.
  static absl::StatusOr<std::unique_ptr<ChangeSource>> Open(const Request& request, const store::Store& store,
                                                            const Clock& clock) {
    store::StoreInfo info = store.Info();
    RETURN_IF_ERROR(CheckTypes(request.types()));
    RETURN_IF_ERROR(Feed::Check(request));
    RETURN_IF_ERROR(CheckResume(request.from_revision(), request.incarnation(), info));
    return absl::WrapUnique(new ChangeSource(request, std::move(info.incarnation), store, clock));
  }

  // DATA_LOSS; OUT_OF_RANGE: the follower was so slow that its next revision is no longer kept.
  absl::StatusOr<Step> Next() override { return wants_snapshot_ ? NextPage() : NextCommits(); }

 private:
  using Response = typename Feed::Response;
  using Marker = std::remove_cvref_t<decltype(std::declval<Response>().marker())>;

  ChangeSource(const Request& request, std::string incarnation, const store::Store& store, const Clock& clock)
      : store_(store),
        clock_(clock),
        incarnation_(std::move(incarnation)),
        feed_(request),
        wants_snapshot_(request.from_revision() == 0),
        next_revision_(request.from_revision()),
        last_sent_(clock.Now()) {}

  absl::StatusOr<Step> NextPage();
  absl::StatusOr<Step> NextCommits();
  // Adds what there is from next_revision_ on, up to the limits of a step.
  absl::Status ReadCommits(const store::Snapshot& snapshot, Step& step);
  Step Idle();

  Response MessageAt(uint64_t revision) const {
    Response message;
    message.set_incarnation(incarnation_);
    message.set_revision(revision);
    return message;
  }
  std::string MarkerAt(uint64_t revision, typename Marker::Kind kind) const {
    Response message = MessageAt(revision);
    message.mutable_marker()->set_kind(kind);
    return message.SerializeAsString();
  }

  // constant after construction
  const store::Store& store_;
  const Clock& clock_;
  const std::string incarnation_;
  const Feed feed_;

  std::optional<SnapshotWalk> walk_;  // while the snapshot lasts
  bool wants_snapshot_;
  uint64_t next_revision_;  // of the commit to send next
  bool synced_ = false;
  absl::Time last_sent_;
};

template <typename Feed>
absl::StatusOr<StreamSource::Step> ChangeSource<Feed>::NextPage() {
  if (!walk_.has_value()) walk_.emplace(store_.NewSnapshot(store::ReadTier::kDisk), feed_.types());
  const uint64_t revision = walk_->snapshot().revision();
  Response message = MessageAt(revision);
  auto& resources = *message.mutable_snapshot()->mutable_resources();
  const auto visit = [&](const FeedType& type, absl::string_view key, absl::string_view bytes) -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(auto state, feed_.StateOf(type.type, key, bytes, walk_->snapshot()));
    if (state.has_value()) *resources.Add() = *std::move(state);
    return state.has_value();
  };
  RETURN_IF_ERROR(walk_->NextPage(visit));
  Step step;
  // An empty page says that the walk goes on: a step without a message would wait for the next commit.
  if (!resources.empty() || !walk_->at_end()) step.messages.push_back(message.SerializeAsString());
  if (walk_->at_end()) {
    step.messages.push_back(MarkerAt(revision, Marker::KIND_SNAPSHOT_END));
    walk_.reset();
    wants_snapshot_ = false;
    next_revision_ = revision + 1;
  }
  last_sent_ = clock_.Now();
  return step;
}

template <typename Feed>
absl::StatusOr<StreamSource::Step> ChangeSource<Feed>::NextCommits() {
  const std::unique_ptr<store::Snapshot> snapshot = store_.NewSnapshot(store::ReadTier::kDisk);
  Step step;
  if (next_revision_ <= snapshot->revision()) RETURN_IF_ERROR(ReadCommits(*snapshot, step));
  if (next_revision_ > snapshot->revision() && !synced_) {
    synced_ = true;
    step.messages.push_back(MarkerAt(next_revision_ - 1, Marker::KIND_SYNCED));
  }
  if (step.messages.empty()) return Idle();
  last_sent_ = clock_.Now();
  return step;
}

template <typename Feed>
absl::Status ChangeSource<Feed>::ReadCommits(const store::Snapshot& snapshot, Step& step) {
  size_t bytes = 0;
  absl::Status status;
  const auto visit = [&](const store::v1::ChangeEntry& entry) {
    if (IsStepFull(static_cast<int>(step.messages.size()), bytes)) return false;
    auto commit = feed_.CommitOf(entry, snapshot);
    status = commit.status();
    if (!status.ok()) return false;
    Response message = MessageAt(entry.revision());
    *message.mutable_commit() = *std::move(commit);
    step.messages.push_back(message.SerializeAsString());
    bytes += step.messages.back().size();
    next_revision_ = entry.revision() + 1;
    return true;
  };
  RETURN_IF_ERROR(store::ReadChanges(snapshot, next_revision_, visit));
  return status;
}

template <typename Feed>
StreamSource::Step ChangeSource<Feed>::Idle() {
  const absl::Time now = clock_.Now();
  const absl::Duration pause = UntilHeartbeat(last_sent_, now);
  if (pause > absl::ZeroDuration()) return {.wake_after = pause};
  last_sent_ = now;
  return {.messages = {MarkerAt(next_revision_ - 1, Marker::KIND_HEARTBEAT)}};
}

// The proto service `full_name`, whose only method is WatchChanges. `store` and `clock` outlive it.
template <typename Feed>
Service ChangeServiceOf(absl::string_view full_name, const store::Store& store, const Clock& clock) {
  using Request = typename Feed::Request;
  Service service(full_name);
  service.Stream<Request>(
      "WatchChanges",
      [&store, &clock](const Request& request, const CallInfo&) -> absl::StatusOr<std::unique_ptr<StreamSource>> {
        return ChangeSource<Feed>::Open(request, store, clock);
      });
  return service;
}

}  // namespace jiedui::rpc
