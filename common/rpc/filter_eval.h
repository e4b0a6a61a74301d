// SPDX-License-Identifier: Apache-2.0
// A parsed filter tied to a message type: names become fields, arguments become values of the fields' types. Pure.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/rpc/filter.h"
#include "common/rpc/filter_parser.h"
#include "google/protobuf/descriptor.h"

namespace jiedui::rpc {

// Immutable; any thread.
class Filter::Node {
 public:
  virtual ~Node() = default;
  virtual bool Matches(const google::protobuf::Message& message) const = 0;
};

// INVALID_ARGUMENT naming `filter`, the position, and what was expected.
absl::StatusOr<std::unique_ptr<const Filter::Node>> BindExpression(const Expression& expression,
                                                                   const google::protobuf::Descriptor& descriptor);

}  // namespace jiedui::rpc
