// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter_lexer.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"

namespace jiedui::rpc {
namespace {

constexpr int kEchoedCodePointsMax = 60;
constexpr absl::string_view kSpecial = "()\"'=<>!:,";

class Lexer {
 public:
  explicit Lexer(absl::string_view text) : rest_(text) {}

  absl::StatusOr<std::vector<Token>> Run() {
    std::vector<Token> tokens;
    do {
      ASSIGN_OR_RETURN(Token token, Next());
      tokens.push_back(std::move(token));
    } while (tokens.back().kind != TokenKind::kEnd);
    return tokens;
  }

 private:
  absl::StatusOr<Token> Next() {
    while (!rest_.empty() && IsSpace(rest_.front())) Take(1);
    if (rest_.empty()) return Token{.kind = TokenKind::kEnd, .position = position_};
    switch (rest_.front()) {
      case '(':
        return Fixed(TokenKind::kOpen, 1);
      case ')':
        return Fixed(TokenKind::kClose, 1);
      case '-':
        return Fixed(TokenKind::kMinus, 1);
      case '"':
        return String();
      default:
        return kSpecial.find(rest_.front()) == absl::string_view::npos ? Word() : Compare();
    }
  }

  absl::StatusOr<Token> Compare() {
    static constexpr std::pair<absl::string_view, Comparator> kComparators[] = {
        {"!=", Comparator::kNotEqual}, {"<=", Comparator::kLessOrEqual}, {">=", Comparator::kGreaterOrEqual},
        {"=", Comparator::kEqual},     {"<", Comparator::kLess},         {">", Comparator::kGreater},
        {":", Comparator::kHas}};
    for (const auto& [sign, comparator] : kComparators) {
      if (!absl::StartsWith(rest_, sign)) continue;
      Token token = Fixed(TokenKind::kComparator, sign.size());
      token.comparator = comparator;
      return token;
    }
    return FilterError(position_, absl::StrCat("'", rest_.substr(0, 1), "' has no meaning here; text goes in \"\""));
  }

  Token Word() {
    size_t length = 0;
    while (length < rest_.size() && !IsSpace(rest_[length]) && kSpecial.find(rest_[length]) == absl::string_view::npos)
      ++length;
    Token token = Fixed(TokenKind::kWord, length);
    for (size_t i = 0; i < token.text.size(); ++i) {
      if (token.text[i] == '*') MarkStar(i, i + 1 == token.text.size(), token);
    }
    if (token.text == "AND") token.kind = TokenKind::kAnd;
    if (token.text == "OR") token.kind = TokenKind::kOr;
    if (token.text == "NOT") token.kind = TokenKind::kNot;
    return token;
  }

  absl::StatusOr<Token> String() {
    Token token{.kind = TokenKind::kString, .position = position_};
    Take(1);
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.front() == '\\') {
        if (rest_.size() < 2 || absl::string_view("\"\\*").find(rest_[1]) == absl::string_view::npos)
          return FilterError(position_, "after \\ only \", \\ or * may stand");
        Take(1);
      } else if (rest_.front() == '*') {
        MarkStar(token.text.size(), rest_.size() > 1 && rest_[1] == '"', token);
      }
      token.text += rest_.front();
      Take(1);
    }
    if (rest_.empty()) return FilterError(token.position, "this \" is never closed");
    Take(1);
    return token;
  }

  static void MarkStar(size_t index, bool last, Token& token) {
    if (index == 0) {
      token.star_first = true;
    } else if (last) {
      token.star_last = true;
    } else {
      token.star_within = true;
    }
  }

  static bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

  Token Fixed(TokenKind kind, size_t length) {
    Token token{.kind = kind, .position = position_, .text = std::string(rest_.substr(0, length))};
    Take(length);
    return token;
  }

  void Take(size_t bytes) {
    position_ += static_cast<int>(CodePoints(rest_.substr(0, bytes)));
    rest_.remove_prefix(bytes);
  }

  absl::string_view rest_;
  int position_ = 1;  // counted in characters, as people count
};

}  // namespace

absl::StatusOr<std::vector<Token>> TokenizeFilter(absl::string_view text) {
  if (text.size() > kFilterBytesMax)
    return InvalidField("filter", absl::StrCat("must be at most ", kFilterBytesMax, " bytes, has ", text.size()));
  if (!IsValidUtf8(text)) return InvalidField("filter", "must be valid UTF-8");
  return Lexer(text).Run();
}

absl::Status FilterError(int position, absl::string_view description) {
  return InvalidField("filter", absl::StrCat("at character ", position, ": ", description));
}

std::string Shown(const Token& token) {
  if (token.kind == TokenKind::kEnd) return "the end";
  const std::string text = Excerpt(token.text, kEchoedCodePointsMax);
  return token.kind == TokenKind::kString ? absl::StrCat("the text \"", text, "\"") : absl::StrCat("'", text, "'");
}

}  // namespace jiedui::rpc
