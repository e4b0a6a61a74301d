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
using scheduler::v1::Posting;

// What the plan of a posting does not say about the person sent.
struct ExchangeDetail {
  absl::string_view id;
  absl::string_view organization;
  absl::string_view position;
  absl::string_view specialty;
  registry::v1::TitleLevel level;
  absl::string_view title;
};

constexpr ExchangeDetail kDetails[] = {
    {"cadre-2021-1", "yuhang-office-a", "副主任", "", registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
    {"cadre-2021-2", "yuhang-office-b", "科长", "", registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
    {"doctor-2021-1", "yuhang-hospital-a", "医师", "骨科", registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR, "副主任医师"},
    {"doctor-2021-2", "yuhang-hospital-a", "医师", "心血管内科", registry::v1::TITLE_LEVEL_INTERMEDIATE, "主治医师"},
    {"doctor-2021-3", "yuhang-hospital-b", "医师", "妇产科", registry::v1::TITLE_LEVEL_INTERMEDIATE, "主治医师"},
    {"doctor-2021-4", "yuhang-hospital-c", "住院医师", "康复医学科", registry::v1::TITLE_LEVEL_ASSISTANT, "医师"},
    {"teacher-2021-1", "yuhang-primary-school-a", "教师", "语文", registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR,
     "高级教师"},
    {"teacher-2021-2", "yuhang-primary-school-b", "教师", "语文", registry::v1::TITLE_LEVEL_INTERMEDIATE, "一级教师"},
    {"teacher-2021-3", "yuhang-middle-school-a", "教师", "数学", registry::v1::TITLE_LEVEL_INTERMEDIATE, "一级教师"},
    {"teacher-2021-4", "yuhang-middle-school-b", "教师", "英语", registry::v1::TITLE_LEVEL_ASSISTANT, "二级教师"},
    {"agronomist-2021-1", "yuhang-agriculture-station", "农技员", "果树", registry::v1::TITLE_LEVEL_INTERMEDIATE,
     "农艺师"},
    {"agronomist-2021-2", "yuhang-agriculture-station", "农技员", "茶叶", registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR,
     "高级农艺师"},
    {"agronomist-2021-3", "yuhang-agriculture-station", "农技员", "畜牧", registry::v1::TITLE_LEVEL_INTERMEDIATE,
     "畜牧师"},
    {"digital-2021-1", "yuhang-digital-centre", "工程师", "数字化", registry::v1::TITLE_LEVEL_INTERMEDIATE, "工程师"},
    {"sanmen-cadre-2018-1", "sanmen-office-a", "副主任", "", registry::v1::TITLE_LEVEL_UNSPECIFIED, ""},
    {"sanmen-doctor-2021-1", "sanmen-hospital-a", "医师", "内科", registry::v1::TITLE_LEVEL_INTERMEDIATE, "主治医师"},
};

// What a category of posting asks of a person.
struct CategoryTraits {
  registry::v1::PersonCategory category;
  int age_min;
  int age_max;
  uint32_t women_per_cent;
  Employment::Establishment establishment;
};

CategoryTraits TraitsOf(Posting::Category category) {
  switch (category) {
    case Posting::CATEGORY_CADRE:
      return {registry::v1::PERSON_CATEGORY_CADRE, 36, 48, 25, Employment::ESTABLISHMENT_CIVIL_SERVICE};
    case Posting::CATEGORY_DOCTOR:
      return {registry::v1::PERSON_CATEGORY_DOCTOR, 34, 50, 40, Employment::ESTABLISHMENT_PUBLIC_INSTITUTION};
    case Posting::CATEGORY_TEACHER:
      return {registry::v1::PERSON_CATEGORY_TEACHER, 32, 50, 55, Employment::ESTABLISHMENT_PUBLIC_INSTITUTION};
    case Posting::CATEGORY_AGRONOMIST:
      return {registry::v1::PERSON_CATEGORY_AGRONOMIST, 34, 52, 30, Employment::ESTABLISHMENT_PUBLIC_INSTITUTION};
    default:
      return {registry::v1::PERSON_CATEGORY_OTHER_PROFESSIONAL, 32, 45, 35,
              Employment::ESTABLISHMENT_PUBLIC_INSTITUTION};
  }
}

absl::string_view CountyOf(const PostingPlan& plan) { return plan.pairing == kOldPairing ? kSanmen : kYuhang; }

registry::v1::Person MakeExchangePerson(const PostingPlan& plan, Dice& dice, IdentityBook& identities) {
  const auto* detail = std::find_if(std::begin(kDetails), std::end(kDetails),
                                    [&plan](const ExchangeDetail& candidate) { return candidate.id == plan.id; });
  const CategoryTraits traits = TraitsOf(plan.category);
  registry::v1::Person person =
      NewPerson({std::string(plan.id), CountyOf(plan), traits.category, registry::v1::ROLE_EXCHANGE,
                 DrawSex(traits.women_per_cent, dice), dice.Between(traits.age_min, traits.age_max)},
                dice, identities);
  person.set_specialty(std::string(detail->specialty));
  AddEmployment(OrganizationName(detail->organization), detail->position, traits.establishment, dice, person);
  if (plan.category == Posting::CATEGORY_DOCTOR) {
    AddLicence(Licence::KIND_PHYSICIAN, detail->specialty, CountyOf(plan), dice, person);
  }
  if (plan.category == Posting::CATEGORY_TEACHER) {
    AddLicence(Licence::KIND_TEACHER, detail->specialty, CountyOf(plan), dice, person);
  }
  if (!detail->title.empty()) AddTitle(detail->level, detail->title, dice, person);
  return person;
}

}  // namespace

void AddExchangePeople(uint64_t seed, IdentityBook& identities, PersonRows& rows) {
  uint64_t ordinal = 0;
  for (const PostingPlan& plan : PostingPlans()) {
    Dice dice({seed, 0, EntityKind::kExchangePerson, ++ordinal});
    *rows.emplace_back().mutable_person() = MakeExchangePerson(plan, dice, identities);
  }
}

}  // namespace jiedui::demo
