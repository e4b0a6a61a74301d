// SPDX-License-Identifier: Apache-2.0
// Text as people write it: UTF-8, counted in code points, compared in one normal form (ICU does the work). Pure, any
// thread.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

bool IsValidUtf8(absl::string_view text);
// Number of Unicode code points; `text` must be valid UTF-8.
int64_t CodePoints(absl::string_view text);
// Whether there is a control character (C0 without nothing excepted, DEL, C1), a line or paragraph separator, a
// bidirectional override, or a noncharacter.
bool HasControlCharacters(absl::string_view text);
// Whether there is nothing but white space, also ideographic.
bool IsBlank(absl::string_view text);
// Unicode Normalization Form C. `text` must be valid UTF-8.
std::string ToNfc(absl::string_view text);
// White space removed at both ends, also ideographic (U+3000) and no-break.
std::string Trimmed(absl::string_view text);
// The first `limit` code points, for messages: what is no UTF-8 or a control character becomes '?', a cut ends in
// "...".
std::string Excerpt(absl::string_view text, int limit);

}  // namespace jiedui
