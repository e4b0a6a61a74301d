// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/roster_entry.h"

#include "absl/strings/str_cat.h"
#include "deploy/demo/person.h"
#include "deploy/demo/scale/scale_names.h"

namespace jiedui::demo {
namespace {

constexpr int kAgeMin = 25;
constexpr int kAgeMax = 60;
// So that there are names with dots to be written wrongly.
constexpr uint32_t kYiPerCent = 5;
constexpr absl::string_view kYiCounty = "513431";
constexpr absl::string_view kCategory = "基层医生";

}  // namespace

RosterEntry DrawEntry(const Township& township, Dice& dice, IdentityBook& identities) {
  const registry::v1::Sex sex = DrawSex(40, dice);
  const registry::v1::Person person = NewPerson({"roster", kCangxi, registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR,
                                                 registry::v1::ROLE_TRAINEE, sex, dice.Between(kAgeMin, kAgeMax)},
                                                dice, identities);
  std::string name = person.display_name();
  std::string ethnicity = person.ethnicity();
  if (dice.PerCent(kYiPerCent)) {
    NameAndGroup named = DrawNameAndGroup(kYiCounty, sex, dice);
    name = std::move(named.name);
    ethnicity = std::move(named.ethnicity);
  }
  RosterEntry entry;
  entry.cells = {
      {RosterCell::kName, std::move(name)},
      {RosterCell::kNumber, person.private_fields().id_document().number()},
      {RosterCell::kSex, sex == registry::v1::SEX_FEMALE ? "女" : "男"},
      {RosterCell::kBirthDate, person.birth_date()},
      {RosterCell::kMobile, person.private_fields().mobile()},
      {RosterCell::kEthnicity, absl::StrCat(ethnicity, "族")},
      {RosterCell::kOrganization, absl::StrCat(township.name, "卫生院")},
      {RosterCell::kPosition, "医生"},
      {RosterCell::kCategory, std::string(kCategory)},
  };
  return entry;
}

}  // namespace jiedui::demo
