// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/filter.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/rpc/filter_eval.h"
#include "common/rpc/filter_parser.h"

namespace jiedui::rpc {

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

}  // namespace jiedui::rpc
