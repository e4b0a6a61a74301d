// SPDX-License-Identifier: Apache-2.0
// The adapter of a write: parse, check, queue in the store, answer what the store says when it is durable.
#pragma once

#include <memory>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

// `handler` must outlive the method.
std::unique_ptr<Method> NewWriteMethod(Method::Place place, const WriteHandler& handler);

}  // namespace jiedui::rpc
