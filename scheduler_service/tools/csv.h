// SPDX-License-Identifier: Apache-2.0
// CSV as spreadsheets open it without asking: UTF-8 with a byte order mark, RFC 4180, and no cell that is taken for a
// formula. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

inline constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";  // without it Excel takes UTF-8 for GBK

// A cell that a spreadsheet would run as a formula ('=', '+', '-', '@', also full-width, a tab or a line break at its
// start) begins with an apostrophe, which makes it text; the others are what they were.
std::string GuardedCell(absl::string_view text);

// One record: cells guarded, quoted where they need it, with commas, ended by CR LF.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace jiedui::scheduler
