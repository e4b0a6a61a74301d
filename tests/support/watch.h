// SPDX-License-Identifier: Apache-2.0
// A follower of a change feed through the generated client, the same for both services.
#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/channel.h"
#include "common/rpc/status.h"

namespace jiedui {

// One open WatchChanges, for 20 seconds. Destroying it cancels the call.
template <typename Response, typename Marker>
class WatchedFeed {
 public:
  template <typename Stub, typename Request>
  WatchedFeed(Stub& stub, const Request& request) {
    rpc::SetTimeout(context_, absl::Seconds(20));
    reader_ = stub.WatchChanges(&context_, request);
  }
  ~WatchedFeed() {
    context_.TryCancel();
    if (!ended_) static_cast<void>(End());
  }
  WatchedFeed(const WatchedFeed&) = delete;
  WatchedFeed& operator=(const WatchedFeed&) = delete;

  Response Next() {
    Response message;
    EXPECT_TRUE(reader_->Read(&message)) << "the stream has ended";
    return message;
  }
  // Everything up to and with this marker.
  std::vector<Response> Until(typename Marker::Kind kind) {
    std::vector<Response> messages;
    Response message;
    while (reader_->Read(&message)) {
      messages.push_back(message);
      if (message.marker().kind() == kind) return messages;
    }
    ADD_FAILURE() << "the stream ended without " << Marker::Kind_Name(kind);
    return messages;
  }
  absl::Status End() {
    ended_ = true;
    Response ignored;
    while (reader_->Read(&ignored)) continue;
    return rpc::FromGrpcStatus(reader_->Finish());
  }

 private:
  bool ended_ = false;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<Response>> reader_;
};

}  // namespace jiedui
