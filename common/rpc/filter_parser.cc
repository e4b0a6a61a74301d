// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_parser.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status_macros.h"

namespace jiedui::rpc {
namespace {

bool IsFieldName(absl::string_view text) {
  return !text.empty() && !absl::ascii_isdigit(static_cast<unsigned char>(text.front())) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

// One of several is itself.
Expression Joined(Expression::Kind kind, std::vector<Expression> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {.kind = kind, .parts = std::move(parts)};
}

// One function a rule of the grammar. It recurses only through parentheses, whose depth is bounded.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  absl::StatusOr<Expression> Run() {
    ASSIGN_OR_RETURN(Expression expression, ParseAll());
    if (!Sees(TokenKind::kEnd)) return Expected("AND, OR or the end");
    return expression;
  }

 private:
  // expression and sequence: both mean that every part holds.
  absl::StatusOr<Expression> ParseAll() {
    std::vector<Expression> parts;
    do {
      ASSIGN_OR_RETURN(parts.emplace_back(), ParseAny());
    } while (Accept(TokenKind::kAnd) || !(Sees(TokenKind::kEnd) || Sees(TokenKind::kClose)));
    return Joined(Expression::Kind::kAll, std::move(parts));
  }

  absl::StatusOr<Expression> ParseAny() {
    std::vector<Expression> parts;
    do {
      ASSIGN_OR_RETURN(parts.emplace_back(), ParseTerm());
    } while (Accept(TokenKind::kOr));
    return Joined(Expression::Kind::kAny, std::move(parts));
  }

  absl::StatusOr<Expression> ParseTerm() {
    if (!Accept(TokenKind::kNot) && !Accept(TokenKind::kMinus)) return ParseSimple();
    Expression negated{.kind = Expression::Kind::kNot};
    ASSIGN_OR_RETURN(negated.parts.emplace_back(), ParseSimple());
    return negated;
  }

  absl::StatusOr<Expression> ParseSimple() {
    if (!Sees(TokenKind::kOpen)) return ParseRestriction();
    if (++depth_ > kFilterDepthMax)
      return FilterError(Current().position, absl::StrCat("parentheses are nested at most ", kFilterDepthMax, " deep"));
    const int opened_at = Current().position;
    Advance();
    ASSIGN_OR_RETURN(Expression inner, ParseAll());
    if (Sees(TokenKind::kEnd)) return FilterError(opened_at, "this '(' is never closed");
    if (!Accept(TokenKind::kClose)) return Expected("AND, OR or ')'");
    --depth_;
    return inner;
  }

  absl::StatusOr<Expression> ParseRestriction() {
    if (!Sees(TokenKind::kWord)) return Expected("a field, NOT or '('");
    if (++restrictions_ > kFilterRestrictionsMax)
      return FilterError(Current().position,
                         absl::StrCat("there may be at most ", kFilterRestrictionsMax, " restrictions"));
    Expression expression;
    Restriction& restriction = expression.restriction;
    restriction.position = Current().position;
    restriction.path = absl::StrSplit(Current().text, '.');
    if (!std::all_of(restriction.path.begin(), restriction.path.end(), IsFieldName)) return Expected("a field");
    if (restriction.path.size() > kFilterPathFieldsMax)
      return FilterError(restriction.position, absl::StrCat("a path has at most ", kFilterPathFieldsMax, " fields"));
    Advance();
    if (!Sees(TokenKind::kComparator)) return expression;
    restriction.comparator = Current().comparator;
    Advance();
    ASSIGN_OR_RETURN(restriction.argument, ParseArgument());
    return expression;
  }

  absl::StatusOr<Token> ParseArgument() {
    const Token minus = Current();
    const bool negative = Accept(TokenKind::kMinus);
    const bool adjacent = Current().position == minus.position + 1;
    if (negative ? !(Sees(TokenKind::kWord) && adjacent) : !(Sees(TokenKind::kWord) || Sees(TokenKind::kString)))
      return Expected("a value: \"text\", a number, true, false or the name of an enum value");
    Token argument = Current();
    Advance();
    if (!negative) return argument;
    argument.text = absl::StrCat("-", argument.text);
    argument.position = minus.position;
    argument.star_within |= std::exchange(argument.star_first, false);
    return argument;
  }

  absl::Status Expected(absl::string_view what) const {
    return FilterError(Current().position, absl::StrCat("expected ", what, ", found ", Shown(Current())));
  }

  const Token& Current() const { return tokens_[next_]; }
  bool Sees(TokenKind kind) const { return Current().kind == kind; }
  void Advance() {
    if (next_ + 1 < tokens_.size()) ++next_;
  }
  bool Accept(TokenKind kind) {
    if (!Sees(kind)) return false;
    Advance();
    return true;
  }

  const std::vector<Token> tokens_;  // the last one is kEnd
  size_t next_ = 0;
  int depth_ = 0;
  int restrictions_ = 0;
};

}  // namespace

absl::StatusOr<Expression> ParseExpression(absl::string_view text) {
  ASSIGN_OR_RETURN(std::vector<Token> tokens, TokenizeFilter(text));
  return Parser(std::move(tokens)).Run();
}

}  // namespace jiedui::rpc
