// SPDX-License-Identifier: Apache-2.0
#include "common/base/half_width.h"

#include <cstdint>

#include "absl/strings/ascii.h"

namespace jiedui {
namespace {

// A three-byte sequence of UTF-8 at the start of `text`, or 0.
uint32_t ThreeByteCodePoint(absl::string_view text) {
  if (text.size() < 3 || (static_cast<unsigned char>(text[0]) & 0xF0U) != 0xE0U) return 0;
  const auto bits = [&text](size_t i, unsigned mask) { return static_cast<unsigned char>(text[i]) & mask; };
  return (bits(0, 0x0FU) << 12U) | (bits(1, 0x3FU) << 6U) | bits(2, 0x3FU);
}

}  // namespace

std::string ToHalfWidth(absl::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const uint32_t wide = ThreeByteCodePoint(text.substr(i));
    if (wide >= 0xFF01 && wide <= 0xFF5E) {
      result.push_back(static_cast<char>(wide - 0xFF01 + '!'));
      i += 3;
    } else if (wide == 0x3000) {
      result.push_back(' ');
      i += 3;
    } else if (text.substr(i, 2) == "\xC2\xA0") {
      result.push_back(' ');
      i += 2;
    } else {
      result.push_back(text[i++]);
    }
  }
  return result;
}

std::string BareNumber(absl::string_view text) {
  std::string result;
  for (const char c : ToHalfWidth(text)) {
    if (absl::ascii_isspace(static_cast<unsigned char>(c))) continue;
    if (c == '\'' && result.empty()) continue;
    result.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace jiedui
