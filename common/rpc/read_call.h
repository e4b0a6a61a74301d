// SPDX-License-Identifier: Apache-2.0
// The adapter of a read. A point read is tried at once on the polling thread, over what is in memory: two thread hops
// cost more than the read. What must wait for the disk, and every scan, goes to the reader pool.
#pragma once

#include <memory>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

// `handler` must outlive the method.
std::unique_ptr<Method> NewReadMethod(Method::Place place, const ReadHandler& handler);

}  // namespace jiedui::rpc
