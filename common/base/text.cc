// SPDX-License-Identifier: Apache-2.0
#include "common/base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace jiedui {
namespace {

// Reads a text code point by code point.
class CodePointReader {
 public:
  explicit CodePointReader(absl::string_view text) : text_(text), length_(static_cast<int32_t>(text.size())) {}

  // False at the end. `code_point` is negative where the bytes are no UTF-8.
  bool Next(UChar32& code_point) {
    if (position_ >= length_) return false;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // within ICU's macro
    U8_NEXT(text_.data(), position_, length_, code_point);
#pragma GCC diagnostic pop
    return true;
  }
  size_t position() const { return static_cast<size_t>(position_); }

 private:
  const absl::string_view text_;
  const int32_t length_;
  int32_t position_ = 0;
};

bool IsControl(UChar32 c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool separator = c == 0x2028 || c == 0x2029;
  const bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c0_or_c1 || separator || bidirectional || U_IS_UNICODE_NONCHAR(c);
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

}  // namespace

bool IsValidUtf8(absl::string_view text) {
  CodePointReader reader(text);
  UChar32 c = 0;
  while (reader.Next(c))
    if (c < 0) return false;
  return true;
}

int64_t CodePoints(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !U8_IS_TRAIL(c); });
}

bool HasControlCharacters(absl::string_view text) {
  CodePointReader reader(text);
  UChar32 c = 0;
  while (reader.Next(c))
    if (c >= 0 && IsControl(c)) return true;
  return false;
}

bool IsBlank(absl::string_view text) {
  CodePointReader reader(text);
  UChar32 c = 0;
  while (reader.Next(c))
    if (c < 0 || !u_isUWhiteSpace(c)) return false;
  return true;
}

std::string ToNfc(absl::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return std::string(text);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal, static_cast<int32_t>(text.size()));
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, error);
  return U_FAILURE(error) ? std::string(text) : normal;
}

std::string Trimmed(absl::string_view text) {
  CodePointReader reader(text);
  size_t first = text.size();
  size_t end = 0;
  UChar32 c = 0;
  for (size_t start = 0; reader.Next(c); start = reader.position()) {
    if (c >= 0 && u_isUWhiteSpace(c)) continue;
    first = std::min(first, start);
    end = reader.position();
  }
  return first < end ? std::string(text.substr(first, end - first)) : "";
}

std::string Excerpt(absl::string_view text, int limit) {
  CodePointReader reader(text);
  std::string excerpt;
  UChar32 c = 0;
  size_t start = 0;
  for (int taken = 0; reader.Next(c); ++taken, start = reader.position()) {
    if (taken == limit) return absl::StrCat(excerpt, "...");
    if (c < 0 || IsControl(c)) {
      excerpt += '?';
    } else {
      absl::StrAppend(&excerpt, text.substr(start, reader.position() - start));
    }
  }
  return excerpt;
}

}  // namespace jiedui
