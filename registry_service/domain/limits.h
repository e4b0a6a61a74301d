// SPDX-License-Identifier: Apache-2.0
// Limits of the registry that are not said beside a field in its proto.
#pragma once

namespace jiedui::registry {

// Key of the blind index.
inline constexpr int kBlindIndexKeyBytes = 32;

}  // namespace jiedui::registry
