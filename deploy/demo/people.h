// SPDX-License-Identifier: Apache-2.0
// The people of the golden pair, group by group, as rows of ImportPersons.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/identity.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::demo {

using PersonRows = std::vector<registry::v1::ImportPersonsRequest>;

// Every person, in the order of the groups below.
PersonRows MakePeople(uint64_t seed);
// With the identity numbers that were issued before, to which theirs are added.
PersonRows MakePeople(uint64_t seed, IdentityBook& identities);

// Those sent from east to west: one for each posting, with the posting's id (exchange_people.cc).
void AddExchangePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows);
// Doctors of township hospitals and village clinics: "primary-001" ... and the reserve (primary_care_people.cc).
void AddPrimaryCarePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows);
// One of them, "{prefix}-{number}".
struct DoctorId {
  absl::string_view prefix;
  int number;
};
registry::v1::Person MakePrimaryCareDoctor(const DoctorId& id, const Township& township, Dice& dice,
                                           IdentityBook& identities);
// Everyone nominated for the talent programme: "clinical-001" ... (talent_people.cc).
void AddTalentPeople(uint64_t seed, IdentityBook& identities, PersonRows& rows);
// E-commerce practitioners: "ecommerce-001" ... (ecommerce_people.cc).
void AddEcommercePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows);

// The township of each of the kPrimaryCareDoctors, in the order of their numbers: those sent with a seat that was first
// given to another township come last.
std::vector<int> PrimaryCareTownships();

}  // namespace jiedui::demo
