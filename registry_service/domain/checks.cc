// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/checks.h"

#include "absl/strings/str_cat.h"

namespace jiedui::registry {

void FieldChecks::Add(absl::string_view field, absl::string_view description) {
  violations_.push_back({.field = std::string(field), .description = std::string(description)});
}

void FieldChecks::InOrder(absl::string_view first, absl::string_view last, absl::string_view last_field,
                          absl::string_view first_name) {
  if (first.empty() || last.empty() || first <= last) return;
  Add(last_field, absl::StrCat(last, " is before ", first_name, " ", first));
}

void FieldChecks::AddRepetition(absl::string_view field, int later, int earlier) {
  Add(absl::StrCat(field, "[", later, "]"), absl::StrCat("repeats ", field, "[", earlier, "]"));
}

absl::Status FieldChecks::ToStatus() const {
  return violations_.empty() ? absl::OkStatus() : InvalidFields(violations_);
}

std::string ElementPath(absl::string_view list, int index, absl::string_view field) {
  return absl::StrCat(list, "[", index, "].", field);
}

}  // namespace jiedui::registry
