// SPDX-License-Identifier: Apache-2.0
#include "absl/strings/str_cat.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/organizations.h"
#include "deploy/demo/people.h"
#include "deploy/demo/person.h"
#include "deploy/demo/plan.h"
#include "deploy/demo/rejections.h"

namespace jiedui::demo {
namespace {

using registry::v1::Employment;
using registry::v1::Licence;
using registry::v1::PersonCategory;

constexpr int kAgeOfTheTooOld = 59;

// What the people of one track do.
struct Profession {
  PersonCategory category;
  absl::string_view position;
  absl::string_view specialty;
  Licence::Kind licence;  // UNSPECIFIED: none
  registry::v1::TitleLevel level;
  absl::string_view title;
};

constexpr Profession kClinical[] = {
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "医生", "内科", Licence::KIND_PHYSICIAN,
     registry::v1::TITLE_LEVEL_ASSISTANT, "医师"},
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "医生", "外科", Licence::KIND_PHYSICIAN,
     registry::v1::TITLE_LEVEL_INTERMEDIATE, "主治医师"},
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "医生", "全科", Licence::KIND_ASSISTANT_PHYSICIAN,
     registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
};
constexpr Profession kMaternalChildHealth[] = {
    {registry::v1::PERSON_CATEGORY_NURSE, "护士", "妇幼护理", Licence::KIND_NURSE, registry::v1::TITLE_LEVEL_ASSISTANT,
     "护师"},
    {registry::v1::PERSON_CATEGORY_NURSE, "护士", "助产", Licence::KIND_NURSE, registry::v1::TITLE_LEVEL_TECHNICIAN,
     "护士"},
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "医生", "妇产科", Licence::KIND_PHYSICIAN,
     registry::v1::TITLE_LEVEL_ASSISTANT, "医师"},
};
constexpr Profession kTcmRehabilitation[] = {
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "中医师", "中医", Licence::KIND_PHYSICIAN,
     registry::v1::TITLE_LEVEL_ASSISTANT, "中医师"},
    {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, "中医师", "针灸推拿", Licence::KIND_ASSISTANT_PHYSICIAN,
     registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
    {registry::v1::PERSON_CATEGORY_MEDICAL_TECHNICIAN, "康复治疗师", "康复治疗", Licence::KIND_REHABILITATION_THERAPIST,
     registry::v1::TITLE_LEVEL_ASSISTANT, "康复治疗师"},
};
constexpr Profession kSecretarial[] = {
    {registry::v1::PERSON_CATEGORY_SECRETARIAL, "文秘", "公文写作", Licence::KIND_UNSPECIFIED,
     registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
    {registry::v1::PERSON_CATEGORY_SECRETARIAL, "办公室干事", "办公室管理", Licence::KIND_UNSPECIFIED,
     registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
};

absl::Span<const Profession> ProfessionsOf(scheduler::v1::Track track) {
  switch (track) {
    case scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH:
      return kMaternalChildHealth;
    case scheduler::v1::TRACK_TCM_REHABILITATION:
      return kTcmRehabilitation;
    case scheduler::v1::TRACK_SECRETARIAL:
      return kSecretarial;
    default:
      return kClinical;
  }
}

uint32_t WomenPerCent(scheduler::v1::Track track) {
  switch (track) {
    case scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH:
      return 88;
    case scheduler::v1::TRACK_SECRETARIAL:
      return 60;
    default:
      return 42;
  }
}

// Secretaries work for township governments, the others for township hospitals.
void AddEmployer(const TalentPlan& plan, const Profession& profession, Dice& dice, registry::v1::Person& person) {
  const Township& township = Townships()[dice.Below(static_cast<uint32_t>(Townships().size()))];
  if (plan.track == scheduler::v1::TRACK_SECRETARIAL) {
    AddEmployment(TownshipGovernment(township.id), profession.position, Employment::ESTABLISHMENT_AS_CIVIL_SERVICE,
                  dice, person);
    return;
  }
  AddEmployment(TownshipHospital(township.id), profession.position, Employment::ESTABLISHMENT_PUBLIC_INSTITUTION, dice,
                person);
}

registry::v1::Person MakeTrainee(const TalentPlan& plan, int number, Dice& dice, IdentityBook& identities) {
  const absl::Span<const Profession> professions = ProfessionsOf(plan.track);
  const Profession& profession = professions[dice.Below(static_cast<uint32_t>(professions.size()))];
  const Rejection rejection = RejectionOf(plan, number);
  const int age = rejection == Rejection::kTooOld ? kAgeOfTheTooOld : dice.Between(26, 48);
  registry::v1::Person person = NewPerson({NumberedId(plan.prefix, number), kCangxi, profession.category,
                                           registry::v1::ROLE_TRAINEE, DrawSex(WomenPerCent(plan.track), dice), age},
                                          dice, identities);
  person.set_specialty(std::string(profession.specialty));
  AddEmployer(plan, profession, dice, person);
  if (profession.licence != Licence::KIND_UNSPECIFIED && rejection != Rejection::kNoLicence) {
    AddLicence(profession.licence, profession.specialty, kCangxi, dice, person);
  }
  if (!profession.title.empty() && rejection != Rejection::kNoLicence) {
    AddTitle(profession.level, profession.title, dice, person);
  }
  return person;
}

}  // namespace

void AddTalentPeople(uint64_t seed, IdentityBook& identities, PersonRows& rows) {
  uint64_t ordinal = 0;
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) {
      Dice dice({seed, 0, EntityKind::kTalentTrainee, ++ordinal});
      *rows.emplace_back().mutable_person() = MakeTrainee(plan, number, dice, identities);
    }
  }
}

}  // namespace jiedui::demo
