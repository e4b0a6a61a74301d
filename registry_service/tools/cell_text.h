// SPDX-License-Identifier: Apache-2.0
// Cells as people and spreadsheets write them. Pure, any thread. All texts are valid UTF-8.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// For comparing: Unicode's NFKC_Casefold (full-width forms as ASCII, small letters), without any white space.
std::string FoldedText(absl::string_view text);

// For comparing headers: folded, without '*', '_', a colon at the end, and notes in brackets: "＊身份证号（必填）："
// becomes "身份证号".
std::string FoldedHeader(absl::string_view text);

// Whether a cell says that there is nothing: blank, "无", "暂无", "/", or only hyphens or dashes.
bool SaysNothing(absl::string_view cell);

// Whether a number stands with an exponent ("5.10824E+17") where all its digits should: a spreadsheet did that.
bool IsScientificNotation(absl::string_view cell);

// Whether a name has a question mark, or U+FFFD: what a conversion writes for a character that it does not know.
bool HasLostCharacters(absl::string_view name);

// A cell without tabs and line ends at both ends; blanks stay.
absl::string_view WithoutOuterControls(absl::string_view cell);

// One row of a CSV file, every cell guarded (common/base/cell_guard.h) and quoted (RFC 4180), with CR LF at its end.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace jiedui::registry
