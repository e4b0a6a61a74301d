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
  const auto record = Register({.pair = Hospitals()}, OrganizationPairFacts(),
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

TEST(RegisterOrganizationPair, TakenIdIsRefused) {
  OrganizationPairRecord record;
  *record.mutable_organization_pair() = Hospitals();
  EXPECT_THAT(Register({.pair = Hospitals()}, {.current = record}, Stamp()),
              FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

}  // namespace
}  // namespace jiedui::registry
