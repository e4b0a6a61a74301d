// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/rpc/filter_eval.h"
#include "common/rpc/filter_parser.h"

namespace jiedui::rpc {
namespace {

bool IsEquality(const Expression& expression, absl::string_view path) {
  if (expression.kind != Expression::Kind::kRestriction) return false;
  const Restriction& restriction = expression.restriction;
  const Token& argument = restriction.argument;
  return restriction.comparator == Comparator::kEqual && absl::StrJoin(restriction.path, ".") == path &&
         !argument.star_first && !argument.star_last && !argument.star_within;
}

// As the filter compares it.
std::string TextOf(const Expression& equality) { return ToNfc(equality.restriction.argument.text); }

}  // namespace

absl::StatusOr<Filter> Filter::Parse(absl::string_view text, const google::protobuf::Descriptor& descriptor) {
  if (text.size() <= kFilterBytesMax && IsBlank(text)) return Filter(nullptr);
  ASSIGN_OR_RETURN(const Expression expression, ParseExpression(text));
  ASSIGN_OR_RETURN(std::unique_ptr<const Node> root, BindExpression(expression, descriptor));
  return Filter(std::move(root));
}

Filter::Filter(std::unique_ptr<const Node> root) : root_(std::move(root)) {}
Filter::Filter(Filter&&) noexcept = default;
Filter& Filter::operator=(Filter&&) noexcept = default;
Filter::~Filter() = default;

bool Filter::Matches(const google::protobuf::Message& message) const {
  return root_ == nullptr || root_->Matches(message);
}

std::optional<std::string> RequiredText(absl::string_view filter, absl::string_view path) {
  if (filter.size() > kFilterBytesMax || IsBlank(filter)) return std::nullopt;
  const absl::StatusOr<Expression> expression = ParseExpression(filter);
  if (!expression.ok()) return std::nullopt;
  if (IsEquality(*expression, path)) return TextOf(*expression);
  if (expression->kind != Expression::Kind::kAll) return std::nullopt;
  for (const Expression& part : expression->parts)
    if (IsEquality(part, path)) return TextOf(part);
  return std::nullopt;
}

}  // namespace jiedui::rpc
