// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/change_source.h"

#include <algorithm>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "registry_service/domain/limits.h"

namespace jiedui::registry {
namespace {

using v1::Marker;
using v1::WatchChangesRequest;
using v1::WatchChangesResponse;

absl::Status CheckTypes(const WatchChangesRequest& request) {
  for (int i = 0; i < request.types_size(); ++i)
    if (request.types(i) == v1::RESOURCE_TYPE_UNSPECIFIED)
      return InvalidField(absl::StrCat("types[", i, "]"), "is not said; leave the list empty for all types");
  return absl::OkStatus();
}

absl::Status CheckIncarnation(const WatchChangesRequest& request, const store::StoreInfo& info) {
  if (request.incarnation().empty() || request.incarnation() == info.incarnation) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH",
                   "this is not the store that was read before; start again from revision 0",
                   {{"incarnation", info.incarnation}});
}

absl::Status OutOfRange(absl::string_view reason, absl::string_view problem, const store::StoreInfo& info) {
  return MakeError(
      absl::StatusCode::kOutOfRange, reason, problem,
      {{"oldest_revision", absl::StrCat(info.oldest_revision)}, {"revision", absl::StrCat(info.revision)}});
}

absl::Status CheckRevision(uint64_t from, const store::StoreInfo& info) {
  if (from == 0) return absl::OkStatus();
  if (from < info.oldest_revision)
    return OutOfRange("RESUME_REVISION_EXPIRED",
                      absl::StrCat("revision ", from, " is no longer kept, the oldest is ", info.oldest_revision,
                                   "; start again from revision 0"),
                      info);
  if (from > info.revision + 1)
    return OutOfRange("RESUME_REVISION_AHEAD",
                      absl::StrCat("revision ", from, " lies beyond the next one, ", info.revision + 1,
                                   "; start again from revision 0"),
                      info);
  return absl::OkStatus();
}

bool IsFull(int items, size_t bytes) { return items >= kFeedItemsPerStepMax || bytes >= kFeedBytesPerStepMax; }

}  // namespace

absl::StatusOr<std::unique_ptr<ChangeSource>> ChangeSource::Open(const WatchChangesRequest& request,
                                                                 const store::Store& store, const Clock& clock) {
  const store::StoreInfo info = store.Info();
  RETURN_IF_ERROR(CheckTypes(request));
  RETURN_IF_ERROR(CheckIncarnation(request, info));
  RETURN_IF_ERROR(CheckRevision(request.from_revision(), info));
  return absl::WrapUnique(new ChangeSource(request, info.incarnation, store, clock));
}

ChangeSource::ChangeSource(const WatchChangesRequest& request, std::string incarnation, const store::Store& store,
                           const Clock& clock)
    : store_(store),
      clock_(clock),
      incarnation_(std::move(incarnation)),
      types_(WantedTypes(request.types())),
      wants_snapshot_(request.from_revision() == 0),
      next_revision_(request.from_revision()),
      last_sent_(clock.Now()) {}

absl::StatusOr<ChangeSource::Step> ChangeSource::Next() { return wants_snapshot_ ? NextPage() : NextCommits(); }

absl::StatusOr<ChangeSource::Step> ChangeSource::NextPage() {
  if (snapshot_ == nullptr) snapshot_ = store_.NewSnapshot(store::ReadTier::kDisk);
  const uint64_t revision = snapshot_->revision();
  WatchChangesResponse message = Message(revision);
  Step step;
  ASSIGN_OR_RETURN(const bool type_ends, FillPage(*message.mutable_snapshot()));
  if (message.snapshot().resources_size() > 0) step.messages.push_back(message.SerializeAsString());
  if (type_ends) {
    ++type_index_;
    next_key_.clear();
  }
  if (type_index_ == types_.size()) {
    step.messages.push_back(MarkerAt(revision, Marker::KIND_SNAPSHOT_END));
    snapshot_.reset();
    wants_snapshot_ = false;
    next_revision_ = revision + 1;
  }
  last_sent_ = clock_.Now();
  // An empty type brings no message: go on at once with the next one.
  if (step.messages.empty()) return NextPage();
  return step;
}

absl::StatusOr<bool> ChangeSource::FillPage(v1::SnapshotPage& page) {
  const FeedType& type = types_[type_index_];
  store::KeyRange range = store::PrefixRange(type.row_prefix);
  range.first = std::max(range.first, next_key_);
  size_t bytes = 0;
  bool full = false;
  absl::Status status;
  const auto visit = [&](absl::string_view key, absl::string_view value) {
    full = IsFull(page.resources_size(), bytes);
    if (full) {
      next_key_ = std::string(key);
      return false;
    }
    absl::StatusOr<v1::ResourceState> state = StateOf(type.type, key, value);
    status = state.status();
    if (!status.ok()) return false;
    bytes += value.size();
    *page.add_resources() = *std::move(state);
    return true;
  };
  RETURN_IF_ERROR(snapshot_->Scan(store::Family::kRows, range, visit));
  RETURN_IF_ERROR(status);
  return !full;
}

absl::StatusOr<ChangeSource::Step> ChangeSource::NextCommits() {
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

absl::Status ChangeSource::ReadCommits(const store::Snapshot& snapshot, Step& step) {
  size_t bytes = 0;
  absl::Status status;
  const auto visit = [&](const store::v1::ChangeEntry& entry) {
    if (IsFull(static_cast<int>(step.messages.size()), bytes)) return false;
    absl::StatusOr<v1::Commit> commit = CommitOf(entry, types_, {.tables = tables_, .snapshot = snapshot});
    status = commit.status();
    if (!status.ok()) return false;
    WatchChangesResponse message = Message(entry.revision());
    *message.mutable_commit() = *std::move(commit);
    step.messages.push_back(message.SerializeAsString());
    bytes += step.messages.back().size();
    next_revision_ = entry.revision() + 1;
    return true;
  };
  RETURN_IF_ERROR(store::ReadChanges(snapshot, next_revision_, visit));
  return status;
}

// A wall clock that jumped back must not silence the heartbeat.
ChangeSource::Step ChangeSource::Idle() {
  const absl::Time now = clock_.Now();
  const absl::Duration silence = now - last_sent_;
  if (silence < kFeedHeartbeat && silence >= absl::ZeroDuration()) return {.wake_after = kFeedHeartbeat - silence};
  last_sent_ = now;
  return {.messages = {MarkerAt(next_revision_ - 1, Marker::KIND_HEARTBEAT)}};
}

WatchChangesResponse ChangeSource::Message(uint64_t revision) const {
  WatchChangesResponse message;
  message.set_incarnation(incarnation_);
  message.set_revision(revision);
  return message;
}

std::string ChangeSource::MarkerAt(uint64_t revision, Marker::Kind kind) const {
  WatchChangesResponse message = Message(revision);
  message.mutable_marker()->set_kind(kind);
  return message.SerializeAsString();
}

}  // namespace jiedui::registry
