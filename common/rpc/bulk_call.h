// SPDX-License-Identifier: Apache-2.0
// The adapter of a client stream of rows: each row is a command of its own, queued in the order of the stream; the
// answer sums up what became of them.
#pragma once

#include <cstdint>
#include <memory>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

inline constexpr int64_t kBulkRowsMax = 10'000'000;
// Of one stream: as many as a group that is being written and one that is being decided hold. With half of that an
// import comes an eighth slower; with twice that no faster, and others wait twice as long behind it.
inline constexpr int kBulkRowsInFlightMax = 1024;
inline constexpr absl::Duration kBulkRetryPause = absl::Milliseconds(20);

// `handler` must outlive the method.
std::unique_ptr<Method> NewBulkMethod(Method::Place place, const BulkHandler& handler);

}  // namespace jiedui::rpc
