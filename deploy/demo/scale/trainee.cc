// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/trainee.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "deploy/demo/person.h"
#include "deploy/demo/scale/pair_places.h"
#include "deploy/demo/scale/scale_licence.h"
#include "deploy/demo/scale/scale_names.h"
#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

using registry::v1::Employment;
using registry::v1::Licence;
using registry::v1::Person;

constexpr int kReportYear = 2021;  // for which NewPerson takes ages

struct AudienceTraits {
  absl::string_view id;
  registry::v1::PersonCategory category;
  int age_min;
  int age_max;
  uint32_t women_per_cent;
  absl::string_view specialty;
};

// In the order of Audience.
constexpr AudienceTraits kTraits[] = {
    {"doctor", registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, 35, 61, 37, "全科"},
    {"clerk", registry::v1::PERSON_CATEGORY_SECRETARIAL, 24, 45, 60, "公文写作"},
    {"seller", registry::v1::PERSON_CATEGORY_ECOMMERCE, 20, 50, 52, "网店"},
    {"teacher", registry::v1::PERSON_CATEGORY_TEACHER, 28, 52, 58, "语文"},
    {"farmer", registry::v1::PERSON_CATEGORY_LEADING_FARMER, 30, 58, 40, "种植"},
};

const AudienceTraits& TraitsOf(Audience audience) { return kTraits[static_cast<size_t>(audience)]; }

Dice DiceOf(const TierMap& map, const TraineeRef& ref) {
  const EntityKind kind = ref.moves ? EntityKind::kScaleMover : EntityKind::kScaleTrainee;
  const uint64_t group = static_cast<uint64_t>(ref.year) * kAudiences + static_cast<uint64_t>(ref.audience);
  return Dice(
      {map.seed(), static_cast<uint64_t>(ref.pair), kind, group * 10'000'000 + static_cast<uint64_t>(ref.ordinal)});
}

// Four in ten work in the township's hospital, the others in villages.
void MakeDoctor(const TierMap& map, const TraineeRef& ref, int township, Dice& dice, Person& person) {
  const PairPlaces places(map, ref.pair);
  const std::string division = places.TownshipCode(township);
  if (dice.PerCent(40)) {
    AddEmployment(places.Hospital(township), "医生", Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, dice, person);
    const bool assists = dice.PerCent(33);
    AddLicence(assists ? Licence::KIND_ASSISTANT_PHYSICIAN : Licence::KIND_PHYSICIAN, "全科医学", division, dice,
               person);
    if (!assists) AddTitle(registry::v1::TITLE_LEVEL_ASSISTANT, "医师", dice, person);
    return;
  }
  AddEmployment(places.Clinic(township), "乡村医生", Employment::ESTABLISHMENT_NONE, dice, person);
  AddRenewedLicence(Licence::KIND_VILLAGE_DOCTOR, TrainingYearsFrom(ref.year, map.tier()), division, dice, person);
}

void AddWork(const TierMap& map, const TraineeRef& ref, int township, Dice& dice, Person& person) {
  const PairPlaces places(map, ref.pair);
  switch (ref.audience) {
    case Audience::kDoctor:
      return MakeDoctor(map, ref, township, dice, person);
    case Audience::kClerk:
      return AddEmployment(places.Government(township), "文秘", Employment::ESTABLISHMENT_AS_CIVIL_SERVICE, dice,
                           person);
    case Audience::kTeacher:
      AddEmployment(places.Western(PlaceKind::kSchool, township % kPlacesOfKind), "教师",
                    Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, dice, person);
      return AddRenewedLicence(Licence::KIND_TEACHER, TrainingYearsFrom(ref.year, map.tier()), map.West(ref.pair).code,
                               dice, person);
    case Audience::kSeller:
    case Audience::kFarmer:
      return;  // work for themselves
  }
}

// Who moves is born on a day of their own, and has a number without asking a book.
void GiveMoversNumber(const TierMap& map, const TraineeRef& ref, Person& person) {
  const NumberRange all = map.WestNumbers(ref.pair);
  const absl::CivilDay birth =
      absl::CivilDay(1978, 1, 1) + (ref.year - map.tier().first_year) * map.Movers(ref.pair) + ref.ordinal;
  person.set_birth_date(FormatDate(birth));
  person.mutable_private_fields()->mutable_id_document()->set_number(
      IdentityBook::NumberOf({map.West(ref.pair).code, birth, person.sex()}, all.first + all.count - 1));
}

}  // namespace

NumberRange NumbersOfBook(const NumberRange& all) { return {.first = all.first, .count = all.count - 1}; }

std::string PersonName(const TierMap& map, const TraineeRef& ref) {
  return absl::StrFormat("persons/%s-%s-%d-%05d", map.PairId(ref.pair), ref.moves ? "mover" : TraitsOf(ref.audience).id,
                         ref.year, ref.ordinal + 1);
}

int TownshipOf(const TierMap& map, const TraineeRef& ref) {
  return static_cast<int>(DiceOf(map, ref).Below(kScaleTownships));
}

Person MakeTrainee(const TierMap& map, const TraineeRef& ref, IdentityBook& identities) {
  const AudienceTraits& traits = TraitsOf(ref.audience);
  Dice dice = DiceOf(map, ref);
  const int township = static_cast<int>(dice.Below(kScaleTownships));
  const std::string& county = map.West(ref.pair).code;
  const registry::v1::Sex sex = DrawSex(traits.women_per_cent, dice);
  const int age = dice.Between(traits.age_min, traits.age_max) - (ref.year - kReportYear);
  IdentityBook own;
  Person person = NewPerson({PersonName(map, ref).substr(sizeof("persons/") - 1), county, traits.category,
                             registry::v1::ROLE_TRAINEE, sex, age},
                            dice, ref.moves ? own : identities);
  if (ref.moves) GiveMoversNumber(map, ref, person);
  NameAndGroup named = DrawNameAndGroup(county, sex, dice);
  person.set_display_name(std::move(named.name));
  person.set_ethnicity(std::move(named.ethnicity));
  person.set_specialty(std::string(traits.specialty));
  if (!ref.moves) AddWork(map, ref, township, dice, person);
  return person;
}

}  // namespace jiedui::demo
