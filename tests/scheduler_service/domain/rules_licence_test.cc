// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A village doctor whose licence ends on 2021-10-31, and a posting to 2021-12-14 (U9).
Candidate Stationing() {
  Candidate candidate = AnyCandidate();
  candidate.item = ItemOf(Stationed());
  candidate.item.requirements = FromText<v1::Requirements>("licence_kinds: KIND_VILLAGE_DOCTOR");
  candidate.person.mutable_licences(0)->set_valid_to("2021-10-31");
  return candidate;
}

TEST(LicenceExpires, WarnsAndSaysWhenToRenew) {
  const auto findings = Findings(Stationing());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule(), "LICENCE_EXPIRES");
  EXPECT_EQ(findings[0].severity(), v1::RuleFinding::SEVERITY_WARN);
  EXPECT_EQ(findings[0].found(), "no licence from 2021-11-01");
  EXPECT_EQ(findings[0].due_date(), "2021-07-31");
}

TEST(LicenceExpires, ARenewalOnTheNextDayIsNoGap) {
  Candidate candidate = Stationing();
  *candidate.person.add_licences() =
      FromText<registry::v1::Licence>("kind: KIND_VILLAGE_DOCTOR valid_from: '2021-11-01' valid_to: '2026-10-31'");
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

TEST(LicenceExpires, ANurseHasThirtyDays) {
  Candidate candidate = Stationing();
  candidate.item.requirements = FromText<v1::Requirements>("licence_kinds: KIND_NURSE");
  candidate.person.mutable_licences(0)->set_kind(registry::v1::Licence::KIND_NURSE);
  EXPECT_EQ(Findings(candidate)[0].due_date(), "2021-10-01");
}

TEST(LicenceScope, WarnsWhereNoneMatches) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.add_licence_scopes("妇产科");
  candidate.person.mutable_licences(0)->add_scopes("内科");
  EXPECT_THAT(FoundBy(candidate), ElementsAre("(LICENCE_SCOPE): found 内科, required 妇产科"));
  candidate.person.mutable_licences(0)->add_scopes("妇产科");
  EXPECT_THAT(FoundBy(candidate), IsEmpty());
}

// U9: the exemption of article 18 is in force since 2022-03-01.
TEST(RegistrationBasis, TheExemptionDependsOnTheFirstDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.clinical = true;
  EXPECT_THAT(FoundBy(candidate), ElementsAre("(REGISTRATION_BASIS_MISSING): found no basis of registration, required "
                                              "one, as the work is clinical"));
  candidate.registration_basis = v1::Assignment::REGISTRATION_BASIS_EXEMPT_ART18;
  candidate.item.dates = {"2021-06-15", "2021-12-14"};
  EXPECT_EQ(Findings(candidate)[0].rule(), "REGISTRATION_BASIS");
  candidate.item.dates = {"2022-02-28", "2022-12-14"};
  EXPECT_EQ(Findings(candidate).size(), 1u);
  candidate.item.dates = {"2022-03-01", "2022-12-14"};
  EXPECT_THAT(Findings(candidate), IsEmpty());
  candidate.item.dates = {"2021-06-15", "2021-12-14"};
  candidate.registration_basis = v1::Assignment::REGISTRATION_BASIS_FILED;
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
