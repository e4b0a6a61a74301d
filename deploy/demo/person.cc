// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/person.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "deploy/demo/names.h"

namespace jiedui::demo {
namespace {

using registry::v1::Licence;

constexpr absl::CivilDay kReportDay(2021, 11, 15);
constexpr int kRenewalYears = 5;
// Five-year licences end between these days, so that they began before the first course and outlive the last; teachers'
// outlive the school year.
constexpr absl::CivilDay kEarliestExpiry(2021, 12, 31);
constexpr absl::CivilDay kEarliestExpiryOfTeachers(2022, 7, 31);
constexpr absl::CivilDay kLatestExpiry(2026, 2, 28);
constexpr int kFirstLicenceAge = 23;
constexpr int kFirstJobAge = 22;

// The day the person turned `years`, at most `spread` days later.
absl::CivilDay DayAtAge(int years, int spread, Dice& dice, const registry::v1::Person& person) {
  const absl::CivilDay birth = *ParseDate(person.birth_date());
  return absl::CivilDay(birth.year() + years, birth.month(), birth.day()) + dice.Between(0, spread);
}

bool IsRenewed(Licence::Kind kind) {
  return kind == Licence::KIND_VILLAGE_DOCTOR || kind == Licence::KIND_NURSE || kind == Licence::KIND_TEACHER;
}

// 15 digits for physicians: level, category, division, serial; 12 for others. Never the identity number.
std::string LicenceNumber(Licence::Kind kind, absl::string_view county, Dice& dice) {
  const std::string division = SyntheticDivision(county);
  const uint32_t serial = dice.Below(1'000'000);
  if (kind == Licence::KIND_PHYSICIAN) return absl::StrFormat("110%s%06d", division, serial);
  if (kind == Licence::KIND_ASSISTANT_PHYSICIAN) return absl::StrFormat("210%s%06d", division, serial);
  return absl::StrFormat("%s%06d", division, serial);
}

}  // namespace

registry::v1::Person NewPerson(const PersonBrief& brief, Dice& dice, IdentityBook& identities) {
  const absl::CivilDay birthday(kReportDay.year() - brief.age, kReportDay.month(), kReportDay.day());
  const absl::CivilDay birth = birthday - dice.Between(0, 364);
  registry::v1::Person person;
  person.set_name(absl::StrCat("persons/", brief.id));
  person.set_display_name(DrawName(brief.sex, dice));
  person.set_sex(brief.sex);
  person.set_birth_date(FormatDate(birth));
  person.set_ethnicity(dice.PerTenThousand(9970) ? "汉" : "羌");
  person.set_category(brief.category);
  person.add_roles(brief.role);
  registry::v1::PrivateFields& fields = *person.mutable_private_fields();
  fields.mutable_id_document()->set_kind(registry::v1::IdDocument::KIND_RESIDENT_ID);
  fields.mutable_id_document()->set_number(identities.Issue({brief.county, birth, brief.sex}, dice));
  fields.set_mobile(DrawMobile(dice));
  return person;
}

void AddEmployment(absl::string_view organization, absl::string_view position,
                   registry::v1::Employment::Establishment establishment, Dice& dice, registry::v1::Person& person) {
  registry::v1::Employment& employment = *person.add_employments();
  employment.set_organization(std::string(organization));
  employment.set_position(std::string(position));
  employment.set_establishment(establishment);
  employment.set_start_date(FormatDate(DayAtAge(kFirstJobAge, 700, dice, person)));
}

void AddLicence(Licence::Kind kind, absl::string_view scope, absl::string_view division, Dice& dice,
                registry::v1::Person& person) {
  Licence& licence = *person.add_licences();
  licence.set_kind(kind);
  licence.set_number(LicenceNumber(kind, division.substr(0, 6), dice));
  if (!scope.empty()) licence.add_scopes(std::string(scope));
  licence.set_division(std::string(division));
  if (!IsRenewed(kind)) {
    licence.set_valid_from(FormatDate(DayAtAge(kFirstLicenceAge, 500, dice, person)));
    return;
  }
  const absl::CivilDay earliest = kind == Licence::KIND_TEACHER ? kEarliestExpiryOfTeachers : kEarliestExpiry;
  const absl::CivilDay last = earliest + dice.Between(0, static_cast<int>(kLatestExpiry - earliest));
  licence.set_valid_from(FormatDate(absl::CivilDay(last.year() - kRenewalYears, last.month(), last.day()) + 1));
  licence.set_valid_to(FormatDate(last));
}

void AddTitle(registry::v1::TitleLevel level, absl::string_view words, Dice& dice, registry::v1::Person& person) {
  registry::v1::Title& title = *person.add_titles();
  title.set_level(level);
  title.set_title(std::string(words));
  title.set_conferred_date(
      FormatDate(DayAtAge(kFirstLicenceAge + 2 * (static_cast<int>(level) - 2), 365, dice, person)));
}

registry::v1::Sex DrawSex(uint32_t women_per_cent, Dice& dice) {
  return dice.PerCent(women_per_cent) ? registry::v1::SEX_FEMALE : registry::v1::SEX_MALE;
}

}  // namespace jiedui::demo
