// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_keys.h"

#include "registry_service/domain/name_pieces.h"

namespace jiedui::registry {
namespace {

// Names of organisations are long, and few of their characters have two readings.
constexpr size_t kSpellingsMax = 4;
constexpr size_t kInitialsMax = 2;

using Pieces = std::vector<NamePiece>;

void AddParts(const Pieces& pieces, KeyList& keys) {
  keys.AddAll(KeyKind::kPinyin, Spellings(pieces, kSpellingsMax));
  keys.AddAll(KeyKind::kInitials, Initials(pieces, kInitialsMax));
  keys.AddEnds(pieces, kOrganizationNameEndsMax);
}

// All keys in the order of their worth.
KeyList KeysOf(const v1::Organization& organization) {
  const Pieces name = PiecesOf(organization.display_name());
  std::vector<Pieces> aliases;
  for (const std::string& alias : organization.aliases()) aliases.push_back(PiecesOf(alias));
  KeyList keys;
  keys.Add(KeyKind::kName, JoinedText(name));
  for (const Pieces& alias : aliases) keys.Add(KeyKind::kAlias, JoinedText(alias));
  AddParts(name, keys);
  for (const Pieces& alias : aliases) AddParts(alias, keys);
  return keys;
}

}  // namespace

std::vector<std::string> OrganizationKeys(const v1::Organization& organization) {
  return KeysOf(organization).Stored(kOrganizationKeysMax);
}

Rank MatchRank(const KeyList& asked, const v1::Organization& organization) {
  return BestRank(asked, KeysOf(organization));
}

}  // namespace jiedui::registry
