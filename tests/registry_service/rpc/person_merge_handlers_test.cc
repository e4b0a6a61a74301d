// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_merge_handlers.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using Stub = v1::PersonService::Stub;

v1::Person WithoutNumber(const std::string& display_name) {
  v1::Person person = Doctor();
  person.set_display_name(display_name);
  person.mutable_private_fields()->clear_id_document();
  return person;
}

v1::MergePersonsRequest Request(const std::string& name, const std::string& duplicate) {
  v1::MergePersonsRequest request;
  request.set_name(name);
  request.set_duplicate(duplicate);
  request.set_reason("同一人");
  return request;
}

absl::StatusOr<v1::Person> Merge(RegistryServer& server, const std::string& name, const std::string& duplicate) {
  return Call(server.persons(), &Stub::MergePersons, Request(name, duplicate));
}

absl::StatusOr<v1::Person> Unmerge(RegistryServer& server, const std::string& name, bool discard = false) {
  v1::UnmergePersonsRequest request;
  request.set_name(name);
  request.set_discard_changes(discard);
  return Call(server.persons(), &Stub::UnmergePersons, request);
}

// 肖丽 without a number and the same human being as 萧丽 with one.
class PersonMergeTest : public testing::Test {
 protected:
  PersonMergeTest() {
    EXPECT_THAT(CreatePerson(server_, "xiao", WithoutNumber("肖丽")), IsOk());
    v1::Person twin = Doctor();
    twin.set_display_name("萧丽");
    EXPECT_THAT(CreatePerson(server_, "twin", twin), IsOk());
  }
  std::vector<std::string> Listed() {
    const auto page = Call(server_.persons(), &Stub::ListPersons, v1::ListPersonsRequest());
    std::vector<std::string> names;
    for (const v1::Person& person : page->persons()) names.push_back(person.name());
    return names;
  }
  RegistryServer server_;
};

TEST_F(PersonMergeTest, TheOldNameLeadsToThePersonThatStays) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/xiao");
  EXPECT_THAT(GetPerson(server_, "persons/xiao")->aliases(), ElementsAre("萧丽"));
  EXPECT_THAT(Listed(), ElementsAre("persons/xiao"));
  v1::BatchGetPersonsRequest batch;
  batch.add_names("persons/twin");
  EXPECT_EQ(Call(server_.persons(), &Stub::BatchGetPersons, batch)->persons(0).name(), "persons/xiao");
}

TEST_F(PersonMergeTest, TheNumberMovesWithThePerson) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::Person again = Doctor();
  again.set_display_name("萧丽");
  const auto refused = CreatePerson(server_, "third", again);
  EXPECT_THAT(refused, FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("persons/xiao"));
}

TEST_F(PersonMergeTest, MergesFollowEachOther) {
  ASSERT_THAT(CreatePerson(server_, "third", WithoutNumber("肖莉")), IsOk());
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  ASSERT_THAT(Merge(server_, "persons/third", "persons/xiao"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/third");
  EXPECT_THAT(Unmerge(server_, "persons/twin"), FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  ASSERT_THAT(Unmerge(server_, "persons/xiao"), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/twin");
}

TEST_F(PersonMergeTest, UndoneBothAreAsTheyWere) {
  const auto xiao = GetPerson(server_, "persons/xiao");
  const auto twin = GetPerson(server_, "persons/twin");
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/xiao")->SerializeAsString(), xiao->SerializeAsString());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->SerializeAsString(), twin->SerializeAsString());
  EXPECT_THAT(Unmerge(server_, "persons/twin"), StatusIs(StatusCode::kNotFound));
  v1::Person again = Doctor();
  again.set_display_name("萧丽");
  const auto refused = CreatePerson(server_, "third", again);
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("persons/twin")) << "it has its number back";
}

TEST_F(PersonMergeTest, AMergedPersonIsNotWrittenTo) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/twin");
  update.mutable_person()->set_specialty("骨科");
  EXPECT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  v1::UndeletePersonRequest undelete;
  undelete.set_name("persons/twin");
  EXPECT_THAT(Call(server_.persons(), &Stub::UndeletePerson, undelete),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  EXPECT_THAT(Merge(server_, "persons/twin", "persons/xiao"),
              FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
}

TEST_F(PersonMergeTest, ChangesAfterTheMergeAreLostOnlyOnRequest) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/xiao");
  update.mutable_person()->set_specialty("骨科");
  ASSERT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update), IsOk());
  EXPECT_THAT(Unmerge(server_, "persons/twin"), FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  EXPECT_THAT(Unmerge(server_, "persons/twin", /*discard=*/true), IsOk());
}

TEST_F(PersonMergeTest, ATryChangesNothing) {
  v1::MergePersonsRequest request = Request("persons/xiao", "persons/twin");
  request.set_validate_only(true);
  ASSERT_THAT(Call(server_.persons(), &Stub::MergePersons, request), IsOk());
  EXPECT_THAT(Listed(), ElementsAre("persons/twin", "persons/xiao"));
}

}  // namespace
}  // namespace jiedui::registry
