// SPDX-License-Identifier: Apache-2.0
// Unified social credit codes of organisations, GB 32100-2015: 18 characters of 0-9 and A-Z without I, O, S, V, Z; the
// weight of position i is 3^(i-1) mod 31; the last is the check character. Pure, any thread.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

// The check character for 17 characters; '\0' if `body` is anything else.
char CreditCodeCheckCharacter(absl::string_view body);

// As it is stored: half-width, in capitals, without blanks and hyphens.
std::string NormalizedCreditCode(absl::string_view text);

// What is wrong with a normalised code, for the client to read; nullopt = nothing.
std::optional<std::string> ProblemOfCreditCode(absl::string_view code);

}  // namespace jiedui
