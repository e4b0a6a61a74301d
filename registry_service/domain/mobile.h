// SPDX-License-Identifier: Apache-2.0
// Mobile numbers of mainland China, checked leniently (1, then 3 to 9, then nine digits): segments are opened every
// year, and a stale list refuses real people. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// As it is stored: half-width digits, without "+86" or "0086", spaces and hyphens. A masked one is left as it is.
std::string NormalizedMobile(absl::string_view text);

// What is wrong with a normalised number; nullopt = nothing. Never repeats it.
std::optional<std::string> ProblemOfMobile(absl::string_view mobile);

}  // namespace jiedui::registry
