// SPDX-License-Identifier: Apache-2.0
// CSV as spreadsheets open it without asking: UTF-8 with a byte order mark, RFC 4180, and no cell of which they make
// something else. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

inline constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";  // without it Excel takes UTF-8 for GBK

// One record: cells guarded (common/base/cell_guard.h), quoted where they need it, with commas, ended by CR LF.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace jiedui::scheduler
