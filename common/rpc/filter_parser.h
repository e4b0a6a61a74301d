// SPDX-License-Identifier: Apache-2.0
// The grammar of filter.h: words to a tree, which knows no message yet. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/filter_lexer.h"

namespace jiedui::rpc {

inline constexpr int kFilterRestrictionsMax = 100;
inline constexpr int kFilterDepthMax = 32;  // of parentheses
inline constexpr size_t kFilterPathFieldsMax = 16;

// path comparator argument
struct Restriction {
  int position = 1;
  std::vector<std::string> path;  // names of fields, not empty
  Comparator comparator = Comparator::kIsSet;
  Token argument;  // a word or a string; of kIsSet: none
};

struct Expression {
  enum class Kind { kAll, kAny, kNot, kRestriction };
  Kind kind = Kind::kRestriction;
  std::vector<Expression> parts;  // of kAll and kAny two or more, of kNot one
  Restriction restriction;        // of kRestriction
};

// `text` is not blank. INVALID_ARGUMENT naming `filter`, the position, and what was expected.
absl::StatusOr<Expression> ParseExpression(absl::string_view text);

}  // namespace jiedui::rpc
