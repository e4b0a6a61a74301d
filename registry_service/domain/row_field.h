// SPDX-License-Identifier: Apache-2.0
// A field of a row, by the path that errors name it by ("person.licences[2].valid_to"): what came in it, and what is
// wrong with it in Chinese, by the rule beside the field (jiedui/rules/v1). Pure, any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace jiedui::registry {

// What came in a field, at most kFieldTextMax characters: text, a number, the name of an enum value, "12项" of a list,
// the paths of a mask. Empty if nothing came, or there is no such field.
inline constexpr int kFieldTextMax = 200;
std::string FieldText(const google::protobuf::Message& row, absl::string_view path);

// What is wrong with a field that a rule refused, and what to do about it.
struct FieldProblem {
  std::string problem;
  std::string suggestion;
};
FieldProblem ProblemOfField(const google::protobuf::Message& row, absl::string_view path);

}  // namespace jiedui::registry
