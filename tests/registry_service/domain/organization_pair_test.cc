// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_pair.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using v1::OrganizationPair;

OrganizationPair Hospitals() {
  OrganizationPair pair;
  pair.set_name("organizationPairs/hospitals");
  pair.set_kind(OrganizationPair::KIND_HOSPITAL);
  pair.set_east_organization("organizations/east");
  pair.set_west_organization("organizations/west");
  pair.set_sign_date("2021-06-10");
  return pair;
}

// Both organisations are there, and of the kind.
OrganizationPairFacts BothOf(v1::Organization::Kind kind) { return {.east_kind = kind, .west_kind = kind}; }

TEST(ParseOrganizationPair, TwoOrganizationsAreNeeded) {
  OrganizationPair pair = Hospitals();
  pair.set_west_organization("organizations/east");
  EXPECT_THAT(ParseOrganizationPair(pair),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization_pair.west_organization")));
}

TEST(ParseOrganizationPair, EndBeforeSigningIsRefused) {
  OrganizationPair pair = Hospitals();
  pair.set_end_date("2021-06-09");
  EXPECT_THAT(ParseOrganizationPair(pair),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization_pair.end_date")));
  pair.set_end_date("2021-06-10");
  EXPECT_THAT(ParseOrganizationPair(pair), IsOk());
}

TEST(RegisterOrganizationPair, Stamps) {
  const auto record = Register({.pair = Hospitals()}, BothOf(v1::Organization::KIND_HOSPITAL),
                               {.now = absl::FromUnixSeconds(5), .revision = 16, .actor = "tester"});
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->organization_pair().etag(), "10");
  EXPECT_EQ(record->creator(), "tester");
}

TEST(RegisterOrganizationPair, EveryMissingOrganizationIsNamed) {
  const auto record =
      Register({.pair = Hospitals()},
               OrganizationPairFacts{.missing_organizations = {"organizations/east", "organizations/west"}}, Stamp());
  EXPECT_THAT(record, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  EXPECT_THAT(record.status().ToString(), HasSubstr("organization_pair.east_organization"));
  EXPECT_THAT(record.status().ToString(), HasSubstr("organization_pair.west_organization"));
}

TEST(RegisterOrganizationPair, HospitalsPairWithTownshipHospitals) {
  OrganizationPairFacts facts = BothOf(v1::Organization::KIND_HOSPITAL);
  facts.west_kind = v1::Organization::KIND_TOWNSHIP_HOSPITAL;
  EXPECT_THAT(Register({.pair = Hospitals()}, facts, Stamp()), IsOk());
}

TEST(RegisterOrganizationPair, EveryOrganizationOfAnotherKindIsNamed) {
  const auto clinics = Register({.pair = Hospitals()}, BothOf(v1::Organization::KIND_VILLAGE_CLINIC), Stamp());
  EXPECT_THAT(clinics, FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_KIND_MISMATCH"));
  EXPECT_THAT(clinics.status().ToString(), HasSubstr("organization_pair.east_organization"));
  EXPECT_THAT(clinics.status().ToString(), HasSubstr("organizations/west is of KIND_VILLAGE_CLINIC"));
  OrganizationPair schools = Hospitals();
  schools.set_kind(OrganizationPair::KIND_SCHOOL);
  EXPECT_THAT(Register({.pair = schools}, BothOf(v1::Organization::KIND_HOSPITAL), Stamp()),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_KIND_MISMATCH"));
  EXPECT_THAT(Register({.pair = schools}, BothOf(v1::Organization::KIND_SCHOOL), Stamp()), IsOk());
}

TEST(RegisterOrganizationPair, OtherPairsTakeAnyKind) {
  OrganizationPair villages = Hospitals();
  villages.set_kind(OrganizationPair::KIND_OTHER);
  EXPECT_THAT(Register({.pair = villages}, BothOf(v1::Organization::KIND_GOVERNMENT), Stamp()), IsOk());
}

TEST(RegisterOrganizationPair, TakenIdIsRefused) {
  OrganizationPairRecord record;
  *record.mutable_organization_pair() = Hospitals();
  EXPECT_THAT(Register({.pair = Hospitals()}, {.current = record}, Stamp()),
              FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

}  // namespace
}  // namespace jiedui::registry
