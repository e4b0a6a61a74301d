// SPDX-License-Identifier: Apache-2.0
// Cells of CSV files that spreadsheets would make something else of. Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

// A cell that a spreadsheet would run as a formula (it begins with = + - @, also full-width, a tab or a line end),
// would round (12 digits or more) or would take zeros off (digits that begin with 0) gets an apostrophe before it,
// which keeps it text; UnguardedCell takes that one away. A cell that has such apostrophes of its own gets one more, so
// that every cell comes back as it was.
std::string GuardedCell(absl::string_view cell);
absl::string_view UnguardedCell(absl::string_view cell);

}  // namespace jiedui
