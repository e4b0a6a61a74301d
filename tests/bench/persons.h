// SPDX-License-Identifier: Apache-2.0
// The people whose creation is measured. Their names are drawn as a county's are: the index rows of numbered ones would
// go to the end of each index, where rows are put most cheaply.
#pragma once

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/names.h"
#include "jiedui/registry/v1/person.pb.h"
#include "tests/bench/measure.h"

namespace jiedui::bench {

// A person as a county enters one.
inline registry::v1::Person PersonOf(int64_t number) {
  demo::Dice dice({.kind = demo::EntityKind::kExchangePerson, .ordinal = static_cast<uint64_t>(number)});
  registry::v1::Person person;
  person.set_sex(registry::v1::SEX_FEMALE);
  person.set_display_name(demo::DrawName(person.sex(), dice));
  person.set_birth_date(BirthDate(number));
  person.set_ethnicity("汉");
  person.set_category(registry::v1::PERSON_CATEGORY_DOCTOR);
  person.add_roles(registry::v1::ROLE_TRAINEE);
  person.set_specialty("骨科");
  person.mutable_private_fields()->mutable_id_document()->set_kind(registry::v1::IdDocument::KIND_RESIDENT_ID);
  person.mutable_private_fields()->mutable_id_document()->set_number(IdNumber(number));
  person.mutable_private_fields()->set_mobile("13800000000");
  auto& licence = *person.add_licences();
  licence.set_kind(registry::v1::Licence::KIND_PHYSICIAN);
  licence.set_number(absl::StrCat("L", number));
  licence.add_scopes("外科");
  licence.set_valid_from("2010-07-01");
  auto& title = *person.add_titles();
  title.set_level(registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR);
  title.set_title("副主任医师");
  title.set_conferred_date("2018-12-01");
  return person;
}

}  // namespace jiedui::bench
