// SPDX-License-Identifier: Apache-2.0
// A second chance for a write that named a person or organisation which the directory does not have: it may just be
// behind. Asks the registry how far it is, waits until the directory is as far, and then lets the command run once
// more. And the wait of a call that demands a revision of the registry. A thread of its own: no gRPC thread and no
// committer ever waits. Calls that come together ask together.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/rpc/call.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "scheduler_service/directory/progress.h"

namespace jiedui::scheduler {

inline constexpr size_t kWaitingMax = 4096;
// A refusal comes so long before the deadline that the client still gets it.
inline constexpr absl::Duration kDeadlineMargin = absl::Milliseconds(100);
inline constexpr absl::Duration kOneQuestionMax = absl::Milliseconds(250);
inline constexpr absl::Duration kRegistryAnswerMax = absl::Seconds(2);
inline constexpr absl::Duration kCatchUpMax = absl::Seconds(10);

// Any thread.
class CatchUp {
 public:
  using Then = absl::AnyInvocable<void(absl::Status)>;

  // `nudge` is called, as often as there is news, while the directory is behind what the registry has answered or a
  // call demands; it must not block. All references must outlive this.
  CatchUp(std::shared_ptr<grpc::Channel> channel, const Clock& clock, DirectoryProgress& progress,
          std::function<void()> nudge);
  // Answers whoever waits. Call Stop first if calls may still come.
  ~CatchUp();

  // For rpc::Service::RecoverWith. `then` gets OK when the directory is as far as the registry was, or as the call
  // demands; UNAVAILABLE / REGISTRY_UNAVAILABLE if the registry does not answer in time or the directory does not get
  // there; RESOURCE_EXHAUSTED / OVERLOADED if too many wait; INVALID_ARGUMENT / INVALID_FIELD: the call demands what is
  // no revision.
  bool Recover(const absl::Status& refusal, const rpc::CallInfo& call, Then then);
  rpc::Recovery AsRecovery();

  // Answers whoever waits, and from then on everyone at once, with UNAVAILABLE / SHUTTING_DOWN. Idempotent.
  void Stop();

 private:
  struct Waiting {
    std::string refusal;  // what the command was refused with
    absl::Time asked;
    absl::Time deadline;
    Then then;
    bool answered = false;  // whether the registry has said how far it is:
    std::string incarnation;
    uint64_t revision = 0;
  };
  using Waiters = std::vector<Waiting>;

  // Takes the wait over, or answers it at once.
  void Enter(Waiting waiting);
  void Run();
  // Asks the registry for all of `asking`, which are not answered yet.
  absl::Status Ask(Waiters& asking);
  // Takes out those that are through, calling `then`.
  void Settle(Waiters& waiters, const absl::Status& asked);
  bool stopping();
  // Waits for news or the next deadline, and adds what has come in. False if stopping.
  bool WaitForNews(Waiters& waiters);

  // constant after construction
  const std::unique_ptr<registry::v1::AdminService::Stub> stub_;
  const Clock& clock_;
  DirectoryProgress& progress_;
  const std::function<void()> nudge_;

  Mutex mutex_;
  CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool advanced_ ABSL_GUARDED_BY(mutex_) = false;
  Waiters incoming_ ABSL_GUARDED_BY(mutex_);
  size_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;  // incoming and those the thread holds
  grpc::ClientContext* open_ ABSL_GUARDED_BY(mutex_) = nullptr;

  std::thread thread_;
};

}  // namespace jiedui::scheduler
