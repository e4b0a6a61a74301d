// SPDX-License-Identifier: Apache-2.0
// A small real registry on loopback: the feed and the status of a store that a test fills, with the faults that a test
// asks for.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/mutex.h"
#include "common/rpc/status.h"
#include "jiedui/registry/v1/admin_service.grpc.pb.h"
#include "jiedui/registry/v1/change_service.grpc.pb.h"

namespace jiedui::scheduler {

// Any thread.
class FakeRegistry {
 public:
  FakeRegistry() : feed_(*this), admin_(*this) { Start(); }
  ~FakeRegistry() { Stop(); }

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

  // On the same port as before.
  void Start() {
    {
      MutexLock lock(mutex_);
      stopping_ = false;
    }
    grpc::ServerBuilder builder;
    builder.AddListeningPort(absl::StrCat("127.0.0.1:", port_), grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&feed_);
    builder.RegisterService(&admin_);
    server_ = builder.BuildAndStart();
  }
  void Stop() {
    {
      MutexLock lock(mutex_);
      stopping_ = true;
      changed_.NotifyAll();
    }
    if (server_ != nullptr) server_->Shutdown();
    server_.reset();
  }

  // One commit that sets the resource; its revision.
  uint64_t Put(registry::v1::ResourceState state) {
    MutexLock lock(mutex_);
    registry::v1::Change change;
    change.set_name(NameOf(state));
    *change.mutable_after() = state;
    resources_[change.name()] = std::move(state);
    return Append({std::move(change)});
  }
  uint64_t Put(const registry::v1::Person& person) { return Put(StateOf(person)); }
  uint64_t Put(const registry::v1::Organization& organization) { return Put(StateOf(organization)); }
  uint64_t Put(const registry::v1::OrganizationPair& pair) { return Put(StateOf(pair)); }
  // One commit of several persons.
  uint64_t PutAll(const std::vector<registry::v1::Person>& persons) {
    MutexLock lock(mutex_);
    std::vector<registry::v1::Change> changes;
    for (const auto& person : persons) {
      resources_[person.name()] = StateOf(person);
      changes.emplace_back().set_name(person.name());
      *changes.back().mutable_after() = StateOf(person);
    }
    return Append(std::move(changes));
  }
  // One commit that takes the resource away altogether.
  uint64_t Erase(const std::string& name) {
    MutexLock lock(mutex_);
    resources_.erase(name);
    registry::v1::Change change;
    change.set_name(name);
    return Append({std::move(change)});
  }

  // Becomes another store, with nothing in it, at this revision.
  void BecomeAnother(const std::string& incarnation, uint64_t revision) {
    MutexLock lock(mutex_);
    incarnation_ = incarnation;
    resources_.clear();
    commits_.clear();
    oldest_ = revision + 1;
    head_ = revision;
    changed_.NotifyAll();
  }
  // Commits before the next one can no longer be resumed from.
  void ForgetCommits() {
    MutexLock lock(mutex_);
    commits_.clear();
    oldest_ = head_ + 1;
  }

  // Faults: the feed says nothing new; GetStatus does not answer; the feed repeats so many commits when it resumes.
  void HoldFeed(bool hold) { Set(hold_feed_, hold); }
  void HoldStatus(bool hold) { Set(hold_status_, hold); }
  void RepeatCommits(uint64_t count) { Set(repeated_, count); }

  uint64_t head() const { return Get(head_); }
  std::string incarnation() const { return Get(incarnation_); }
  int status_calls() const { return Get(status_calls_); }
  // Every stream that was opened.
  std::vector<registry::v1::WatchChangesRequest> streams() const { return Get(streams_); }

  static registry::v1::ResourceState StateOf(const registry::v1::Person& person) {
    registry::v1::ResourceState state;
    *state.mutable_person() = person;
    return state;
  }
  static registry::v1::ResourceState StateOf(const registry::v1::Organization& organization) {
    registry::v1::ResourceState state;
    *state.mutable_organization() = organization;
    return state;
  }
  static registry::v1::ResourceState StateOf(const registry::v1::OrganizationPair& pair) {
    registry::v1::ResourceState state;
    *state.mutable_organization_pair() = pair;
    return state;
  }

 private:
  using Message = registry::v1::WatchChangesResponse;
  using Writer = grpc::ServerWriter<Message>;
  static constexpr int kPageSize = 100;

  class Feed final : public registry::v1::ChangeService::Service {
   public:
    explicit Feed(FakeRegistry& registry) : registry_(registry) {}
    grpc::Status WatchChanges(grpc::ServerContext* context, const registry::v1::WatchChangesRequest* request,
                              Writer* writer) override {
      return rpc::ToGrpcStatus(registry_.Serve(*context, *request, *writer), "registry.jiedui");
    }

   private:
    FakeRegistry& registry_;
  };

  class Admin final : public registry::v1::AdminService::Service {
   public:
    explicit Admin(FakeRegistry& registry) : registry_(registry) {}
    grpc::Status GetStatus(grpc::ServerContext* context, const registry::v1::GetStatusRequest*,
                           registry::v1::GetStatusResponse* response) override {
      MutexLock lock(registry_.mutex_);
      ++registry_.status_calls_;
      while (registry_.hold_status_ && !registry_.stopping_ && !context->IsCancelled())
        registry_.changed_.WaitFor(registry_.mutex_, absl::Milliseconds(10));
      response->set_incarnation(registry_.incarnation_);
      response->set_revision(registry_.head_);
      return grpc::Status::OK;
    }

   private:
    FakeRegistry& registry_;
  };

  static std::string NameOf(const registry::v1::ResourceState& state) {
    if (state.has_person()) return state.person().name();
    return state.has_organization() ? state.organization().name() : state.organization_pair().name();
  }

  template <typename Value>
  void Set(Value& field, Value value) {
    MutexLock lock(mutex_);
    field = value;
    changed_.NotifyAll();
  }
  template <typename Value>
  Value Get(const Value& field) const {
    MutexLock lock(mutex_);
    return field;
  }

  uint64_t Append(std::vector<registry::v1::Change> changes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Message message = NewMessage(++head_);
    message.mutable_commit()->mutable_changes()->Add(changes.begin(), changes.end());
    commits_.push_back(std::move(message));
    changed_.NotifyAll();
    return head_;
  }

  Message NewMessage(uint64_t revision) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Message message;
    message.set_incarnation(incarnation_);
    message.set_revision(revision);
    return message;
  }
  Message NewMarker(registry::v1::Marker::Kind kind) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Message message = NewMessage(head_);
    message.mutable_marker()->set_kind(kind);
    return message;
  }

  // What a stream begins with.
  absl::StatusOr<std::vector<Message>> Opening(const registry::v1::WatchChangesRequest& request, uint64_t& next)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    streams_.push_back(request);
    next = request.from_revision();
    std::vector<Message> messages;
    if (!request.incarnation().empty() && request.incarnation() != incarnation_)
      return MakeError(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH", "another store");
    if (next != 0 && (next < oldest_ || next > head_ + 1))
      return MakeError(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED", "not kept");
    if (next != 0) {
      next = std::max(oldest_, next - std::min(next, repeated_));
      return messages;
    }
    for (const auto& [name, state] : resources_) {
      if (messages.empty() || messages.back().snapshot().resources_size() == kPageSize)
        messages.push_back(NewMessage(head_));
      *messages.back().mutable_snapshot()->add_resources() = state;
    }
    messages.push_back(NewMarker(registry::v1::Marker::KIND_SNAPSHOT_END));
    next = head_ + 1;
    return messages;
  }

  // The commits from `next` on.
  std::vector<Message> News(uint64_t& next) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::vector<Message> messages;
    for (const Message& commit : commits_)
      if (commit.revision() >= next) messages.push_back(commit);
    next = std::max(next, head_ + 1);
    return messages;
  }

  absl::Status Serve(const grpc::ServerContext& context, const registry::v1::WatchChangesRequest& request,
                     Writer& writer) {
    uint64_t next = 0;
    std::vector<Message> messages;
    {
      MutexLock lock(mutex_);
      auto opening = Opening(request, next);
      if (!opening.ok()) return opening.status();
      messages = *std::move(opening);
      for (Message& message : News(next)) messages.push_back(std::move(message));
      messages.push_back(NewMarker(registry::v1::Marker::KIND_SYNCED));
    }
    const std::string served = messages.back().incarnation();
    while (true) {
      for (const Message& message : messages)
        if (!writer.Write(message)) return absl::CancelledError("the reader went away");
      MutexLock lock(mutex_);
      while (!stopping_ && incarnation_ == served && !context.IsCancelled() && (hold_feed_ || next > head_))
        changed_.WaitFor(mutex_, absl::Milliseconds(10));
      if (stopping_ || incarnation_ != served || context.IsCancelled())
        return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "stopping");
      messages = News(next);
    }
  }

  Feed feed_;
  Admin admin_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;

  mutable Mutex mutex_;
  CondVar changed_;
  std::string incarnation_ = "registry-1";
  uint64_t head_ = 0;
  uint64_t oldest_ = 1;
  std::map<std::string, registry::v1::ResourceState> resources_;
  std::vector<Message> commits_;
  std::vector<registry::v1::WatchChangesRequest> streams_;
  int status_calls_ = 0;
  bool stopping_ = false;
  bool hold_feed_ = false;
  bool hold_status_ = false;
  uint64_t repeated_ = 0;
};

}  // namespace jiedui::scheduler
