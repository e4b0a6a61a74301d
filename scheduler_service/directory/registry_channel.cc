// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/registry_channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

namespace jiedui::scheduler {
namespace {

constexpr int kReconnectMsFirst = 100;
constexpr int kReconnectMsMax = 1000;  // the follower's own backoff comes on top
constexpr int kConnectMsMax = 2000;    // for one attempt
constexpr int kKeepaliveMs = 30'000;   // more than the registry's least interval
constexpr int kKeepaliveTimeoutMs = 10'000;
constexpr int kMessageBytesMax = 16 * 1024 * 1024;  // snapshot pages and whole commits

}  // namespace

std::shared_ptr<grpc::Channel> NewRegistryChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMsFirst);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMsMax);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMsMax);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetMaxReceiveMessageSize(kMessageBytesMax);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace jiedui::scheduler
