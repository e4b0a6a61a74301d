// SPDX-License-Identifier: Apache-2.0
// Server reflection, v1 and v1alpha, whose messages are the same on the wire: what grpcurl and its like ask first.
#pragma once

#include <string>
#include <vector>

#include "common/rpc/plain_call.h"

namespace jiedui::rpc {

// Both versions. `services`: the names to list, beside reflection's own.
std::vector<BuiltinService> MakeReflection(std::vector<std::string> services);

}  // namespace jiedui::rpc
