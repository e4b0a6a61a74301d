// SPDX-License-Identifier: Apache-2.0
// The adapter of a stream in both directions in which each message is answered by one: reflection.
#pragma once

#include <memory>

#include "common/rpc/engine.h"
#include "common/rpc/plain_call.h"

namespace jiedui::rpc {

// `handler` must outlive the method.
std::unique_ptr<Method> NewEachMethod(Method::Place place, const PlainHandler& handler);

}  // namespace jiedui::rpc
