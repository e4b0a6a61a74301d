// SPDX-License-Identifier: Apache-2.0
// Rules about licences to practise (执业资格).
#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/domain/licence.h"
#include "scheduler_service/domain/rule.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Licence;

std::string Kinds(const v1::Requirements& required) {
  return absl::StrJoin(required.licence_kinds(), " or ", [](std::string* out, int value) {
    out->append(Licence::Kind_Name(static_cast<Licence::Kind>(value)));
  });
}

// The first day of the item without a licence; nullopt if there is none.
std::optional<std::string> Unlicensed(const Candidate& candidate) {
  return FirstDayUnlicensed(candidate.person, candidate.item.requirements, candidate.item.dates);
}

FindingList OnFirstDay(const Candidate& candidate) {
  const auto day = Unlicensed(candidate);
  if (day != candidate.item.dates.first) return {};
  return {{candidate.person.name(), absl::StrCat("no licence on ", *day), Kinds(candidate.item.requirements)}};
}

// U9: it is planned all the same, and somebody has to renew in time.
FindingList RunsOut(const Candidate& candidate) {
  const auto day = Unlicensed(candidate);
  if (!day.has_value() || *day == candidate.item.dates.first) return {};
  const std::string due = RenewalDueDate(candidate.person, candidate.item.requirements, *day);
  return {{candidate.person.name(), absl::StrCat("no licence from ", *day),
           absl::StrCat(Kinds(candidate.item.requirements), " on every day of ", ToString(candidate.item.dates)),
           absl::StrCat("renew it by ", due), due}};
}

bool CoversScope(const Licence& licence, const v1::Requirements& required) {
  return std::any_of(licence.scopes().begin(), licence.scopes().end(), [&](const std::string& scope) {
    return std::find(required.licence_scopes().begin(), required.licence_scopes().end(), scope) !=
           required.licence_scopes().end();
  });
}

FindingList Scope(const Candidate& candidate) {
  const v1::Requirements& required = candidate.item.requirements;
  if (required.licence_scopes().empty()) return {};
  std::vector<std::string> found;
  for (const Licence& licence : candidate.person.licences()) {
    if (!Contains({licence.valid_from(), licence.valid_to()}, candidate.item.dates.first)) continue;
    if (CoversScope(licence, required)) return {};
    found.insert(found.end(), licence.scopes().begin(), licence.scopes().end());
  }
  return {{candidate.person.name(), found.empty() ? "no scope of practice" : absl::StrJoin(found, ", "),
           absl::StrJoin(required.licence_scopes(), " or ")}};
}

FindingList ExemptTooEarly(const Candidate& candidate) {
  if (!candidate.item.clinical || candidate.registration_basis != v1::Assignment::REGISTRATION_BASIS_EXEMPT_ART18)
    return {};
  return {{candidate.person.name(), absl::StrCat("an exemption for ", candidate.item.dates.first),
           "filing or added registration: the exemption is in force since 2022-03-01"}};
}

FindingList BasisMissing(const Candidate& candidate) {
  const bool is_given = candidate.registration_basis != v1::Assignment::REGISTRATION_BASIS_UNSPECIFIED;
  if (!candidate.item.clinical || is_given) return {};
  return {
      {candidate.person.name(), "no basis of registration", "one, as the work is clinical", "set registration_basis"}};
}

}  // namespace

const std::vector<Rule>& RulesOfLicence() {
  static const auto& rules = *new std::vector<Rule>{
      {"LICENCE", "the person is licensed on the first day", kRefuse, OnFirstDay, "医师法 article 13"},
      {"LICENCE_EXPIRES", "the person is licensed on every day", kWarn, RunsOut,
       "乡村医生从业管理条例 article 16; 护士条例 article 10"},
      {"LICENCE_SCOPE", "a licence names one of the scopes", kWarn, Scope, "医师法 article 14"},
      {"REGISTRATION_BASIS", "clinical work away from the registered place is filed or registered", kRefuse,
       ExemptTooEarly, "医师执业注册管理办法 (2017) article 10", "", "2022-02-28"},
      {"REGISTRATION_BASIS_MISSING", "clinical work away from the registered place says on which basis", kWarn,
       BasisMissing, "医师法 article 18"},
  };
  return rules;
}

}  // namespace jiedui::scheduler
