// SPDX-License-Identifier: Apache-2.0
// The address a server listens on, looked at before gRPC does: gRPC says only that it did not work, in several lines.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace jiedui::rpc {

// INVALID_ARGUMENT unless `address` is host:port with a port from 0 to 65535.
absl::Status CheckAddress(absl::string_view address);

// UNAVAILABLE with the system's reason if nobody can listen on `address` now: it is in use, not of this machine, or not
// allowed. Best effort: what it cannot tell is OK.
absl::Status CheckFree(absl::string_view address);

}  // namespace jiedui::rpc
