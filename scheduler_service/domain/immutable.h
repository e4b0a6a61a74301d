// SPDX-License-Identifier: Apache-2.0
// Fields that stay as they were first given. Pure, any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace jiedui::scheduler {

// INVALID_ARGUMENT that names each of the scalar `fields` that differs; `path` is where the resource stands, "outcome".
inline absl::Status CheckImmutable(absl::string_view path, const google::protobuf::Message& before,
                                   const google::protobuf::Message& after, std::initializer_list<const char*> fields) {
  const google::protobuf::Reflection& reflection = *before.GetReflection();
  std::vector<FieldViolation> violations;
  for (const char* name : fields) {
    const auto* field = before.GetDescriptor()->FindFieldByName(name);
    const bool is_enum = field->enum_type() != nullptr;
    const auto text = [&](const google::protobuf::Message& message) {
      return is_enum ? reflection.GetEnum(message, field)->name() : reflection.GetString(message, field);
    };
    if (text(before) != text(after))
      violations.push_back({absl::StrCat(path, ".", name), absl::StrCat("is immutable: \"", text(before), "\"")});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

}  // namespace jiedui::scheduler
