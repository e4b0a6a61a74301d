// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_service.h"

#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Stub = v1::PersonService::Stub;

v1::Person Named(const std::string& name, v1::Person person) {
  person.set_name(name);
  return person;
}

TEST(CreatePerson, AnswersWhatGetAnswers) {
  RegistryServer server;
  const auto created = CreatePerson(server, "zhang", Doctor());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), "persons/zhang");
  EXPECT_EQ(created->private_fields().id_document().number(), "990824********8886");
  EXPECT_EQ(created->private_fields().mobile(), "154****5678");
  EXPECT_NE(created->etag(), "");
  EXPECT_TRUE(created->has_create_time());
  const auto read = GetPerson(server, "persons/zhang");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
}

TEST(CreatePerson, WithoutAnIdGetsOne) {
  RegistryServer server;
  const auto created = CreatePerson(server, "", Doctor());
  ASSERT_THAT(created, IsOk());
  EXPECT_THAT(created->name(), StartsWith("persons/p"));
  EXPECT_THAT(GetPerson(server, created->name()), IsOk());
}

TEST(CreatePerson, WhatTheServerSetsIsIgnored) {
  RegistryServer server;
  v1::Person person = Named("persons/other", Doctor());
  person.mutable_delete_time()->set_seconds(1);
  person.mutable_create_time()->set_seconds(1);
  person.set_etag("mine");
  const auto created = CreatePerson(server, "zhang", person);
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), "persons/zhang");
  EXPECT_FALSE(created->has_delete_time());
  EXPECT_GT(created->create_time().seconds(), 1);
  EXPECT_NE(created->etag(), "mine");
}

TEST(CreatePerson, WhatIsTakenIsRefused) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  EXPECT_THAT(CreatePerson(server, "zhang", Teacher()), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  const auto same_number = CreatePerson(server, "zhang-again", Doctor());
  EXPECT_THAT(same_number, FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  EXPECT_THAT(same_number.status().ToString(), HasSubstr("persons/zhang"));
  EXPECT_THAT(same_number.status().ToString(), Not(HasSubstr("990824")));
  EXPECT_THAT(GetPerson(server, "persons/zhang-again"), StatusIs(StatusCode::kNotFound));
}

TEST(CreatePerson, EmployersMustExist) {
  RegistryServer server;
  v1::Person person = Doctor();
  person.add_employments()->set_organization("organizations/wps");
  person.add_employments()->set_organization("organizations/other");
  const auto refused = CreatePerson(server, "zhang", person);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
  EXPECT_THAT(refused.status().ToString(), HasSubstr("person.employments[1].organization"));
  ASSERT_THAT(CreateOrganization(server, "wps", Hospital()), IsOk());
  ASSERT_THAT(CreateOrganization(server, "other", Hospital()), IsOk());
  EXPECT_THAT(CreatePerson(server, "zhang", person), IsOk());
}

TEST(CreatePerson, ARetryIsAnsweredAsTheFirstTime) {
  RegistryServer server;
  v1::CreatePersonRequest request;
  *request.mutable_person() = Doctor();
  request.set_request_id("a-uuid");
  const auto first = Call(server.persons(), &Stub::CreatePerson, request);
  const auto second = Call(server.persons(), &Stub::CreatePerson, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  request.mutable_person()->set_display_name("王五");
  EXPECT_THAT(Call(server.persons(), &Stub::CreatePerson, request),
              FailsWith(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST(CreatePerson, ValidateOnlyChangesNothing) {
  RegistryServer server;
  v1::CreatePersonRequest request;
  request.set_person_id("zhang");
  *request.mutable_person() = Doctor();
  request.set_validate_only(true);
  EXPECT_THAT(Call(server.persons(), &Stub::CreatePerson, request), IsOk());
  EXPECT_THAT(GetPerson(server, "persons/zhang"), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  EXPECT_THAT(Call(server.persons(), &Stub::CreatePerson, request), StatusIs(StatusCode::kAlreadyExists));
}

TEST(CreatePerson, OfManyWithTheSameNumberAtOnceOneIsCreated) {
  RegistryServer server;
  constexpr int kAttempts = 32;
  std::vector<absl::StatusOr<v1::Person>> results(kAttempts, absl::UnknownError("not run"));
  std::vector<std::thread> threads;
  for (int i = 0; i < kAttempts; ++i)
    threads.emplace_back([&server, &result = results[static_cast<size_t>(i)], i] {
      result = CreatePerson(server, absl::StrCat("zhang", i), Doctor());
    });
  for (std::thread& thread : threads) thread.join();
  int created = 0;
  for (const auto& result : results) {
    if (result.ok())
      ++created;
    else
      EXPECT_THAT(result, FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  }
  EXPECT_EQ(created, 1);
}

TEST(CreatePerson, SyntheticNumbersNeedTheFlag) {
  RegistryServer server(/*allow_synthetic_ids=*/false);
  EXPECT_THAT(CreatePerson(server, "zhang", Doctor()),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("person.private_fields.id_document.number")));
}

TEST(GetPerson, OfNobodyIsNotFound) {
  RegistryServer server;
  EXPECT_THAT(GetPerson(server, "persons/nobody"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST(UpdatePerson, ChangesTheNamedFields) {
  RegistryServer server;
  const auto created = CreatePerson(server, "zhang", Doctor());
  v1::Person patch;
  patch.set_name("persons/zhang");
  patch.set_specialty("骨科");
  const auto updated = UpdatePerson(server, patch, {"specialty"});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->specialty(), "骨科");
  EXPECT_EQ(updated->display_name(), "张三");
  EXPECT_NE(updated->etag(), created->etag());
  EXPECT_EQ(updated->private_fields().mobile(), "154****5678");
}

TEST(UpdatePerson, WithoutAMaskChangesWhatIsSet) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::Person patch;
  patch.set_name("persons/zhang");
  patch.mutable_private_fields()->set_mobile("15487654321");
  const auto updated = UpdatePerson(server, patch, {});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->private_fields().mobile(), "154****4321");
  EXPECT_EQ(updated->private_fields().id_document().number(), "990824********8886");
}

TEST(UpdatePerson, ReadModifyWriteKeepsThePrivateFields) {
  RegistryServer server;
  v1::Person person = *CreatePerson(server, "zhang", Doctor());
  person.set_display_name("张四");
  const auto updated = UpdatePerson(server, person, {"*"});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->private_fields().id_document().number(), "990824********8886");
  EXPECT_THAT(CreatePerson(server, "li", Doctor()), FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
}

TEST(UpdatePerson, ThatChangesNothingKeepsTheEtag) {
  RegistryServer server;
  const v1::Person person = *CreatePerson(server, "zhang", Doctor());
  const uint64_t revision = server.store().Info().revision;
  const auto updated = UpdatePerson(server, person, {"*"});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->SerializeAsString(), person.SerializeAsString());
  EXPECT_EQ(server.store().Info().revision, revision);
}

TEST(UpdatePerson, MustLeaveAPersonBehind) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::Person patch;
  patch.set_name("persons/zhang");
  EXPECT_THAT(UpdatePerson(server, patch, {"display_name"}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("person.display_name")));
  EXPECT_THAT(UpdatePerson(server, patch, {"*"}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("person.display_name")));
  EXPECT_EQ(GetPerson(server, "persons/zhang")->display_name(), "张三");
}

TEST(UpdatePerson, RefusesWhatIsNamelessUnknownOldOrDeleted) {
  RegistryServer server;
  EXPECT_THAT(UpdatePerson(server, Teacher(), {}), StatusIs(StatusCode::kInvalidArgument, HasSubstr("person.name")));
  EXPECT_THAT(UpdatePerson(server, Named("persons/nobody", Teacher()), {}), StatusIs(StatusCode::kNotFound));
  v1::Person person = *CreatePerson(server, "zhang", Doctor());
  ASSERT_THAT(UpdatePerson(server, Named("persons/zhang", Teacher()), {"display_name"}), IsOk());
  EXPECT_THAT(UpdatePerson(server, person, {}), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(UpdatePerson(server, Named("persons/zhang", Teacher()), {"nonsense"}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("update_mask")));
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  EXPECT_THAT(UpdatePerson(server, Named("persons/zhang", Teacher()), {}),
              FailsWith(StatusCode::kFailedPrecondition, "RESOURCE_DELETED"));
}

TEST(UpdatePerson, OfAPersonWhoseEmployerIsGoneStillWorks) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "wps", Hospital()), IsOk());
  v1::Person person = Doctor();
  person.add_employments()->set_organization("organizations/wps");
  ASSERT_THAT(CreatePerson(server, "zhang", person), IsOk());
  v1::DeleteOrganizationRequest request;
  request.set_name("organizations/wps");
  ASSERT_THAT(Call(server.organizations(), &v1::OrganizationService::Stub::DeleteOrganization, request), IsOk());
  person.set_name("persons/zhang");
  person.set_specialty("骨科");
  EXPECT_THAT(UpdatePerson(server, person, {"*"}), IsOk());
  person.clear_private_fields();
  EXPECT_THAT(CreatePerson(server, "li", person), FailsWith(StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
}

TEST(UpdatePerson, TakesANumberThatIsFreeAndFreesTheOldOne) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::Person patch = Named("persons/zhang", Doctor());
  patch.mutable_private_fields()->mutable_id_document()->set_number("11010519491231002X");
  ASSERT_THAT(UpdatePerson(server, patch, {"private_fields.id_document"}), IsOk());
  EXPECT_THAT(CreatePerson(server, "li", Doctor()), IsOk());
  EXPECT_THAT(UpdatePerson(server, Named("persons/li", patch), {"private_fields"}),
              FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
}

TEST(DeletePerson, KeepsThePersonReadableAndFreesTheNumber) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  const auto deleted = DeletePerson(server, "persons/zhang");
  ASSERT_THAT(deleted, IsOk());
  EXPECT_TRUE(deleted->has_delete_time());
  EXPECT_TRUE(GetPerson(server, "persons/zhang")->has_delete_time());
  EXPECT_EQ(DeletePerson(server, "persons/zhang")->SerializeAsString(), deleted->SerializeAsString());
  EXPECT_THAT(CreatePerson(server, "li", Doctor()), IsOk());
  EXPECT_THAT(DeletePerson(server, "persons/nobody"), StatusIs(StatusCode::kNotFound));
}

TEST(UndeletePerson, TakesTheDeletionBackWhileTheNumberIsFree) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  v1::UndeletePersonRequest request;
  request.set_name("persons/zhang");
  const auto restored = Call(server.persons(), &Stub::UndeletePerson, request);
  ASSERT_THAT(restored, IsOk());
  EXPECT_FALSE(restored->has_delete_time());
  ASSERT_THAT(DeletePerson(server, "persons/zhang"), IsOk());
  ASSERT_THAT(CreatePerson(server, "li", Doctor()), IsOk());
  EXPECT_THAT(Call(server.persons(), &Stub::UndeletePerson, request),
              FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  request.set_etag("0");
  EXPECT_THAT(Call(server.persons(), &Stub::UndeletePerson, request), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  request.set_name("persons/nobody");
  EXPECT_THAT(Call(server.persons(), &Stub::UndeletePerson, request), StatusIs(StatusCode::kNotFound));
}

TEST(BatchGetPersons, AnswersInTheOrderOfTheRequest) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(CreatePerson(server, "li", Teacher()), IsOk());
  v1::BatchGetPersonsRequest request;
  for (const char* name : {"persons/zhang", "persons/li", "persons/zhang"}) request.add_names(name);
  const auto response = Call(server.persons(), &Stub::BatchGetPersons, request);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->persons_size(), 3);
  EXPECT_EQ(response->persons(1).name(), "persons/li");
  EXPECT_EQ(response->persons(2).private_fields().mobile(), "154****5678");
  request.add_names("persons/nobody");
  EXPECT_THAT(Call(server.persons(), &Stub::BatchGetPersons, request), StatusIs(StatusCode::kNotFound));
}

TEST(ListPersons, PagesInTheOrderOfIdsWithoutTheDeleted) {
  RegistryServer server;
  for (const char* id : {"c", "a", "b", "d"}) ASSERT_THAT(CreatePerson(server, id, Teacher()), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/b"), IsOk());
  v1::ListPersonsRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = Call(server.persons(), &Stub::ListPersons, request);
    ASSERT_THAT(page, IsOk());
    EXPECT_LE(page->persons_size(), 2);
    for (const v1::Person& person : page->persons()) names.push_back(person.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("persons/a", "persons/c", "persons/d"));
  request.set_show_deleted(true);
  request.set_page_size(0);
  EXPECT_EQ(Call(server.persons(), &Stub::ListPersons, request)->persons_size(), 4);
}

TEST(ListPersons, Filters) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(CreatePerson(server, "li", Teacher()), IsOk());
  v1::ListPersonsRequest request;
  request.set_filter("category = PERSON_CATEGORY_TEACHER");
  const auto page = Call(server.persons(), &Stub::ListPersons, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->persons_size(), 1);
  EXPECT_EQ(page->persons(0).name(), "persons/li");
}

}  // namespace
}  // namespace jiedui::registry
