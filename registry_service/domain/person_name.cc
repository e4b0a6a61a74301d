// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/person_name.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "absl/strings/str_replace.h"
#include "common/base/text.h"

namespace jiedui::registry {
namespace {

constexpr absl::string_view kMiddleDot = "\u00B7";

// A code point and the bytes it came from.
struct Character {
  UChar32 code_point = 0;
  size_t bytes = 0;
};

Character CharacterAt(absl::string_view text, size_t position) {
  UChar32 code_point = 0;
  auto next = static_cast<int32_t>(position);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // within ICU's macro
  U8_NEXT_OR_FFFD(text.data(), next, static_cast<int32_t>(text.size()), code_point);
#pragma GCC diagnostic pop
  return {code_point, static_cast<size_t>(next) - position};
}

bool IsHan(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(c, &error) == USCRIPT_HAN;
}

bool IsDot(UChar32 c) {
  switch (c) {
    case 0x00B7:
    case 0x2022:
    case 0x2027:
    case 0x30FB:
    case 0xFF65:
    case 0x22C5:
    case 0x2219:
    case 0x0387:
    case '.':
    case 0xFF0E:
    case 0x3002:
      return true;
    default:
      return false;
  }
}

// Characters of no width come with what is copied from web pages and PDFs; nobody sees them, and no search has them.
std::string WithoutInvisible(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\u200B", ""}, {"\u2060", ""}, {"\uFEFF", ""}, {"\u00AD", ""}});
}

// Joiners mean something between letters of other scripts, and nothing between Han characters.
bool IsJoiner(UChar32 c) { return c == 0x200C || c == 0x200D; }

// What stands between two Han characters: blanks and dots.
struct Separator {
  size_t bytes = 0;
  int dots = 0;
  bool before_han = false;
};

Separator SeparatorAt(absl::string_view text, size_t position) {
  Separator separator;
  for (size_t i = position; i < text.size();) {
    const Character c = CharacterAt(text, i);
    if (!IsDot(c.code_point) && !IsJoiner(c.code_point) && u_isUWhiteSpace(c.code_point) == 0) {
      separator.before_han = IsHan(c.code_point);
      break;
    }
    if (IsDot(c.code_point)) ++separator.dots;
    separator.bytes += c.bytes;
    i += c.bytes;
  }
  return separator;
}

}  // namespace

std::string NormalizedPersonName(absl::string_view text) {
  const std::string name = Trimmed(ToNfc(WithoutInvisible(text)));
  std::string result;
  result.reserve(name.size());
  for (size_t i = 0; i < name.size();) {
    const Character c = CharacterAt(name, i);
    result.append(name, i, c.bytes);
    i += c.bytes;
    if (!IsHan(c.code_point)) continue;
    const Separator separator = SeparatorAt(name, i);
    if (!separator.before_han || separator.dots > 1) continue;
    if (separator.dots == 1) result.append(kMiddleDot.data(), kMiddleDot.size());
    i += separator.bytes;
  }
  return result;
}

bool IsOnlyPunctuation(absl::string_view name) {
  for (size_t i = 0; i < name.size();) {
    const Character c = CharacterAt(name, i);
    if (u_ispunct(c.code_point) == 0 && u_isUWhiteSpace(c.code_point) == 0) return false;
    i += c.bytes;
  }
  return true;
}

}  // namespace jiedui::registry
