// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "registry_service/domain/resident_id.h"
#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using v1::RowOutcome;

absl::StatusOr<v1::BulkSummary> Import(RegistryServer& server, const std::vector<v1::Person>& rows,
                                       const v1::BulkOptions& options = {}) {
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  v1::ImportPersonsResponse response;
  const auto writer = server.persons().ImportPersons(&context, &response);
  bool first = true;
  for (const v1::Person& row : rows) {
    v1::ImportPersonsRequest request;
    *request.mutable_person() = row;
    if (first) *request.mutable_options() = options;
    first = false;
    if (!writer->Write(request)) break;
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return rpc::FromGrpcStatus(status);
  return response.summary();
}

// The n-th of many different synthetic persons.
v1::Person Villager(int n) {
  v1::Person person = Doctor();
  const std::string sequence = absl::StrCat(n % 1000 + 1000).substr(1);
  const std::string body = absl::StrCat("990824", 1950 + n / 1000, "0808", sequence);
  const std::string number = body + ResidentIdCheckCharacter(body);
  person.mutable_private_fields()->mutable_id_document()->set_number(number);
  return person;
}

v1::BulkOptions ListAll() {
  v1::BulkOptions options;
  options.set_list_all_rows(true);
  return options;
}

TEST(ImportPersons, TellsNewFromChangedFromUnchangedFromRefused) {
  RegistryServer server;
  std::vector<v1::Person> rows;
  for (int i = 0; i < 2000; ++i) rows.push_back(Villager(i));
  for (int i = 1500; i < 2000; ++i) rows[static_cast<size_t>(i)].set_birth_date("not a date");
  const auto first = Import(server, rows);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->rows(), 2000);
  EXPECT_EQ(first->created(), 1500);
  EXPECT_EQ(first->refused(), 500);
  EXPECT_EQ(first->warned(), 1) << "one number ends in 000";
  EXPECT_EQ(first->outcomes_size(), 501);

  for (int i = 1500; i < 2000; ++i) rows[static_cast<size_t>(i)].set_birth_date("1955-08-08");
  for (int i = 0; i < 100; ++i) rows[static_cast<size_t>(i)].set_specialty("内科");
  const auto second = Import(server, rows);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->created(), 500);
  EXPECT_EQ(second->updated(), 100);
  EXPECT_EQ(second->unchanged(), 1400);
  EXPECT_EQ(second->refused(), 0);
}

TEST(ImportPersons, ARefusedRowSaysWhyAndLeavesTheOthersAlone) {
  RegistryServer server;
  v1::Person wrong = Villager(1);
  wrong.mutable_private_fields()->mutable_id_document()->set_number("990824198808088887");
  v1::Person homeless = Villager(2);
  homeless.add_employments()->set_organization("organizations/nowhere");
  const auto summary = Import(server, {Villager(0), wrong, homeless, Villager(3)});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  ASSERT_EQ(summary->outcomes_size(), 2);
  EXPECT_EQ(summary->outcomes(0).row(), 2);
  EXPECT_THAT(summary->outcomes(0).status().message(), HasSubstr("person.private_fields.id_document.number"));
  EXPECT_THAT(summary->outcomes(0).status().DebugString(), Not(HasSubstr("990824198808088887")));
  ASSERT_EQ(summary->outcomes(0).findings_size(), 1);
  EXPECT_EQ(summary->outcomes(0).findings(0).code(), "ID_CHECK_CHARACTER");
  EXPECT_EQ(summary->outcomes(0).findings(0).value(), "990824198808088887") << "back to whoever sent it";
  EXPECT_EQ(summary->outcomes(1).row(), 3);
  EXPECT_EQ(ReasonOf(rpc::FromRpcStatus(summary->outcomes(1).status())), "ORGANIZATION_MISSING");
  EXPECT_EQ(summary->outcomes(1).findings(0).code(), "ORGANIZATION_MISSING");
}

TEST(ImportPersons, ANamedRowIsThatPerson) {
  RegistryServer server;
  v1::Person row = Villager(0);
  row.set_name("persons/zhang");
  const auto created = Import(server, {row}, ListAll());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->outcomes(0).outcome(), RowOutcome::OUTCOME_CREATED);
  EXPECT_EQ(created->outcomes(0).name(), "persons/zhang");
  row.clear_private_fields();
  const auto cleared = Import(server, {row}, ListAll());
  EXPECT_EQ(cleared->outcomes(0).outcome(), RowOutcome::OUTCOME_UPDATED);
  EXPECT_FALSE(GetPerson(server, "persons/zhang")->has_private_fields());
}

TEST(ImportPersons, ANamelessRowIsThePersonWithItsNumber) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Villager(0)), IsOk());
  v1::Person row = Villager(0);
  row.set_specialty("骨科");
  const auto summary = Import(server, {row, row}, ListAll());
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->outcomes(0).outcome(), RowOutcome::OUTCOME_UPDATED);
  EXPECT_EQ(summary->outcomes(0).name(), "persons/zhang");
  EXPECT_EQ(summary->outcomes(1).outcome(), RowOutcome::OUTCOME_UNCHANGED);
  EXPECT_EQ(GetPerson(server, "persons/zhang")->specialty(), "骨科");
}

TEST(ImportPersons, ANumberWithAnotherNameIsRefused) {
  RegistryServer server;
  v1::Person xiao = Villager(0);
  xiao.set_display_name("肖丽");
  ASSERT_THAT(CreatePerson(server, "xiao", xiao), IsOk());
  v1::Person row = Villager(0);
  row.set_display_name("萧丽");
  auto summary = Import(server, {row});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->refused(), 1);
  const absl::Status refusal = rpc::FromRpcStatus(summary->outcomes(0).status());
  EXPECT_THAT(refusal, FailsWith(absl::StatusCode::kAlreadyExists, "NAME_MISMATCH"));
  EXPECT_THAT(refusal.ToString(), HasSubstr("persons/xiao"));
  EXPECT_THAT(refusal.ToString(), HasSubstr("肖*"));
  EXPECT_THAT(summary->SerializeAsString(), Not(HasSubstr("肖丽")));
  EXPECT_EQ(summary->outcomes(0).findings(0).code(), "NAME_MISMATCH");
  EXPECT_THAT(CreatePerson(server, "other", row), FailsWith(absl::StatusCode::kAlreadyExists, "NAME_MISMATCH"));
  // The office has looked: it is the same person.
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/xiao");
  update.mutable_person()->add_aliases("萧丽");
  ASSERT_THAT(Call(server.persons(), &v1::PersonService::Stub::UpdatePerson, update), IsOk());
  summary = Import(server, {row});
  EXPECT_EQ(summary->refused(), 0);
  EXPECT_EQ(summary->created(), 0);
}

TEST(ImportPersons, WhatWasReadMayBeWrittenBack) {
  RegistryServer server;
  const auto person = CreatePerson(server, "zhang", Villager(0));
  const auto summary = Import(server, {*person}, ListAll());
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->outcomes(0).outcome(), RowOutcome::OUTCOME_UNCHANGED);
}

TEST(ImportPersons, AMaskWithoutANameIsRefused) {
  RegistryServer server;
  v1::Person person = *CreatePerson(server, "zhang", Villager(0));
  person.clear_name();
  const auto summary = Import(server, {person});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->refused(), 1);
}

// "NAME_MISSING person.display_name" of every finding of the only row.
std::vector<std::string> Refused(RegistryServer& server, const v1::ImportPersonsRequest& row) {
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  v1::ImportPersonsResponse response;
  const auto writer = server.persons().ImportPersons(&context, &response);
  writer->WriteLast(row, grpc::WriteOptions());
  EXPECT_TRUE(writer->Finish().ok());
  EXPECT_EQ(response.summary().refused(), 1) << response.summary().DebugString();
  std::vector<std::string> refused;
  for (const v1::RowOutcome& outcome : response.summary().outcomes()) {
    for (const v1::RowFinding& finding : outcome.findings()) {
      EXPECT_NE(finding.problem(), "");
      EXPECT_NE(finding.suggestion(), "");
      refused.push_back(absl::StrCat(finding.code(), " ", finding.field()));
      if (!finding.value().empty()) absl::StrAppend(&refused.back(), "=", finding.value());
    }
  }
  return refused;
}

v1::ImportPersonsRequest RowOf(const v1::Person& person) {
  v1::ImportPersonsRequest row;
  *row.mutable_person() = person;
  return row;
}

TEST(ImportPersons, APersonWithoutANameOrACategoryIsRefused) {
  RegistryServer server;
  v1::Person bare = Villager(0);
  bare.clear_display_name();
  bare.clear_category();
  bare.add_roles(v1::ROLE_TRAINEE);
  EXPECT_THAT(Refused(server, RowOf(bare)),
              ElementsAre("NAME_MISSING person.display_name", "CATEGORY_MISSING person.category"));
  bare.set_name("persons/zhang");
  bare.clear_private_fields();
  EXPECT_THAT(Refused(server, RowOf(bare)),
              ElementsAre("NAME_MISSING person.display_name", "CATEGORY_MISSING person.category"));
  v1::ImportPersonsRequest masked = RowOf(bare);
  masked.mutable_update_mask()->add_paths("roles");
  EXPECT_THAT(Refused(server, masked),
              ElementsAre("NAME_MISSING person.display_name", "CATEGORY_MISSING person.category"));
  EXPECT_THAT(GetPerson(server, "persons/zhang"), StatusIs(StatusCode::kNotFound));
}

TEST(ImportPersons, AWholeRowDoesNotClearNameAndCategory) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Villager(0)), IsOk());
  v1::Person row = Villager(0);
  row.clear_display_name();
  row.clear_category();
  EXPECT_THAT(Refused(server, RowOf(row)), ElementsAre("NAME_MISSING person.display_name"));
  row.set_name("persons/zhang");
  EXPECT_THAT(Refused(server, RowOf(row)),
              ElementsAre("NAME_MISSING person.display_name", "CATEGORY_MISSING person.category"));
  EXPECT_EQ(GetPerson(server, "persons/zhang")->category(), v1::PERSON_CATEGORY_DOCTOR);
  // What a row with a mask leaves out stays.
  v1::ImportPersonsRequest masked = RowOf(row);
  masked.mutable_person()->set_specialty("内科");
  masked.mutable_update_mask()->add_paths("specialty");
  grpc::ClientContext context;
  v1::ImportPersonsResponse response;
  const auto writer = server.persons().ImportPersons(&context, &response);
  writer->WriteLast(masked, grpc::WriteOptions());
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(response.summary().updated(), 1) << response.summary().DebugString();
}

TEST(ImportPersons, ARowWithNeitherIdNorNumberIsRefused) {
  RegistryServer server;
  EXPECT_THAT(Refused(server, RowOf(Teacher())), ElementsAre("ID_MISSING person.private_fields.id_document.number"));
  v1::Person nobody;
  nobody.mutable_private_fields()->set_mobile("15412345678");
  EXPECT_THAT(Refused(server, RowOf(nobody)),
              ElementsAre("NAME_MISSING person.display_name", "CATEGORY_MISSING person.category",
                          "ID_MISSING person.private_fields.id_document.number"));
  EXPECT_EQ(Call(server.persons(), &v1::PersonService::Stub::ListPersons, v1::ListPersonsRequest())->persons_size(), 0);
}

TEST(ImportPersons, WhateverRefusesARowIsExplained) {
  RegistryServer server;
  v1::Person row = Villager(0);
  row.set_birth_date("1980-13-45");
  row.set_sex(static_cast<v1::Sex>(9));
  row.set_specialty(std::string(41, 'x'));
  EXPECT_THAT(Refused(server, RowOf(row)),
              ElementsAre("INVALID_FIELD person.sex=9", "INVALID_FIELD person.birth_date=1980-13-45",
                          "INVALID_FIELD person.specialty=" + std::string(41, 'x')));
  const auto person = CreatePerson(server, "zhang", Villager(0));
  row = *person;
  row.set_etag("0");
  row.set_specialty("内科");
  EXPECT_THAT(Refused(server, RowOf(row)), ElementsAre("ETAG_MISMATCH person.etag=0"));
  row.clear_name();
  EXPECT_THAT(Refused(server, RowOf(row)),
              testing::Contains(HasSubstr("ID_MASKED person.private_fields.id_document.number=990824")));
  v1::ImportPersonsRequest masked = RowOf(Villager(0));
  masked.mutable_update_mask()->add_paths("specialty");
  masked.mutable_update_mask()->add_paths("nonsense");
  EXPECT_THAT(Refused(server, masked), ElementsAre("INVALID_FIELD update_mask=specialty,nonsense"));
}

TEST(ImportPersons, ADeletedPersonIsRefusedByNameAndANewOneByNumber) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Villager(0)), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  v1::Person named = Villager(0);
  named.set_name("persons/zhang");
  const auto summary = Import(server, {named, Villager(0)}, ListAll());
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(ReasonOf(rpc::FromRpcStatus(summary->outcomes(0).status())), "RESOURCE_DELETED");
  EXPECT_EQ(summary->outcomes(1).outcome(), RowOutcome::OUTCOME_CREATED);
}

TEST(ImportPersons, ADryRunChangesNothing) {
  RegistryServer server;
  v1::BulkOptions options;
  options.set_validate_only(true);
  const auto summary = Import(server, {Villager(0), Villager(1)}, options);
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->created(), 2);
  EXPECT_EQ(Call(server.persons(), &v1::PersonService::Stub::ListPersons, v1::ListPersonsRequest())->persons_size(), 0);
}

// The real run's answer, row by row, though nothing is stored: two rows about one person, a name that is taken.
TEST(ImportPersons, ADryRunSaysWhatTheRealRunWillSay) {
  RegistryServer server;
  v1::Person other_name = Villager(0);
  other_name.set_display_name("另一人");
  v1::Person again = Villager(1);
  again.set_specialty("全科");
  const std::vector<v1::Person> rows = {Villager(0), Villager(1), Villager(0), other_name, again};
  v1::BulkOptions options = ListAll();
  options.set_validate_only(true);
  const auto dry = Import(server, rows, options);
  const auto real = Import(server, rows, ListAll());
  ASSERT_THAT(dry, IsOk());
  ASSERT_THAT(real, IsOk());
  ASSERT_EQ(dry->outcomes_size(), real->outcomes_size());
  for (int i = 0; i < real->outcomes_size(); ++i) {
    EXPECT_EQ(dry->outcomes(i).outcome(), real->outcomes(i).outcome()) << "row " << i + 1;
    EXPECT_EQ(dry->outcomes(i).status().code(), real->outcomes(i).status().code()) << "row " << i + 1;
  }
  EXPECT_EQ(real->created(), 2);
  EXPECT_EQ(real->unchanged(), 1);
}

TEST(ImportPersons, OfNoRowsIsFine) {
  RegistryServer server;
  const auto summary = Import(server, {});
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->rows(), 0);
}

}  // namespace
}  // namespace jiedui::registry
