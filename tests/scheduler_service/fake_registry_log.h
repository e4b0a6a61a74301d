// SPDX-License-Identifier: Apache-2.0
// What a fake registry holds, and what it sends to those who follow it. No threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "jiedui/registry/v1/change_service.pb.h"

namespace jiedui::scheduler {

class FakeRegistryLog {
 public:
  using Message = registry::v1::WatchChangesResponse;
  static constexpr int kPageSize = 100;

  // One commit that sets the resources; its revision.
  uint64_t Put(const std::vector<registry::v1::ResourceState>& states) {
    Message message = NewMessage(++head_);
    message.mutable_commit();
    for (const auto& state : states) {
      resources_[NameOf(state)] = state;
      auto& change = *message.mutable_commit()->add_changes();
      change.set_name(NameOf(state));
      *change.mutable_after() = state;
    }
    commits_.push_back(std::move(message));
    return head_;
  }
  // One commit that takes the resource away altogether.
  uint64_t Erase(const std::string& name) {
    resources_.erase(name);
    Message message = NewMessage(++head_);
    message.mutable_commit()->add_changes()->set_name(name);
    commits_.push_back(std::move(message));
    return head_;
  }

  // Becomes another store, with nothing in it, at this revision.
  void BecomeAnother(const std::string& incarnation, uint64_t revision) {
    incarnation_ = incarnation;
    head_ = revision;
    resources_.clear();
    ForgetCommits();
  }
  // Commits before the next one can no longer be resumed from.
  void ForgetCommits() {
    commits_.clear();
    oldest_ = head_ + 1;
  }

  // What a stream begins with; `next` becomes the revision that it goes on from, `repeated` revisions too early.
  absl::StatusOr<std::vector<Message>> Opening(const registry::v1::WatchChangesRequest& request, uint64_t repeated,
                                               uint64_t& next) const {
    if (!request.incarnation().empty() && request.incarnation() != incarnation_)
      return MakeError(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH", "another store");
    next = request.from_revision();
    if (next == 0) return Snapshot(next);
    if (next < oldest_ || next > head_ + 1)
      return MakeError(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED", "not kept");
    next = std::max(oldest_, next - std::min(next, repeated));
    return std::vector<Message>();
  }

  // The commits from `next` on, which becomes the one after them.
  std::vector<Message> News(uint64_t& next) const {
    std::vector<Message> messages;
    for (const Message& commit : commits_)
      if (commit.revision() >= next) messages.push_back(commit);
    next = std::max(next, head_ + 1);
    return messages;
  }

  Message NewMarker(registry::v1::Marker::Kind kind) const {
    Message message = NewMessage(head_);
    message.mutable_marker()->set_kind(kind);
    return message;
  }

  uint64_t head() const { return head_; }
  const std::string& incarnation() const { return incarnation_; }

 private:
  static std::string NameOf(const registry::v1::ResourceState& state) {
    if (state.has_person()) return state.person().name();
    return state.has_organization() ? state.organization().name() : state.organization_pair().name();
  }

  Message NewMessage(uint64_t revision) const {
    Message message;
    message.set_incarnation(incarnation_);
    message.set_revision(revision);
    return message;
  }

  std::vector<Message> Snapshot(uint64_t& next) const {
    std::vector<Message> messages;
    for (const auto& [name, state] : resources_) {
      if (messages.empty() || messages.back().snapshot().resources_size() == kPageSize)
        messages.push_back(NewMessage(head_));
      *messages.back().mutable_snapshot()->add_resources() = state;
    }
    messages.push_back(NewMarker(registry::v1::Marker::KIND_SNAPSHOT_END));
    next = head_ + 1;
    return messages;
  }

  std::string incarnation_ = "registry-1";
  uint64_t head_ = 0;
  uint64_t oldest_ = 1;
  std::map<std::string, registry::v1::ResourceState> resources_;
  std::vector<Message> commits_;
};

}  // namespace jiedui::scheduler
