// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "deploy/demo/divisions.h"
#include "deploy/demo/organizations.h"
#include "deploy/demo/people.h"
#include "deploy/demo/person.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using registry::v1::Employment;
using registry::v1::Licence;

// 12 of 30 work in township hospitals, the others in village clinics.
bool WorksInHospital(int number) { return number % 5 == 1 || number % 5 == 3; }

// 37 in 100, evenly spread.
registry::v1::Sex SexOf(int number) {
  return number * 37 / 100 > (number - 1) * 37 / 100 ? registry::v1::SEX_FEMALE : registry::v1::SEX_MALE;
}

// Mean 43, standard deviation 8.
int DrawAge(Dice& dice) {
  const int sum = dice.Between(0, 15) + dice.Between(0, 15) + dice.Between(0, 15);
  return std::clamp(21 + sum, 25, 58);
}

// Every third of the 12 in hospitals is an assistant physician (4), every sixth of the 18 in villages (3).
Licence::Kind LicenceOf(int number, int position_in_group) {
  if (WorksInHospital(number)) {
    return position_in_group % 3 == 0 ? Licence::KIND_ASSISTANT_PHYSICIAN : Licence::KIND_PHYSICIAN;
  }
  return position_in_group % 6 == 0 ? Licence::KIND_ASSISTANT_PHYSICIAN : Licence::KIND_VILLAGE_DOCTOR;
}

int PositionInGroup(int number) {
  int position = 0;
  for (int other = 1; other <= number; ++other) {
    if (WorksInHospital(other) == WorksInHospital(number)) ++position;
  }
  return position;
}

}  // namespace

registry::v1::Person MakePrimaryCareDoctor(const DoctorId& id, const Township& township, Dice& dice,
                                           IdentityBook& identities) {
  const int number = id.number;
  registry::v1::Person person =
      NewPerson({NumberedId(id.prefix, number), kCangxi, registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR,
                 registry::v1::ROLE_TRAINEE, SexOf(number), DrawAge(dice)},
                dice, identities);
  person.set_specialty("全科");
  if (WorksInHospital(number)) {
    AddEmployment(TownshipHospital(township.id), "医生", Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, dice, person);
  } else {
    AddEmployment(VillageClinic(township.id), "乡村医生", Employment::ESTABLISHMENT_NONE, dice, person);
  }
  const Licence::Kind kind = LicenceOf(number, PositionInGroup(number));
  AddLicence(kind, "全科医学", township.code, dice, person);
  if (kind == Licence::KIND_PHYSICIAN) AddTitle(registry::v1::TITLE_LEVEL_ASSISTANT, "医师", dice, person);
  return person;
}

std::vector<int> PrimaryCareTownships() {
  std::vector<int> first;
  std::vector<int> later;
  for (int i = 0; i < static_cast<int>(Townships().size()); ++i) {
    const Township& township = Townships()[static_cast<size_t>(i)];
    const int kept = std::min(township.seats_offered, township.seats_final);
    first.insert(first.end(), static_cast<size_t>(kept), i);
    later.insert(later.end(), static_cast<size_t>(township.seats_final - kept), i);
  }
  first.insert(first.end(), later.begin(), later.end());
  return first;
}

void AddPrimaryCarePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows) {
  std::vector<int> townships = PrimaryCareTownships();
  for (int i = 0; i < kPrimaryCareReserve; ++i) townships.push_back(i);
  int number = 0;
  for (const int township : townships) {
    ++number;
    Dice dice({seed, 0, EntityKind::kPrimaryCareDoctor, static_cast<uint64_t>(number)});
    *rows.emplace_back().mutable_person() =
        MakePrimaryCareDoctor({"primary", number}, Townships()[static_cast<size_t>(township)], dice, identities);
  }
}

}  // namespace jiedui::demo
