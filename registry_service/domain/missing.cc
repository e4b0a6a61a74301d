// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/missing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui::registry {

absl::Status RequireOrganizations(const std::vector<Reference>& references, const std::vector<std::string>& missing) {
  std::vector<RuleViolation> violations;
  for (const auto& [path, name] : references) {
    if (std::find(missing.begin(), missing.end(), name) == missing.end()) continue;
    violations.push_back({.rule = "ORGANIZATION_MISSING",
                          .subject = name,
                          .description = absl::StrCat(path, ": there is no ", name, ", or it is deleted")});
  }
  return violations.empty() ? absl::OkStatus() : RulesFailed("ORGANIZATION_MISSING", violations);
}

}  // namespace jiedui::registry
