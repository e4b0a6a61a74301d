// SPDX-License-Identifier: Apache-2.0
// A small real registry on loopback: the feed and the status of a store that a test fills, with the faults that a test
// asks for.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/mutex.h"
#include "common/rpc/status.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/change_service.grpc.pb.h"
#include "tests/scheduler_service/fake_registry_log.h"
#include "tests/support/held_port.h"

namespace jiedui::scheduler {

// Any thread.
class FakeRegistry {
 public:
  FakeRegistry() { Start(); }
  ~FakeRegistry() { Stop(); }

  std::string address() const { return port_.address(); }

  // On the same port as before.
  void Start() {
    Change([this] { stopping_ = false; });
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address(), grpc::InsecureServerCredentials());
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.RegisterService(&feed_);
    builder.RegisterService(&admin_);
    server_ = builder.BuildAndStart();
    EXPECT_NE(server_, nullptr) << "nobody listens on " << address();
  }
  void Stop() {
    Change([this] { stopping_ = true; });
    if (server_ != nullptr) server_->Shutdown();
    server_.reset();
  }

  // One commit each; its revision.
  uint64_t Put(const registry::v1::Person& person) { return PutAll({person}); }
  uint64_t PutAll(const std::vector<registry::v1::Person>& persons) {
    std::vector<registry::v1::ResourceState> states;
    for (const auto& person : persons) *states.emplace_back().mutable_person() = person;
    return Change([&] { return log_.Put(states); });
  }
  uint64_t Put(const registry::v1::Organization& organization) {
    registry::v1::ResourceState state;
    *state.mutable_organization() = organization;
    return Change([&] { return log_.Put({state}); });
  }
  uint64_t Erase(const std::string& name) {
    return Change([&] { return log_.Erase(name); });
  }

  // As in FakeRegistryLog.
  void BecomeAnother(const std::string& incarnation, uint64_t revision) {
    Change([&] { log_.BecomeAnother(incarnation, revision); });
  }
  void ForgetCommits() {
    Change([this] { log_.ForgetCommits(); });
  }

  // Faults: the feed says nothing new; GetStatus does not answer; the feed repeats so many commits when it resumes.
  void HoldFeed(bool hold) {
    Change([&] { hold_feed_ = hold; });
  }
  void HoldStatus(bool hold) {
    Change([&] { hold_status_ = hold; });
  }
  void RepeatCommits(uint64_t count) {
    Change([&] { repeated_ = count; });
  }

  uint64_t head() {
    return Change([this] { return log_.head(); });
  }
  std::string incarnation() {
    return Change([this] { return log_.incarnation(); });
  }
  int status_calls() {
    return Change([this] { return status_calls_; });
  }
  // Every stream that was opened.
  std::vector<registry::v1::WatchChangesRequest> streams() {
    return Change([this] { return streams_; });
  }

 private:
  using Message = FakeRegistryLog::Message;
  using Writer = grpc::ServerWriter<Message>;

  struct Feed final : registry::v1::ChangeService::Service {
    explicit Feed(FakeRegistry& owner) : registry(owner) {}
    grpc::Status WatchChanges(grpc::ServerContext* context, const registry::v1::WatchChangesRequest* request,
                              Writer* writer) override {
      return rpc::ToGrpcStatus(registry.Serve(*context, *request, *writer), "registry.jiedui");
    }
    FakeRegistry& registry;
  };
  struct Admin final : registry::v1::AdminService::Service {
    explicit Admin(FakeRegistry& owner) : registry(owner) {}
    grpc::Status GetStatus(grpc::ServerContext* context, const registry::v1::GetStatusRequest*,
                           registry::v1::GetStatusResponse* response) override {
      registry.AnswerStatus(*context, *response);
      return grpc::Status::OK;
    }
    FakeRegistry& registry;
  };

  // Reads or changes the state, and wakes who waits for it.
  template <typename Action>
  std::invoke_result_t<Action> Change(Action action) {
    MutexLock lock(mutex_);
    changed_.NotifyAll();
    return action();
  }

  void AnswerStatus(const grpc::ServerContext& context, registry::v1::GetStatusResponse& response) {
    MutexLock lock(mutex_);
    ++status_calls_;
    while (hold_status_ && !stopping_ && !context.IsCancelled()) changed_.WaitFor(mutex_, absl::Milliseconds(10));
    response.set_incarnation(log_.incarnation());
    response.set_revision(log_.head());
  }

  absl::Status Serve(const grpc::ServerContext& context, const registry::v1::WatchChangesRequest& request,
                     Writer& writer) {
    uint64_t next = 0;
    auto messages = Change([&] { return Begin(request, next); });
    if (!messages.ok()) return messages.status();
    const std::string served = messages->back().incarnation();
    while (true) {
      for (const Message& message : *messages)
        if (!writer.Write(message)) return absl::CancelledError("the reader went away");
      MutexLock lock(mutex_);
      const auto is_over = [&] { return stopping_ || log_.incarnation() != served || context.IsCancelled(); };
      while (!is_over() && (hold_feed_ || next > log_.head())) changed_.WaitFor(mutex_, absl::Milliseconds(10));
      if (is_over()) return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "stopping");
      messages = log_.News(next);
    }
  }

  absl::StatusOr<std::vector<Message>> Begin(const registry::v1::WatchChangesRequest& request, uint64_t& next) {
    streams_.push_back(request);
    auto messages = log_.Opening(request, repeated_, next);
    if (!messages.ok()) return messages;
    for (Message& message : log_.News(next)) messages->push_back(std::move(message));
    messages->push_back(log_.NewMarker(registry::v1::Marker::KIND_SYNCED));
    return messages;
  }

  Feed feed_{*this};
  Admin admin_{*this};
  HeldPort port_;
  std::unique_ptr<grpc::Server> server_;

  // All below under mutex_.
  Mutex mutex_;
  CondVar changed_;
  FakeRegistryLog log_;
  std::vector<registry::v1::WatchChangesRequest> streams_;
  int status_calls_ = 0;
  bool stopping_ = false;
  bool hold_feed_ = false;
  bool hold_status_ = false;
  uint64_t repeated_ = 0;
};

}  // namespace jiedui::scheduler
