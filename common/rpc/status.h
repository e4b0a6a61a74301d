// SPDX-License-Identifier: Apache-2.0
// Between absl::Status as common/base/errors.h makes it and the two shapes it travels in: gRPC's status with details,
// and google.rpc.Status inside a message. What goes out always carries an ErrorInfo, stays far below the 8 KiB that
// clients accept as metadata, and tells nothing of our insides: INTERNAL and UNKNOWN lose their text. Pure, any thread.
#pragma once

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace jiedui::rpc {

inline constexpr size_t kErrorMessageBytesMax = 1024;
inline constexpr size_t kErrorDetailBytesMax = 3 * 1024;  // of a whole google.rpc.Status
inline constexpr int kErrorViolationsMax = 20;

// `domain` fills ErrorInfo.domain where the error has none yet.
google::rpc::Status ToRpcStatus(const absl::Status& status, absl::string_view domain);
grpc::Status ToGrpcStatus(const absl::Status& status, absl::string_view domain);

// What a client received, with its details as payloads: ReasonOf() works on it.
absl::Status FromRpcStatus(const google::rpc::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace jiedui::rpc
