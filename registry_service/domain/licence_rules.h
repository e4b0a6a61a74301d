// SPDX-License-Identifier: Apache-2.0
// The law on licences to practise, as data: how long a kind of licence lasts and when its renewal is due, and on what
// basis a physician may practise away from where she is registered. Each rule has its source and the days it is in
// force, for the law changes: 执业医师法 gives way to 医师法 on 2022-03-01. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// Days on which a rule is in force, inclusive; empty = open. A DateRange of literals.
struct InForce {
  absl::string_view first;
  absl::string_view last;
};

// A period before the last valid day; nothing = the last valid day itself.
struct Notice {
  int months = 0;
  int days = 0;
};

struct LicenceRule {
  v1::Licence::Kind kind = v1::Licence::KIND_UNSPECIFIED;
  InForce in_force;
  int validity_years = 0;    // 0 = without end
  Notice renewal;            // renewal is applied for no later than this before the last valid day
  int assessment_years = 0;  // the holder is assessed once in so many years; 0 = the source sets no period
  absl::string_view source;  // law and article
};

// All of them; one kind has at most one on any day.
absl::Span<const LicenceRule> LicenceRules();

// The rule for the kind on the day (ISO); null if there is none.
const LicenceRule* LicenceRuleOn(v1::Licence::Kind kind, absl::string_view date);

// Characters of a licence's number: of physicians 15, one for the level, two for the category, six for the division and
// six in series (医师执业证书编码); of nurses 12. 0 = not known. Told as a doubt and never refused: certificates of
// before have other numbers.
size_t LicenceNumberLength(v1::Licence::Kind kind);

// The last day to apply for renewal. `valid_to` is an ISO day. Months end where the month ends: three months before
// 2021-05-31 is 2021-02-28.
std::string RenewBy(const Notice& notice, absl::string_view valid_to);

// Why a physician may practise at an institution where she is not registered.
enum class RegistrationBasis {
  kNotClinical,        // she does not practise there
  kFiled,              // filed with the same province's authority (备案)
  kAddedRegistration,  // added registration in another province (增加注册)
  kExemptArticle18,    // further study, counterpart support and the like: no change of registration
};

struct BasisRule {
  RegistrationBasis basis = RegistrationBasis::kNotClinical;
  InForce in_force;
  absl::string_view source;
};

absl::Span<const BasisRule> BasisRules();

// The bases that practice may rest on which starts on the day (ISO); the rule of the first day holds to the end.
std::vector<RegistrationBasis> BasesAllowedOn(absl::string_view start_date);
bool IsBasisAllowedOn(RegistrationBasis basis, absl::string_view start_date);

}  // namespace jiedui::registry
