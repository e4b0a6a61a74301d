// SPDX-License-Identifier: Apache-2.0
// Limits of the registry that are not said beside a field in its proto.
#pragma once

#include <cstddef>

#include "absl/time/time.h"

namespace jiedui::registry {

// The change feed: one step reads and sends no more than this, whatever has piled up.
inline constexpr int kFeedItemsPerStepMax = 200;
inline constexpr size_t kFeedBytesPerStepMax = 256 * 1024;
inline constexpr absl::Duration kFeedHeartbeat = absl::Seconds(10);

// Key of the blind index.
inline constexpr int kBlindIndexKeyBytes = 32;

}  // namespace jiedui::registry
