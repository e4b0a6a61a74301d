// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/missing.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "google/rpc/error_details.pb.h"

namespace jiedui::registry {
namespace {

constexpr absl::string_view kMissing = "ORGANIZATION_MISSING";

}  // namespace

absl::Status RequireOrganizations(const std::vector<Reference>& references, const std::vector<std::string>& missing) {
  std::vector<RuleViolation> violations;
  for (const auto& [path, name] : references) {
    if (std::find(missing.begin(), missing.end(), name) == missing.end()) continue;
    violations.push_back({.rule = std::string(kMissing),
                          .subject = name,
                          .description = absl::StrCat(path, ": there is no ", name, ", or it is deleted")});
  }
  return violations.empty() ? absl::OkStatus() : RulesFailed(kMissing, violations);
}

std::vector<std::string> MissingIn(const absl::Status& refusal) {
  const auto payload = refusal.GetPayload(
      absl::StrCat("type.googleapis.com/", google::rpc::PreconditionFailure::descriptor()->full_name()));
  google::rpc::PreconditionFailure failure;
  std::vector<std::string> names;
  if (!payload.has_value() || !failure.ParseFromString(std::string(*payload))) return names;
  for (const auto& violation : failure.violations())
    if (violation.type() == kMissing) names.push_back(violation.subject());
  return names;
}

}  // namespace jiedui::registry
