// SPDX-License-Identifier: Apache-2.0
// Limits of the seam. They hold for every backend, and are chosen so that a distributed one can hold them too (etcd: as
// much as its --max-request-bytes and --max-txn-ops say). The greatest single changes are those that must be all or
// nothing: a plan that is committed, a posting of 1,000 people that is extended. What need not be is cut into steps by
// whoever writes it, so that others do not wait long behind it. Exceeding one is RESOURCE_EXHAUSTED / LIMIT_EXCEEDED.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace jiedui::store {

inline constexpr size_t kKeyBytesMax = 1024;
inline constexpr size_t kValueBytesMax = 512 * 1024;
inline constexpr size_t kOpsPerCommandMax = 16'000;
inline constexpr size_t kBytesPerCommandMax = 3 * 1024 * 1024;

inline constexpr size_t kQueuedCommandsMax = 16384;
inline constexpr size_t kQueuedBytesMax = 64 * 1024 * 1024;
inline constexpr size_t kCommandsPerGroupMax = 512;
inline constexpr size_t kBytesPerGroupMax = 4 * 1024 * 1024;

// The change log and the idempotency rows are kept this long at least, and not much longer than the second.
inline constexpr absl::Duration kRequestRetention = absl::Hours(24);
inline constexpr absl::Duration kChangeRetention = absl::Hours(24 * 7);
inline constexpr uint64_t kChangesKeptMax = 10'000'000;

}  // namespace jiedui::store
