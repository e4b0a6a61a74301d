// SPDX-License-Identifier: Apache-2.0
// Values with up to four decimals, exactly. Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

inline constexpr int64_t kDecimalScale = 10'000;

// Of "79.7" 797'000. Nullopt: no decimal number of at most 12 digits before the point and 4 after it.
std::optional<int64_t> ParseDecimal(absl::string_view text);
// Of 797'000 "79.7"; `scaled` is not negative.
std::string FormatDecimal(int64_t scaled);

// `scaled` of a value promised, in percent with one decimal, half up: "107.1". "—" of a target of 0.
std::string CompletionPercent(int64_t scaled, int64_t target);

}  // namespace jiedui::scheduler
