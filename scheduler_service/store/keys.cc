// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/keys.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/resource_name.h"

namespace jiedui::scheduler {

std::string PairingKey(absl::string_view pairing_name) {
  return std::string(absl::StripPrefix(pairing_name, "pairings/"));
}

std::string MemberKey(absl::string_view name) {
  const std::vector<absl::string_view> ids = ResourceIds(name);
  return ids.size() == 2 ? absl::StrCat(ids[0], "/", ids[1]) : std::string(name);
}

std::string SeatsKey(absl::string_view item_name) { return std::string(absl::StripPrefix(item_name, "pairings/")); }

std::string PersonKey(absl::string_view person_name) { return std::string(absl::StripPrefix(person_name, "persons/")); }

std::string OrganizationKey(absl::string_view name) { return std::string(absl::StripPrefix(name, "organizations/")); }

std::string OrganizationPairKey(absl::string_view pair_name) {
  return std::string(absl::StripPrefix(pair_name, "organizationPairs/"));
}

}  // namespace jiedui::scheduler
