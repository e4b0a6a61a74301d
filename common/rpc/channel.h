// SPDX-License-Identifier: Apache-2.0
// Channels to our own servers, for the scheduler's directory and for tools.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

namespace jiedui::rpc {

inline constexpr int kAnswerBytesMax = 8 * 1024 * 1024;

// Plaintext, as long as servers listen on the loopback only. Connects when first used, reconnects within 2 seconds of
// the server's return, notices a server that is gone without a word in 40 seconds. gRPC wants the shared_ptr.
std::shared_ptr<grpc::Channel> NewChannel(const std::string& address);

// A deadline counted from the monotonic clock.
void SetTimeout(grpc::ClientContext& context, absl::Duration timeout);

}  // namespace jiedui::rpc
