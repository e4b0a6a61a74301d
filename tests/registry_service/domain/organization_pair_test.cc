// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_pair.h"

#include <gmock/gmock.h>

#include <optional>
#include <string>

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

// Hospitals() as recorded at revision 1.
OrganizationPairRecord Recorded() {
  const auto record = Register({.pair = Hospitals()}, BothOf(v1::Organization::KIND_HOSPITAL),
                               {.now = absl::FromUnixSeconds(1), .revision = 1, .actor = "tester"});
  EXPECT_THAT(record, IsOk());
  return *record;
}

// What `change` with `mask` makes of it at revision 2.
absl::StatusOr<OrganizationPairRecord> Revised(const OrganizationPair& change, const std::string& mask,
                                               OrganizationPairFacts facts) {
  facts.current = Recorded();
  google::protobuf::FieldMask paths;
  paths.add_paths(mask);
  const auto draft = Patched(change, paths, facts.current);
  if (!draft.ok()) return draft.status();
  return Revise(*draft, facts, {.now = absl::FromUnixSeconds(2), .revision = 2, .actor = "other"});
}

TEST(ReviseOrganizationPair, AnAgreementEnds) {
  OrganizationPair change = Hospitals();
  change.set_end_date("2023-06-09");
  const auto ended = Revised(change, "end_date", BothOf(v1::Organization::KIND_HOSPITAL));
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->organization_pair().end_date(), "2023-06-09");
  EXPECT_EQ(ended->organization_pair().etag(), "2");
  EXPECT_EQ(ended->organization_pair().create_time().seconds(), 1);
  EXPECT_EQ(ended->updater(), "other");
}

TEST(ReviseOrganizationPair, ChangingNothingChangesNothing) {
  const auto same = Revised(Hospitals(), "*", BothOf(v1::Organization::KIND_HOSPITAL));
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->SerializeAsString(), Recorded().SerializeAsString());
}

TEST(ReviseOrganizationPair, OrganizationsThatItHadMayHaveGoneNewOnesMayNot) {
  OrganizationPairFacts gone = BothOf(v1::Organization::KIND_HOSPITAL);
  gone.missing_organizations = {"organizations/east"};
  OrganizationPair change = Hospitals();
  change.set_end_date("2023-06-09");
  EXPECT_THAT(Revised(change, "end_date", gone), IsOk());
  OrganizationPairFacts unknown = BothOf(v1::Organization::KIND_HOSPITAL);
  unknown.missing_organizations = {"organizations/none"};
  change.set_west_organization("organizations/none");
  EXPECT_THAT(Revised(change, "west_organization", unknown),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
}

TEST(ReviseOrganizationPair, RefusesWhatIsUnknownOldOrNoPair) {
  EXPECT_THAT(Patched(Hospitals(), {}, std::nullopt), StatusIs(absl::StatusCode::kNotFound));
  OrganizationPair change = Hospitals();
  change.set_etag("7");
  EXPECT_THAT(Revised(change, "*", BothOf(v1::Organization::KIND_HOSPITAL)), StatusIs(absl::StatusCode::kAborted));
  change = Hospitals();
  change.set_west_organization("organizations/east");
  EXPECT_THAT(Revised(change, "west_organization", BothOf(v1::Organization::KIND_HOSPITAL)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization_pair.west_organization")));
  change = Hospitals();
  change.set_kind(OrganizationPair::KIND_SCHOOL);
  EXPECT_THAT(Revised(change, "kind", BothOf(v1::Organization::KIND_HOSPITAL)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_KIND_MISMATCH"));
}

TEST(CheckRemoval, OfWhatIsUnknownOrOldIsRefused) {
  EXPECT_THAT(CheckRemoval({.name = "organizationPairs/none"}, std::nullopt), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(CheckRemoval({.name = "organizationPairs/hospitals", .etag = "7"}, Recorded()),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(CheckRemoval({.name = "organizationPairs/hospitals", .etag = "1"}, Recorded()), IsOk());
}

}  // namespace
}  // namespace jiedui::registry
