// SPDX-License-Identifier: Apache-2.0
// What the fuzzers share: a property that does not hold ends the process, so that libFuzzer keeps the input; and the
// input as text, since every parser behind an RPC is handed valid UTF-8 (protobuf sees to that).
#pragma once

#include <unicode/unistr.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::fuzz {

// `property` says what should hold, in words.
inline void Require(bool holds, const char* property) {
  if (holds) return;
  std::fputs("does not hold: ", stderr);
  std::fputs(property, stderr);
  std::fputs("\n", stderr);
  std::abort();
}

inline absl::string_view BytesOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The bytes as valid UTF-8: what is none becomes U+FFFD.
inline std::string TextOf(const uint8_t* data, size_t size) {
  std::string text;
  icu::UnicodeString::fromUTF8(icu::StringPiece(reinterpret_cast<const char*>(data), static_cast<int32_t>(size)))
      .toUTF8String(text);
  return text;
}

}  // namespace jiedui::fuzz
