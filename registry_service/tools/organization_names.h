// SPDX-License-Identifier: Apache-2.0
// Organisations by what people call them: a roster names them, the registry wants `organizations/{organization}`. Not
// shared between threads while it is filled.
#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/organization.pb.h"

namespace jiedui::registry {

class OrganizationNames {
 public:
  // Under its display name, its aliases, and its resource name.
  void Add(const v1::Organization& organization);

  // The resource names of all whose display name it is, else of all that have it as an alias; spacing, width and case
  // do not count. Usually one.
  const std::set<std::string>& Find(absl::string_view words) const;

  // What people call the organisation; its resource name where it is not known.
  std::string DisplayName(const std::string& name) const;

 private:
  using Index = std::map<std::string, std::set<std::string>>;  // by folded words

  Index official_;
  Index aliases_;
  std::map<std::string, std::string> display_names_;  // by resource name
};

}  // namespace jiedui::registry
