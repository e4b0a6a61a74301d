// SPDX-License-Identifier: Apache-2.0
// Pieces of a page: what comes from data is escaped, what the page says itself stands there in both languages. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

// The same words in the two languages of a page. `zh` and `en` are text, not HTML.
struct Words {
  std::string zh;
  std::string en;
};

// `text` as HTML text or as the value of a quoted attribute: nothing in it is read as markup. Control characters, which
// HTML cannot carry, become U+FFFD.
std::string Escaped(absl::string_view text);

// Both, each marked with its language; the page shows one of them. Once only where they are the same.
std::string Both(const Words& words);

// A bar of `percent` (cut to 0..100) of its width, `mark` a line at that percentage if it is above 0. It says nothing
// by itself: the figure stands beside it in words.
std::string Bar(double percent, double mark = 0);

// A number for an attribute: at most two decimals, none where there are none.
std::string Decimal(double value);

}  // namespace jiedui::scheduler
