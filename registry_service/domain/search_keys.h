// SPDX-License-Identifier: Apache-2.0
// The keys that a person is found by, each by its beginning, and how good a find is. The index holds SearchKeys; a
// search reads it from each key asked for; the key found says how good it is, and where it was cut, MatchRank. A find
// by a key is never dropped but for text that the key's limit has cut. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"
#include "registry_service/domain/name_keys.h"

namespace jiedui::registry {

// The last four characters of an identity number of 18, masked or not, in small letters; empty for any other number.
std::string IdTail(absl::string_view number);

// All keys of a person, without repetition, at most kSearchKeysMax: the name, aliases, `id_tail` (as of IdTail; empty =
// none), spellings and initials of the name; then, as far as there is room, the ends of the name from the longest down
// to two characters, and spellings and ends of aliases. Han names alone have ends.
std::vector<std::string> SearchKeys(const v1::Person& person, absl::string_view id_tail);

// What a query asks for, the better kinds first. Four digits, or three and an x: the end of an identity number. Else:
// as NamesAskedFor.
KeyList PersonKeysAskedFor(absl::string_view query);

// The best way in which a query that asks for `asked` finds `person`; the end of the identity number is that of the
// person's private fields, masked or not.
Rank MatchRank(const KeyList& asked, const v1::Person& person);

}  // namespace jiedui::registry
