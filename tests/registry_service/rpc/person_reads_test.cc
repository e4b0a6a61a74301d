// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_reads.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using Stub = v1::PersonService::Stub;

TEST(PersonReads, ABatchIsInTheOrderOfItsNames) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  ASSERT_THAT(CreatePerson(server, "zhao", Teacher()), IsOk());
  v1::BatchGetPersonsRequest request;
  request.add_names("persons/zhao");
  request.add_names("persons/zhang");
  const auto response = Call(server.persons(), &Stub::BatchGetPersons, request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->persons(0).name(), "persons/zhao");
  EXPECT_EQ(response->persons(1).name(), "persons/zhang");
  request.add_names("persons/nobody");
  EXPECT_THAT(Call(server.persons(), &Stub::BatchGetPersons, request), StatusIs(StatusCode::kNotFound));
}

TEST(PersonReads, ADeletedPersonIsReadButNotListed) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "zhang", Doctor()), IsOk());
  v1::DeletePersonRequest remove;
  remove.set_name("persons/zhang");
  ASSERT_THAT(Call(server.persons(), &Stub::DeletePerson, remove), IsOk());
  EXPECT_TRUE(GetPerson(server, "persons/zhang")->has_delete_time());
  v1::ListPersonsRequest list;
  EXPECT_EQ(Call(server.persons(), &Stub::ListPersons, list)->persons_size(), 0);
  list.set_show_deleted(true);
  EXPECT_EQ(Call(server.persons(), &Stub::ListPersons, list)->persons_size(), 1);
}

TEST(PersonReads, NobodyIsNotFound) {
  RegistryServer server;
  EXPECT_THAT(GetPerson(server, "persons/nobody"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST(PersonReads, TheListOfAnEmployerIsThatOfTheFilter) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "wps", Hospital()), IsOk());
  v1::Organization other = Hospital();
  other.clear_credit_code();
  ASSERT_THAT(CreateOrganization(server, "other", other), IsOk());
  for (const char* id : {"a", "b", "c", "d"}) {
    v1::Person person;
    person.set_display_name("王伟");
    person.set_category(v1::PERSON_CATEGORY_DOCTOR);
    person.set_sex(*id == 'c' ? v1::SEX_MALE : v1::SEX_FEMALE);
    person.add_employments()->set_organization(*id == 'b' ? "organizations/other" : "organizations/wps");
    ASSERT_THAT(CreatePerson(server, id, person), IsOk());
  }
  v1::ListPersonsRequest list;
  list.set_filter("employments.organization = \"organizations/wps\" AND sex = SEX_FEMALE");
  list.set_page_size(1);
  std::vector<std::string> names;
  do {
    const auto page = Call(server.persons(), &Stub::ListPersons, list);
    ASSERT_THAT(page, IsOk());
    for (const v1::Person& person : page->persons()) names.push_back(person.name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(names, std::vector<std::string>({"persons/a", "persons/d"}));
}

}  // namespace
}  // namespace jiedui::registry
