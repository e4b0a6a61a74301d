// SPDX-License-Identifier: Apache-2.0
// The words of a filter (filter.h). Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::rpc {

inline constexpr size_t kFilterBytesMax = 2000;

enum class TokenKind { kWord, kString, kOpen, kClose, kComparator, kMinus, kAnd, kOr, kNot, kEnd };

enum class Comparator { kIsSet, kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kHas };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  int position = 1;  // of its first character, from 1
  // A word as it is written, dots and stars included; a string without its quotes and escapes; others as written.
  std::string text;
  Comparator comparator = Comparator::kIsSet;  // of kComparator
  // Where `text` has a * that was not escaped.
  bool star_first = false;
  bool star_last = false;
  bool star_within = false;
};

// Ends with a kEnd token. INVALID_ARGUMENT: too long, no UTF-8, an unterminated string, a character that has no
// meaning.
absl::StatusOr<std::vector<Token>> TokenizeFilter(absl::string_view text);

// INVALID_ARGUMENT naming `filter` and the position.
absl::Status FilterError(int position, absl::string_view description);

// The token as an error message shows it.
std::string Shown(const Token& token);

}  // namespace jiedui::rpc
