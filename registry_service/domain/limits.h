// SPDX-License-Identifier: Apache-2.0
// Limits of the registry that are not said beside a field in its proto.
#pragma once

namespace jiedui::registry {

// Key of the blind index.
inline constexpr int kBlindIndexKeyBytes = 32;

// Official names that a person gave up and that are kept with when, who and why.
inline constexpr int kFormerNamesMax = 20;

}  // namespace jiedui::registry
