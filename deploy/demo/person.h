// SPDX-License-Identifier: Apache-2.0
// One invented person: name, dates, numbers, and what comes on top. Ages are as on 2021-11-15.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/identity.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

struct PersonBrief {
  std::string id;
  absl::string_view county;  // that issued the identity number
  registry::v1::PersonCategory category;
  registry::v1::Role role;
  registry::v1::Sex sex;
  int age;
};

registry::v1::Person NewPerson(const PersonBrief& brief, Dice& dice, IdentityBook& identities);

// At `organization` (full name), since some day in the person's twenties.
void AddEmployment(absl::string_view organization, absl::string_view position,
                   registry::v1::Employment::Establishment establishment, Dice& dice, registry::v1::Person& person);

// A licence that is valid through 2021; village doctors, nurses and teachers have theirs for five years.
void AddLicence(registry::v1::Licence::Kind kind, absl::string_view scope, absl::string_view division, Dice& dice,
                registry::v1::Person& person);

void AddTitle(registry::v1::TitleLevel level, absl::string_view words, Dice& dice, registry::v1::Person& person);

registry::v1::Sex DrawSex(uint32_t women_per_cent, Dice& dice);

}  // namespace jiedui::demo
