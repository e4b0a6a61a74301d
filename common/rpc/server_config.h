// SPDX-License-Identifier: Apache-2.0
// gRPC's own settings: where its defaults are too soft for a server that must not be brought down by its clients.
#pragma once

#include "common/rpc/server.h"
#include "grpcpp/server_builder.h"

namespace jiedui::rpc {

// Limits, keepalive, one process a port, no compression.
void Configure(const ServerOptions& options, grpc::ServerBuilder& builder);

}  // namespace jiedui::rpc
