// SPDX-License-Identifier: Apache-2.0
// Requests that are sent one by one, so that sending them again changes nothing.
#pragma once

#include "absl/status/statusor.h"
#include "deploy/demo/rpc_client.h"

namespace jiedui::demo {

enum class RowEnd { kCreated, kUpdated, kUnchanged };

// Sends a Create..., Update... or Set... request, unless what it asks for is there, or a verb ("StartCourse"), which
// changes nothing where the resource has gone on from the state that it asks for. An error is the server's refusal.
absl::StatusOr<RowEnd> SendRow(const google::protobuf::MethodDescriptor& method, MessagePtr request, RpcClient& client);

}  // namespace jiedui::demo
