// SPDX-License-Identifier: Apache-2.0
// The innermost part of a filter: does one value of a field compare so with a given one? Typed when the filter is read,
// so that evaluation only compares. Immutable; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/filter_lexer.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

// Text to compare with; a star at an end stands for any text.
struct TextPattern {
  std::string text;
  bool any_before = false;
  bool any_after = false;
};

class ValueTest {
 public:
  // INVALID_ARGUMENT naming `filter` and the position: the field cannot be compared so, or not with this.
  static absl::StatusOr<ValueTest> Bind(const google::protobuf::FieldDescriptor& field, Comparator comparator,
                                        const Token& argument);

  // For the value of `field` in `message`; of a list, the item at `index`, else `index` is negative.
  bool Holds(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int index) const;

 private:
  using Operand = std::variant<TextPattern, bool, int, int64_t, uint64_t, double, absl::Time>;

  ValueTest(Comparator comparator, Operand operand) : comparator_(comparator), operand_(std::move(operand)) {}

  Comparator comparator_;
  Operand operand_;
};

bool IsTimestamp(const google::protobuf::FieldDescriptor& field);

}  // namespace jiedui::rpc
