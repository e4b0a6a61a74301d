// SPDX-License-Identifier: Apache-2.0
// Keeps the scheduler's copy of the registry: a thread that follows the registry's feed, from a snapshot where it has
// nothing to resume from, and connects again for ever. While the registry is away the copy stays as it is.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <thread>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/store/store.h"
#include "jiedui/registry/v1/change_service.grpc.pb.h"
#include "scheduler_service/directory/backoff.h"
#include "scheduler_service/directory/progress.h"
#include "scheduler_service/directory/step_writer.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

inline constexpr absl::Duration kReconnectFirst = absl::Milliseconds(100);
inline constexpr absl::Duration kReconnectMax = absl::Seconds(5);

// Any thread.
class Follower {
 public:
  // All references must outlive the follower.
  Follower(std::shared_ptr<grpc::Channel> channel, store::Store& store, const Tables& tables, const Clock& clock,
           DirectoryProgress& progress);
  ~Follower() { Stop(); }

  void Start();
  // Ends the stream and the thread at once. Idempotent.
  void Stop();
  // Connect now, if it is waiting to: somebody waits for what the registry knows. As often as one likes: between two
  // attempts there is always kReconnectFirst.
  void Nudge();

 private:
  void Run();
  // One stream from its opening to its end: why it ended.
  absl::Status FollowOnce();
  absl::Status ReadStream(grpc::ClientReader<registry::v1::WatchChangesResponse>& stream, FeedReader& feed);
  absl::Status Take(registry::v1::WatchChangesResponse message, FeedReader& feed, StepWriter& writer);
  absl::Status FinishSnapshot(FeedReader& feed, StepWriter& writer);
  absl::StatusOr<bool> RemoveStale(FeedReader& feed, StepWriter& writer);
  absl::StatusOr<Cursor> LoadCursor() const;
  // Makes `context` the one that Stop cancels; false if stopping.
  bool Open(grpc::ClientContext& context);
  void Close();
  bool Stopping();
  bool WaitBeforeRetry(absl::Duration wait);

  // constant after construction
  const std::unique_ptr<registry::v1::ChangeService::Stub> stub_;
  store::Store& store_;
  const Tables& tables_;
  const Clock& clock_;
  DirectoryProgress& progress_;

  // the thread's own
  Backoff backoff_{kReconnectFirst, kReconnectMax};
  bool from_snapshot_ = false;  // what the store has cannot be resumed from
  std::thread thread_;

  Mutex mutex_;
  CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool nudged_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* open_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

}  // namespace jiedui::scheduler
