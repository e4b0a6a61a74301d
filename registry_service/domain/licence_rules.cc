// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/licence_rules.h"

#include <algorithm>
#include <optional>

#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"

namespace jiedui::registry {
namespace {

using v1::Licence;

constexpr InForce kBeforePhysiciansLaw = {.first = "", .last = "2022-02-28"};
constexpr InForce kSincePhysiciansLaw = {.first = "2022-03-01", .last = ""};

constexpr LicenceRule kLicenceRules[] = {
    {.kind = Licence::KIND_PHYSICIAN, .in_force = kBeforePhysiciansLaw, .source = "执业医师法"},
    {.kind = Licence::KIND_PHYSICIAN,
     .in_force = kSincePhysiciansLaw,
     .assessment_years = 3,
     .source = "医师法 art. 42"},
    {.kind = Licence::KIND_ASSISTANT_PHYSICIAN, .in_force = kBeforePhysiciansLaw, .source = "执业医师法"},
    {.kind = Licence::KIND_ASSISTANT_PHYSICIAN,
     .in_force = kSincePhysiciansLaw,
     .assessment_years = 3,
     .source = "医师法 art. 42"},
    {.kind = Licence::KIND_VILLAGE_DOCTOR,
     .in_force = {.first = "2004-01-01"},
     .validity_years = 5,
     .renewal = {.months = 3},
     .assessment_years = 2,
     .source = "乡村医生从业管理条例 arts. 16, 34"},
    {.kind = Licence::KIND_NURSE,
     .in_force = {.first = "2008-05-12"},
     .validity_years = 5,
     .renewal = {.days = 30},
     .source = "护士条例 arts. 8, 10"},
    // A qualification; there is no register of practice.
    {.kind = Licence::KIND_REHABILITATION_THERAPIST, .source = "卫生专业技术资格考试"},
    {.kind = Licence::KIND_TEACHER, .validity_years = 5, .source = "中小学教师资格定期注册暂行办法"},
    {.kind = Licence::KIND_TCM_SPECIALTY, .in_force = {.first = "2017-07-01"}, .source = "中医药法 art. 15"},
};

// 医师执业注册管理办法 (2017, order no. 13) brought filing and added registration.
constexpr BasisRule kBasisRules[] = {
    {.basis = RegistrationBasis::kNotClinical, .source = "no registration is needed"},
    {.basis = RegistrationBasis::kFiled, .in_force = {.first = "2017-04-01"}, .source = "医师执业注册管理办法 art. 10"},
    {.basis = RegistrationBasis::kAddedRegistration,
     .in_force = {.first = "2017-04-01"},
     .source = "医师执业注册管理办法 art. 10"},
    {.basis = RegistrationBasis::kExemptArticle18, .in_force = kSincePhysiciansLaw, .source = "医师法 art. 18"},
};

bool IsInForce(const InForce& days, absl::string_view date) {
  return Contains({.first = std::string(days.first), .last = std::string(days.last)}, date);
}

absl::CivilDay MonthsBefore(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) - months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::min(last, absl::CivilDay(month) + (day.day() - 1));
}

}  // namespace

absl::Span<const LicenceRule> LicenceRules() { return kLicenceRules; }

const LicenceRule* LicenceRuleOn(Licence::Kind kind, absl::string_view date) {
  for (const LicenceRule& rule : kLicenceRules)
    if (rule.kind == kind && IsInForce(rule.in_force, date)) return &rule;
  return nullptr;
}

size_t LicenceNumberLength(Licence::Kind kind) {
  switch (kind) {
    case Licence::KIND_PHYSICIAN:
    case Licence::KIND_ASSISTANT_PHYSICIAN:
      return 15;
    case Licence::KIND_NURSE:
      return 12;
    default:
      return 0;
  }
}

std::string RenewBy(const Notice& notice, absl::string_view valid_to) {
  const std::optional<absl::CivilDay> last = ParseDate(valid_to);
  return last.has_value() ? FormatDate(MonthsBefore(*last, notice.months) - notice.days) : std::string(valid_to);
}

absl::Span<const BasisRule> BasisRules() { return kBasisRules; }

std::vector<RegistrationBasis> BasesAllowedOn(absl::string_view start_date) {
  std::vector<RegistrationBasis> allowed;
  for (const BasisRule& rule : kBasisRules)
    if (IsInForce(rule.in_force, start_date)) allowed.push_back(rule.basis);
  return allowed;
}

bool IsBasisAllowedOn(RegistrationBasis basis, absl::string_view start_date) {
  const std::vector<RegistrationBasis> allowed = BasesAllowedOn(start_date);
  return std::find(allowed.begin(), allowed.end(), basis) != allowed.end();
}

}  // namespace jiedui::registry
