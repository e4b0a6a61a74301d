// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/organization_names.h"

#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {

void OrganizationNames::Add(const v1::Organization& organization) {
  official_[FoldedText(organization.display_name())].insert(organization.name());
  official_[FoldedText(organization.name())].insert(organization.name());
  display_names_[organization.name()] = organization.display_name();
  for (const std::string& alias : organization.aliases()) aliases_[FoldedText(alias)].insert(organization.name());
}

const std::set<std::string>& OrganizationNames::Find(absl::string_view words) const {
  static const auto& none = *new std::set<std::string>;
  const std::string folded = FoldedText(words);
  for (const Index* const index : {&official_, &aliases_})
    if (const auto found = index->find(folded); found != index->end()) return found->second;
  return none;
}

std::string OrganizationNames::DisplayName(const std::string& name) const {
  const auto found = display_names_.find(name);
  return found == display_names_.end() ? name : found->second;
}

}  // namespace jiedui::registry
