// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/follower.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/ops/log.h"
#include "common/rpc/status.h"
#include "scheduler_service/directory/settle.h"
#include "scheduler_service/directory/stale_rows.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Marker;
using registry::v1::WatchChangesRequest;
using registry::v1::WatchChangesResponse;

constexpr size_t kStaleNamesMax = 10'000;  // held in memory at once

// Whether the registry cannot go on from where the copy is: a store of another incarnation, or too old, or too new.
bool NeedsSnapshot(const absl::Status& status) {
  return absl::IsOutOfRange(status) || ReasonOf(status) == "INCARNATION_MISMATCH";
}

}  // namespace

Follower::Follower(std::shared_ptr<grpc::Channel> channel, store::Store& store, const Tables& tables,
                   const Clock& clock, DirectoryProgress& progress)
    : stub_(registry::v1::ChangeService::NewStub(std::move(channel))),
      store_(store),
      tables_(tables),
      clock_(clock),
      progress_(progress) {}

void Follower::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Follower::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    if (open_ != nullptr) open_->TryCancel();
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

void Follower::Nudge() {
  MutexLock lock(mutex_);
  nudged_ = true;
  changed_.NotifyAll();
}

void Follower::Run() {
  absl::Duration wait = absl::ZeroDuration();
  while (WaitBeforeRetry(wait)) {
    const absl::Status ended = FollowOnce();
    progress_.SetSynced(false);
    if (Stopping()) return;
    from_snapshot_ = NeedsSnapshot(ended);
    wait = backoff_.Next();
    ops::Log(ops::Level::kWarning, "the registry's feed ended; connecting again",
             {{"error", std::string(ended.message())},
              {"wait", absl::FormatDuration(wait)},
              {"from_snapshot", from_snapshot_ ? "true" : "false"}});
  }
}

absl::Status Follower::FollowOnce() {
  ASSIGN_OR_RETURN(Cursor cursor, LoadCursor());
  progress_.Advance(cursor);
  WatchChangesRequest request;
  request.set_from_revision(from_snapshot_ ? 0 : ResumeRevision(cursor));
  if (request.from_revision() != 0) request.set_incarnation(cursor.incarnation());
  grpc::ClientContext context;
  if (!Open(context)) return absl::CancelledError("stopping");
  const auto stream = stub_->WatchChanges(&context, request);
  FeedReader feed(std::move(cursor));
  absl::Status status = ReadStream(*stream, feed);
  if (!status.ok()) context.TryCancel();
  const grpc::Status ended = stream->Finish();
  Close();
  if (status.ok()) status = rpc::FromGrpcStatus(ended);
  return status.ok() ? absl::UnavailableError("the registry ended the feed") : status;
}

// OK when the stream has no more messages.
absl::Status Follower::ReadStream(grpc::ClientReader<WatchChangesResponse>& stream, FeedReader& feed) {
  StepWriter writer(store_, tables_, progress_);
  WatchChangesResponse message;
  while (stream.Read(&message)) {
    progress_.HeardAt(clock_.Now());
    RETURN_IF_ERROR(Take(std::move(message), feed, writer));
  }
  return writer.Flush();
}

absl::Status Follower::Take(WatchChangesResponse message, FeedReader& feed, StepWriter& writer) {
  const Marker::Kind kind = message.marker().kind();  // UNSPECIFIED for other messages
  ASSIGN_OR_RETURN(std::vector<DirectoryStep> steps, feed.Read(std::move(message)));
  for (DirectoryStep& step : steps) RETURN_IF_ERROR(writer.Write(std::move(step)));
  if (kind == Marker::KIND_SNAPSHOT_END) return FinishSnapshot(feed, writer);
  if (kind != Marker::KIND_SYNCED) return absl::OkStatus();
  RETURN_IF_ERROR(writer.Flush());
  progress_.SetSynced(true);
  backoff_.Reset();
  ops::Log(ops::Level::kInfo, "the directory follows the registry",
           {{"incarnation", feed.cursor().incarnation()}, {"revision", std::to_string(feed.cursor().revision())}});
  return absl::OkStatus();
}

absl::Status Follower::FinishSnapshot(FeedReader& feed, StepWriter& writer) {
  bool more = true;
  while (more) {
    RETURN_IF_ERROR(writer.Flush());
    ASSIGN_OR_RETURN(more, RemoveStale(feed, writer));
  }
  RETURN_IF_ERROR(SettlePeople(store_, tables_));
  return writer.Write(feed.EndSnapshot());
}

// Removes some of what the snapshot did not bring; whether there was any.
absl::StatusOr<bool> Follower::RemoveStale(FeedReader& feed, StepWriter& writer) {
  const auto snapshot = store_.NewSnapshot(store::ReadTier::kDisk);
  ASSIGN_OR_RETURN(const std::vector<std::string> stale,
                   StaleResources(tables_, *snapshot, feed.cursor().generation(), kStaleNamesMax));
  for (auto first = stale.begin(); first != stale.end();) {
    const auto last = first + std::min<std::ptrdiff_t>(kRowsPerStepMax, stale.end() - first);
    RETURN_IF_ERROR(writer.Write(feed.Removal({first, last})));
    first = last;
  }
  return !stale.empty();
}

absl::StatusOr<Cursor> Follower::LoadCursor() const {
  ASSIGN_OR_RETURN(std::optional<Cursor> cursor,
                   tables_.cursors.Find(*store_.NewSnapshot(store::ReadTier::kDisk), kDirectoryCursorKey));
  return cursor.value_or(Cursor());
}

bool Follower::Open(grpc::ClientContext& context) {
  MutexLock lock(mutex_);
  if (stopping_) return false;
  open_ = &context;
  return true;
}

bool Follower::Stopping() {
  MutexLock lock(mutex_);
  return stopping_;
}

void Follower::Close() {
  MutexLock lock(mutex_);
  open_ = nullptr;
}

// False if stopping. Steady time: a jump of the wall clock must not keep the directory old.
bool Follower::WaitBeforeRetry(absl::Duration wait) {
  using Steady = std::chrono::steady_clock;
  const Steady::time_point begin = Steady::now();
  const Steady::time_point end = begin + absl::ToChronoNanoseconds(wait);
  // Each attempt that fails is news to those who wait, and they nudge again.
  const Steady::time_point nudged_end = begin + absl::ToChronoNanoseconds(std::min(wait, kReconnectFirst));
  MutexLock lock(mutex_);
  for (auto now = begin; !stopping_ && now < (nudged_ ? nudged_end : end); now = Steady::now())
    changed_.WaitFor(mutex_, absl::FromChrono((nudged_ ? nudged_end : end) - now));
  if (std::exchange(nudged_, false)) backoff_.Reset();
  return !stopping_;
}

}  // namespace jiedui::scheduler
