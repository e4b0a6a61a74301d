// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/people.h"

namespace jiedui::demo {

PersonRows MakePeople(uint64_t seed) {
  IdentityBook identities;
  return MakePeople(seed, identities);
}

PersonRows MakePeople(uint64_t seed, IdentityBook& identities) {
  PersonRows rows;
  AddExchangePeople(seed, identities, rows);
  AddPrimaryCarePeople(seed, identities, rows);
  AddTalentPeople(seed, identities, rows);
  AddEcommercePeople(seed, identities, rows);
  return rows;
}

}  // namespace jiedui::demo
