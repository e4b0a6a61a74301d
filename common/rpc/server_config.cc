// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server_config.h"

#include "grpc/grpc.h"
#include "grpcpp/resource_quota.h"

namespace jiedui::rpc {
namespace {

constexpr size_t kBufferBytesMax = 256 * 1024 * 1024;  // of all connections together
constexpr int kMetadataBytesMax = 8 * 1024;
// gRPC cuts a message that is too great off without a reason: up to this many times the limit we refuse it ourselves
// (Method::Decode), with one.
constexpr int kRefusedWithReasonMax = 4;

int Milliseconds(absl::Duration duration) { return static_cast<int>(absl::ToInt64Milliseconds(duration)); }

void ConfigureConnections(grpc::ServerBuilder& builder) {
  // A client that is gone without a word is noticed in 40 seconds, not in two hours.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, Milliseconds(absl::Seconds(30)));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Milliseconds(absl::Seconds(10)));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  // Clients may ask as often as our own channels do (channel.cc), and not much more often.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, Milliseconds(absl::Seconds(10)));
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, Milliseconds(absl::Seconds(5)));
  // Connections are renewed from time to time, so that load spreads; a long stream has time to end by itself.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, Milliseconds(absl::Minutes(5)));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, Milliseconds(absl::Minutes(30)));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, Milliseconds(absl::Minutes(10)));
}

}  // namespace

void Configure(const ServerOptions& options, grpc::ServerBuilder& builder) {
  // Two servers on one port would each get half of the calls, without a word.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.streams_per_connection_max);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  builder.SetMaxReceiveMessageSize(options.message_bytes_max * kRefusedWithReasonMax);
  // A small compressed message may become a great one: none are taken, none are sent.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_COMPRESSION, 0);
  ConfigureConnections(builder);
  grpc::ResourceQuota quota("jiedui");
  quota.Resize(kBufferBytesMax);
  builder.SetResourceQuota(quota);
}

}  // namespace jiedui::rpc
