// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/scale_licence.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "deploy/demo/person.h"

namespace jiedui::demo {
namespace {

constexpr int kLicenceYears = 5;
constexpr int kLicenceDays = 1'826;

absl::CivilDay YearsFrom(absl::CivilDay day, int years) {
  return absl::CivilDay(day.year() + years, day.month(), day.day());
}

}  // namespace

TrainingYears TrainingYearsFrom(int year, const Tier& tier) {
  return {.first = year, .last = std::min(year + 1, tier.first_year + tier.years - 1)};
}

void AddRenewedLicence(registry::v1::Licence::Kind kind, const TrainingYears& years, absl::string_view division,
                       Dice& dice, registry::v1::Person& person) {
  const absl::CivilDay last = absl::CivilDay(years.first, 1, 1) + dice.Between(0, kLicenceDays - 1);
  const bool practises = kind == registry::v1::Licence::KIND_VILLAGE_DOCTOR;
  AddLicence(kind, practises ? "全科医学" : "", division, dice, person);
  registry::v1::Licence& licence = *person.mutable_licences(person.licences_size() - 1);
  licence.set_valid_from(FormatDate(YearsFrom(last, -kLicenceYears) + 1));
  licence.set_valid_to(FormatDate(last));
  if (last > absl::CivilDay(years.last, 12, 31)) return;
  registry::v1::Licence next = licence;
  next.set_valid_from(FormatDate(last + 1));
  next.set_valid_to(FormatDate(YearsFrom(last, kLicenceYears)));
  *person.add_licences() = std::move(next);
}

}  // namespace jiedui::demo
