// SPDX-License-Identifier: Apache-2.0
// Calls any method by its descriptor: one request, or a stream of requests, one answer. So that a file of requests
// needs no code for each method.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpc/support/time.h"
#include "grpcpp/channel.h"

namespace jiedui::demo {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;

// The method "registry.PersonService.ImportPersons" of jiedui.*.v1. NOT_FOUND: there is none.
absl::StatusOr<const google::protobuf::MethodDescriptor*> FindMethod(absl::string_view name);

// An empty message of a generated type.
MessagePtr NewMessage(const google::protobuf::Descriptor& type);

// `json` as a message of a type. INVALID_ARGUMENT says where it does not fit.
absl::StatusOr<MessagePtr> ParseJson(absl::string_view json, const google::protobuf::Descriptor& type);

// A channel with a connection of its own to a server of ours, never by way of a proxy. Connects when first used.
std::shared_ptr<grpc::Channel> Connect(const std::string& address);

// Not shared between threads.
class RpcClient {
 public:
  // `deadline` bounds each call, the wait for a server that is starting included.
  RpcClient(std::shared_ptr<grpc::Channel> channel, absl::Duration deadline)
      : channel_(std::move(channel)), deadline_(deadline) {}

  // Exactly one request unless the method is client-streaming. The error carries the server's words and, below them,
  // its google.rpc details.
  absl::StatusOr<MessagePtr> Call(const google::protobuf::MethodDescriptor& method,
                                  const std::vector<MessagePtr>& requests);

 private:
  std::shared_ptr<grpc::Channel> channel_;
  absl::Duration deadline_;
};

// The moment `span` from now, on the clock that gRPC's deadlines take.
gpr_timespec DeadlineIn(absl::Duration span);

// Waits so long.
void Pause(absl::Duration span);

// A message as JSON on one line, for people.
std::string ToText(const google::protobuf::Message& message);

}  // namespace jiedui::demo
