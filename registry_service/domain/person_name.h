// SPDX-License-Identifier: Apache-2.0
// Names as they are stored, so that one name has one spelling: Normalization Form C; the separator of names from other
// languages is the middle dot U+00B7, whatever dot was typed; no blanks inside a Han name, and nothing that nobody
// sees. Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// NFC and trimmed, without characters of no width. Between two Han characters: a dot (U+00B7 U+2022 U+2027 U+30FB
// U+FF65 U+22C5 U+2219 U+0387 . ． 。) becomes U+00B7 with the blanks around it removed, and blanks alone are removed.
// The rest as it is: "John A. Smith" is no Han name. `text` must be valid UTF-8.
std::string NormalizedPersonName(absl::string_view text);

// Whether there is nothing but dots and the like in a name: no search would find it. Also of an empty one.
bool IsOnlyPunctuation(absl::string_view name);

}  // namespace jiedui::registry
