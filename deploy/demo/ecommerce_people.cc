// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/divisions.h"
#include "deploy/demo/organizations.h"
#include "deploy/demo/people.h"
#include "deploy/demo/person.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

registry::v1::Person MakeEntrepreneur(int number, Dice& dice, IdentityBook& identities) {
  const bool farms = dice.PerCent(30);
  registry::v1::Person person =
      NewPerson({NumberedId("ecommerce", number), kCangxi,
                 farms ? registry::v1::PERSON_CATEGORY_LEADING_FARMER : registry::v1::PERSON_CATEGORY_ECOMMERCE,
                 registry::v1::ROLE_TRAINEE, DrawSex(52, dice), dice.Between(24, 50)},
                dice, identities);
  person.set_specialty(farms ? "农产品" : "网店");
  return person;
}

}  // namespace

void AddEcommercePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows) {
  for (int number = 1; number <= kEcommercePersons; ++number) {
    Dice dice({seed, 0, EntityKind::kEcommerceTrainee, static_cast<uint64_t>(number)});
    *rows.emplace_back().mutable_person() = MakeEntrepreneur(number, dice, identities);
  }
}

}  // namespace jiedui::demo
