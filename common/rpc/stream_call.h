// SPDX-License-Identifier: Apache-2.0
// The adapter of a server stream: asks its StreamSource on the reader pool, writes one message at a time, and parks
// without a thread when there is nothing to send.
#pragma once

#include <memory>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

// `handler` must outlive the method.
std::unique_ptr<Method> NewStreamMethod(Method::Place place, const StreamHandler& handler);

}  // namespace jiedui::rpc
