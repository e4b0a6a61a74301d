// SPDX-License-Identifier: Apache-2.0
// Filters after AIP-160: a lexer, a recursive-descent parser, and a tree typed against the message's descriptor.
//
//   expression  = sequence { AND sequence }           AND, OR, NOT in capitals
//   sequence    = factor { factor }                   juxtaposition is AND
//   factor      = term { OR term }                    OR binds tighter than AND
//   term        = [ NOT | "-" ] simple
//   simple      = restriction | "(" expression ")"
//   restriction = path [ comparator arg ]             a path alone: the field is set (bool: is true)
//   path        = field { "." field }
//   comparator  = "=" "!=" "<" "<=" ">" ">=" ":"
//   arg         = "text" with * wildcards at either end (for = and !=) | number | true | false | ENUM_NAME
//                 text of one word needs no quotes; within them \", \\ and \* stand for the characters themselves
//
// ":" is "has": on a repeated field, one element equals; on a string, contains; ":*" is "is set". A path through a
// repeated field holds if one element does (also for !=). An unset parent matches nothing. Timestamps compare with
// RFC 3339 strings; fields of FORMAT_DATE with dates, or in part: "2021-*", < "2021-11", :"-11-". Bounded: 2,000 bytes,
// 100 restrictions, depth 32.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

// Immutable; any thread.
class Filter {
 public:
  // INVALID_ARGUMENT naming `filter`, the position, and what was expected (for an unknown field: the fields there are).
  // An empty text matches everything.
  static absl::StatusOr<Filter> Parse(absl::string_view text, const google::protobuf::Descriptor& descriptor);

  Filter(Filter&&) noexcept;
  Filter& operator=(Filter&&) noexcept;
  ~Filter();

  // `message` must be of the descriptor given to Parse.
  bool Matches(const google::protobuf::Message& message) const;
  bool matches_everything() const { return root_ == nullptr; }

  class Node;

 private:
  explicit Filter(std::unique_ptr<const Node> root);
  std::unique_ptr<const Node> root_;
};

// The text that `path` ("employments.organization") must equal in whatever matches, where the filter says so in so many
// words: on its own or joined by AND, without a wildcard. What a list needs to walk an index instead of all rows.
// nullopt: it does not, or is no filter.
std::optional<std::string> RequiredText(absl::string_view filter, absl::string_view path);

}  // namespace jiedui::rpc
