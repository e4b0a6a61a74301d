// SPDX-License-Identifier: Apache-2.0
// The keys that an organisation is found by, as search_keys.h has them of persons: its name and its aliases, former
// names among them; what they end with, so that a piece of a name finds it too; pinyin and initials. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "registry_service/domain/name_keys.h"

namespace jiedui::registry {

inline constexpr size_t kOrganizationKeysMax = 64;
// Ends of one name: pieces that begin behind its 21st character are not found.
inline constexpr size_t kOrganizationNameEndsMax = 20;

// All keys, without repetition, at most kOrganizationKeysMax: the name, aliases, spellings, initials and ends of the
// name; then, as far as there is room, those of aliases.
std::vector<std::string> OrganizationKeys(const v1::Organization& organization);

// The best way in which a query that asks for `asked` (NamesAskedFor) finds the organisation.
Rank MatchRank(const KeyList& asked, const v1::Organization& organization);

}  // namespace jiedui::registry
