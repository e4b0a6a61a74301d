// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_export.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;

struct Exported {
  std::vector<v1::Person> persons;
  absl::Status status;
};

Exported Export(RegistryServer& server, const std::string& filter = "") {
  grpc::ClientContext context;
  rpc::SetTimeout(context, kCallTimeout);
  v1::ExportPersonsRequest request;
  request.set_filter(filter);
  const auto reader = server.persons().ExportPersons(&context, request);
  Exported exported;
  v1::ExportPersonsResponse message;
  while (reader->Read(&message)) exported.persons.push_back(message.person());
  exported.status = rpc::FromGrpcStatus(reader->Finish());
  return exported;
}

v1::BulkSummary Import(RegistryServer& server, const std::vector<v1::Person>& persons) {
  grpc::ClientContext context;
  v1::ImportPersonsResponse response;
  const auto writer = server.persons().ImportPersons(&context, &response);
  for (const v1::Person& person : persons) {
    v1::ImportPersonsRequest row;
    *row.mutable_person() = person;
    writer->Write(row);
  }
  writer->WritesDone();
  EXPECT_TRUE(writer->Finish().ok());
  return response.summary();
}

TEST(ExportPersons, WhatComesOutGoesInUnchanged) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(CreatePerson(server, "zhao", Teacher()), IsOk());
  const Exported exported = Export(server);
  EXPECT_THAT(exported.status, IsOk());
  ASSERT_EQ(exported.persons.size(), 2u);
  EXPECT_EQ(exported.persons[0].SerializeAsString(), GetPerson(server, "persons/zhang")->SerializeAsString());
  const v1::BulkSummary summary = Import(server, exported.persons);
  EXPECT_EQ(summary.unchanged(), 2) << summary.DebugString();
  EXPECT_EQ(summary.fixed() + summary.warned() + summary.refused(), 0) << summary.DebugString();
}

TEST(ExportPersons, MoreThanOneStepComesInOrderAndEnds) {
  RegistryServer server;
  std::vector<v1::Person> persons;
  std::vector<std::string> expected;
  for (int i = 0; i < 600; ++i) {
    v1::Person person;
    person.set_name(absl::StrCat("persons/p", 1000 + i));
    person.set_display_name("王伟");
    person.set_category(i % 300 == 0 ? v1::PERSON_CATEGORY_NURSE : v1::PERSON_CATEGORY_DOCTOR);
    expected.push_back(person.name());
    persons.push_back(std::move(person));
  }
  ASSERT_EQ(Import(server, persons).created(), 600);
  std::vector<std::string> names;
  for (const v1::Person& person : Export(server).persons) names.push_back(person.name());
  EXPECT_EQ(names, expected);
  names.clear();
  for (const v1::Person& person : Export(server, "category = PERSON_CATEGORY_NURSE").persons)
    names.push_back(person.name());
  EXPECT_THAT(names, ElementsAre("persons/p1000", "persons/p1300"));
}

TEST(ExportPersons, DeletedPersonsStayBehind) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::DeletePersonRequest remove;
  remove.set_name("persons/zhang");
  ASSERT_THAT(Call(server.persons(), &v1::PersonService::Stub::DeletePerson, remove), IsOk());
  EXPECT_TRUE(Export(server).persons.empty());
  EXPECT_THAT(Export(server).status, IsOk());
}

TEST(ExportPersons, ABadFilterIsRefused) {
  RegistryServer server;
  EXPECT_THAT(Export(server, "no such thing").status, StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::registry
