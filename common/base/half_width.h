// SPDX-License-Identifier: Apache-2.0
// Numbers come from forms and spreadsheets: in full-width digits, with spaces, with the apostrophe that keeps a
// spreadsheet from rounding them. Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

// Full-width forms U+FF01..U+FF5E as ASCII, the ideographic and the no-break space as a space; the rest as it is.
// `text` must be valid UTF-8.
std::string ToHalfWidth(absl::string_view text);

// A number as typed -> as meant: half-width, without any white space, without a leading apostrophe, ASCII letters
// in capitals.
std::string BareNumber(absl::string_view text);

}  // namespace jiedui
