// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using v1::Organization;

Stamp StampAt(uint64_t revision) {
  return {.now = absl::FromUnixSeconds(static_cast<int64_t>(revision)), .revision = revision, .actor = "tester"};
}

void AddDivision(Organization& organization, const char* division, const char* start, const char* end) {
  auto& membership = *organization.add_divisions();
  membership.set_division(division);
  membership.set_start_date(start);
  membership.set_end_date(end);
}

Organization School() {
  Organization school;
  school.set_name("organizations/school");
  school.set_display_name("塘栖示范小学");
  school.set_kind(Organization::KIND_SCHOOL);
  school.set_credit_code("91350100M000100Y43");
  AddDivision(school, "330110", "", "2021-04-08");
  AddDivision(school, "330113", "2021-04-09", "");
  return school;
}

OrganizationDraft DraftOf(const Organization& organization) {
  auto draft = ParseOrganization(organization);
  EXPECT_THAT(draft, IsOk());
  return *std::move(draft);
}

OrganizationRecord Registered() {
  const auto record = Register(DraftOf(School()), OrganizationFacts(), StampAt(1));
  EXPECT_THAT(record, IsOk());
  return *record;
}

OrganizationFacts FactsWith(const OrganizationRecord& record) { return {.current = record}; }

FieldMask Mask(const std::vector<std::string>& paths) {
  FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

absl::Status ParseWith(const std::function<void(Organization&)>& change) {
  Organization organization = School();
  change(organization);
  return ParseOrganization(organization).status();
}

TEST(ParseOrganization, NormalisesNamesAndCode) {
  Organization school = School();
  school.set_display_name("\u3000塘栖示范小学 ");
  school.set_credit_code("91350100-m000100y43");
  const OrganizationDraft draft = DraftOf(school);
  EXPECT_EQ(draft.organization.display_name(), "塘栖示范小学");
  EXPECT_EQ(draft.organization.credit_code(), "91350100M000100Y43");
}

TEST(ParseOrganization, DivisionsThatTouchAreFine) {
  EXPECT_THAT(ParseWith([](Organization&) {}), IsOk());
}

TEST(ParseOrganization, DivisionsThatShareADayAreRefused) {
  EXPECT_THAT(ParseWith([](Organization& o) { o.mutable_divisions(1)->set_start_date("2021-04-08"); }),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       testing::AllOf(HasSubstr("organization.divisions[1].start_date"), HasSubstr("2021-04-08"))));
  EXPECT_THAT(ParseWith([](Organization& o) { AddDivision(o, "330110", "", ""); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.divisions[2]")));
}

TEST(ParseOrganization, WrongFieldsAreNamedByTheirPath) {
  EXPECT_THAT(ParseWith([](Organization& o) { o.mutable_divisions(1)->set_end_date("2021-04-01"); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.divisions[1].end_date")));
  EXPECT_THAT(ParseWith([](Organization& o) { o.mutable_divisions(0)->set_division("3301"); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.divisions[0].division")));
  EXPECT_THAT(ParseWith([](Organization& o) { o.set_credit_code("91350100M000100Y44"); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.credit_code")));
  EXPECT_THAT(ParseWith([](Organization& o) {
                o.add_aliases("小学");
                o.add_aliases(" 小学");
              }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.aliases[1]")));
  EXPECT_THAT(ParseWith([](Organization& o) { o.add_aliases("\u3000"); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.aliases[0]")));
}

TEST(ParseOrganization, WithoutACreditCodeIsFine) {
  EXPECT_THAT(ParseWith([](Organization& o) { o.clear_credit_code(); }), IsOk());
}

TEST(RegisterOrganization, StampsAndHoldsItsCode) {
  EXPECT_EQ(Registered().organization().etag(), "1");
  EXPECT_EQ(Registered().creator(), "tester");
  EXPECT_EQ(HeldCreditCode(Registered()), "91350100M000100Y43");
}

TEST(RegisterOrganization, WhatIsTakenIsRefused) {
  EXPECT_THAT(Register(DraftOf(School()), FactsWith(Registered()), StampAt(2)),
              FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(Register(DraftOf(School()), OrganizationFacts{.code_holder = "organizations/other"}, StampAt(2)),
              FailsWith(absl::StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
}

TEST(ReviseOrganization, ChangesTheNamedFieldsOnly) {
  Organization patch = School();
  patch.set_display_name("塘栖第一小学");
  patch.set_kind(Organization::KIND_GOVERNMENT);
  const auto record = Revise(DraftOf(patch), Mask({"display_name"}), FactsWith(Registered()), StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->organization().display_name(), "塘栖第一小学");
  EXPECT_EQ(record->organization().kind(), Organization::KIND_SCHOOL);
  EXPECT_EQ(record->organization().etag(), "2");
}

TEST(ReviseOrganization, EqualValuesChangeNothing) {
  const auto record = Revise(DraftOf(School()), Mask({"*"}), FactsWith(Registered()), StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->SerializeAsString(), Registered().SerializeAsString());
}

TEST(ReviseOrganization, RefusesWhatIsTakenGoneOldOrUnknown) {
  Organization patch = School();
  patch.set_credit_code("92990824MA00TEX11E");
  OrganizationFacts taken = FactsWith(Registered());
  taken.code_holder = "organizations/other";
  EXPECT_THAT(Revise(DraftOf(patch), Mask({"*"}), taken, StampAt(2)),
              FailsWith(absl::StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
  EXPECT_THAT(Revise(DraftOf(patch), Mask({"display_name"}), taken, StampAt(2)), IsOk());
  EXPECT_THAT(Revise(DraftOf(patch), Mask({}), OrganizationFacts(), StampAt(2)), StatusIs(absl::StatusCode::kNotFound));
  patch.set_etag("0");
  EXPECT_THAT(Revise(DraftOf(patch), Mask({}), FactsWith(Registered()), StampAt(2)),
              FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  const auto removed = Remove({.name = "organizations/school"}, FactsWith(Registered()), StampAt(2));
  EXPECT_THAT(Revise(DraftOf(School()), Mask({}), FactsWith(*removed), StampAt(3)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RESOURCE_DELETED"));
}

TEST(ReviseOrganization, AFormerNameStaysAsAnAlias) {
  Organization patch = School();
  patch.set_display_name("塘栖第一小学");
  OrganizationRecord record = *Revise(DraftOf(patch), Mask({"display_name"}), FactsWith(Registered()), StampAt(2));
  EXPECT_THAT(record.organization().aliases(), ElementsAre("塘栖示范小学"));
  patch.set_display_name("塘栖第二小学");
  patch.add_aliases("二小");
  record = *Revise(DraftOf(patch), Mask({"display_name", "aliases"}), FactsWith(record), StampAt(3));
  EXPECT_THAT(record.organization().aliases(), ElementsAre("二小", "塘栖第一小学"));
  record = *Revise(DraftOf(patch), Mask({"aliases"}), FactsWith(record), StampAt(4));
  EXPECT_THAT(record.organization().aliases(), ElementsAre("二小")) << "an alias can be taken away";
}

TEST(ReviseOrganization, AFormerNameFindsNoRoomBesideTwentyAliases) {
  Organization patch = School();
  patch.set_display_name("塘栖第一小学");
  for (int i = 0; i < kOrganizationAliasesMax; ++i) patch.add_aliases(absl::StrCat("别名", i));
  const auto record = Revise(DraftOf(patch), Mask({"*"}), FactsWith(Registered()), StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_THAT(record->organization().aliases(), SizeIs(kOrganizationAliasesMax));
}

TEST(WithAliasesOf, AddsToThoseThatAreThere) {
  Organization current = School();
  current.add_aliases("一小");
  Organization row = School();
  row.add_aliases("塘小");
  row.add_aliases("一小");
  EXPECT_THAT(WithAliasesOf(current, DraftOf(row))->organization.aliases(), ElementsAre("一小", "塘小"));
  EXPECT_THAT(WithAliasesOf(current, DraftOf(School()))->organization.aliases(), ElementsAre("一小"));
}

TEST(WithAliasesOf, TooManyTogetherAreRefused) {
  Organization current = School();
  for (int i = 0; i < kOrganizationAliasesMax; ++i) current.add_aliases(absl::StrCat("别名", i));
  EXPECT_THAT(WithAliasesOf(current, DraftOf(School())), IsOk());
  Organization row = School();
  row.add_aliases("塘小");
  EXPECT_THAT(WithAliasesOf(current, DraftOf(row)), FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST(OrganizationFounder, MustExistAndBeAnother) {
  Organization base = School();
  base.set_kind(Organization::KIND_TRAINING_BASE);
  base.set_founder("organizations/association");
  EXPECT_THAT(Register(DraftOf(base), OrganizationFacts(), StampAt(1)), IsOk());
  OrganizationFacts facts{.missing_organizations = {"organizations/association"}};
  EXPECT_THAT(Register(DraftOf(base), facts, StampAt(1)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  facts.current = Registered();
  EXPECT_THAT(Revise(DraftOf(base), Mask({"founder"}), facts, StampAt(2)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  EXPECT_THAT(Revise(DraftOf(base), Mask({"kind"}), facts, StampAt(2)), IsOk());
  EXPECT_THAT(ParseWith([](Organization& o) { o.set_founder(o.name()); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organization.founder")));
}

TEST(RemoveOrganization, LetsGoOfItsCodeAndIsIdempotent) {
  const auto once = Remove({.name = "organizations/school"}, FactsWith(Registered()), StampAt(2));
  ASSERT_THAT(once, IsOk());
  EXPECT_EQ(HeldCreditCode(*once), "");
  const auto twice = Remove({.name = "organizations/school"}, FactsWith(*once), StampAt(3));
  EXPECT_EQ(twice->SerializeAsString(), once->SerializeAsString());
  EXPECT_THAT(Remove({.name = "organizations/school"}, OrganizationFacts(), StampAt(2)),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(RestoreOrganization, NeedsItsCodeToBeFree) {
  OrganizationFacts facts = FactsWith(*Remove({.name = "organizations/school"}, FactsWith(Registered()), StampAt(2)));
  const auto restored = Restore({.name = "organizations/school"}, facts, StampAt(3));
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(HeldCreditCode(*restored), "91350100M000100Y43");
  facts.code_holder = "organizations/other";
  EXPECT_THAT(Restore({.name = "organizations/school"}, facts, StampAt(3)),
              FailsWith(absl::StatusCode::kAlreadyExists, "CREDIT_CODE_TAKEN"));
  EXPECT_THAT(Restore({.name = "organizations/school"}, OrganizationFacts(), StampAt(3)),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::registry
