// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_privacy_handlers.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using testing::Not;
using Stub = v1::PersonService::Stub;

absl::StatusOr<v1::Person> Restrict(RegistryServer& server, bool lift = false) {
  v1::RestrictPersonRequest request;
  request.set_name("persons/zhang");
  request.set_reason("本人申请");
  request.set_lift(lift);
  return Call(server.persons(), &Stub::RestrictPerson, request);
}

absl::StatusOr<v1::PersonDossier> Dossier(RegistryServer& server, const std::string& reason = "本人申请查阅") {
  v1::GetPersonDossierRequest request;
  request.set_name("persons/zhang");
  request.set_reason(reason);
  return Call(server.persons(), &Stub::GetPersonDossier, request);
}

class PersonPrivacyTest : public testing::Test {
 protected:
  PersonPrivacyTest() { EXPECT_THAT(CreatePerson(server_, "zhang", Doctor()), IsOk()); }
  size_t Listed() {
    return static_cast<size_t>(Call(server_.persons(), &Stub::ListPersons, v1::ListPersonsRequest())->persons_size());
  }
  RegistryServer server_;
};

TEST_F(PersonPrivacyTest, ARestrictedPersonIsSeenNowhere) {
  const std::string display_name = Doctor().display_name();
  ASSERT_THAT(Restrict(server_), IsOk());
  EXPECT_EQ(Listed(), 0u);
  EXPECT_THAT(GetPerson(server_, "persons/zhang")->DebugString(), Not(HasSubstr(display_name)));
  v1::SearchPersonsRequest search;
  search.set_query(display_name);
  EXPECT_EQ(Call(server_.persons(), &Stub::SearchPersons, search)->matches_size(), 0);
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/zhang");
  update.mutable_person()->set_specialty("骨科");
  EXPECT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_RESTRICTED"));
}

TEST_F(PersonPrivacyTest, LiftedEverythingIsBack) {
  const auto before = GetPerson(server_, "persons/zhang");
  ASSERT_THAT(Restrict(server_), IsOk());
  ASSERT_THAT(Restrict(server_, /*lift=*/true), IsOk());
  auto after = GetPerson(server_, "persons/zhang");
  after->set_etag(before->etag());
  *after->mutable_update_time() = before->update_time();
  EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString());
  EXPECT_EQ(Listed(), 1u);
}

TEST_F(PersonPrivacyTest, TheNumberOfARestrictedPersonTellsNothingOfHer) {
  ASSERT_THAT(Restrict(server_), IsOk());
  const auto refused = CreatePerson(server_, "again", Doctor());
  EXPECT_THAT(refused, FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  EXPECT_THAT(refused.status().ToString(), Not(HasSubstr(Doctor().display_name())));
}

// A second record of her, merged into the first, must not tell what the first one hides.
TEST_F(PersonPrivacyTest, WhatWasMergedIntoHerIsHiddenWithHer) {
  v1::Person twin = Doctor();
  twin.set_display_name("张别名");
  twin.clear_private_fields();
  ASSERT_THAT(CreatePerson(server_, "twin", twin), IsOk());
  v1::MergePersonsRequest merge;
  merge.set_name("persons/zhang");
  merge.set_duplicate("persons/twin");
  merge.set_reason("同一人");
  ASSERT_THAT(Call(server_.persons(), &Stub::MergePersons, merge), IsOk());
  ASSERT_THAT(Restrict(server_), IsOk());
  v1::ListPersonsRequest list;
  list.set_show_deleted(true);
  const auto listed = Call(server_.persons(), &Stub::ListPersons, list);
  ASSERT_THAT(listed, IsOk());
  EXPECT_THAT(listed->DebugString(), Not(HasSubstr("display_name")));
  v1::GetPersonDossierRequest dossier;
  dossier.set_name("persons/twin");
  dossier.set_reason("本人申请查阅");
  EXPECT_EQ(Call(server_.persons(), &Stub::GetPersonDossier, dossier)->person().name(), "persons/zhang");
}

TEST_F(PersonPrivacyTest, ADeletedPersonIsRestrictedAsWell) {
  ASSERT_THAT(DeletePerson(server_, "persons/zhang"), IsOk());
  ASSERT_THAT(Restrict(server_), IsOk());
  const auto deleted = GetPerson(server_, "persons/zhang");
  EXPECT_TRUE(deleted->has_delete_time());
  EXPECT_TRUE(deleted->has_purge_time());
  for (const char* hidden : {"张三", "990824", "5678"})
    EXPECT_THAT(deleted->SerializeAsString(), Not(HasSubstr(hidden)));

  v1::UndeletePersonRequest undelete;
  undelete.set_name("persons/zhang");
  ASSERT_THAT(Call(server_.persons(), &Stub::UndeletePerson, undelete), IsOk());
  const auto back = GetPerson(server_, "persons/zhang");
  EXPECT_TRUE(back->has_restrict_time());
  EXPECT_FALSE(back->has_delete_time());
  EXPECT_THAT(back->SerializeAsString(), Not(HasSubstr("张三")));
  EXPECT_EQ(Listed(), 0u);
  EXPECT_FALSE(Dossier(server_)->person().has_delete_time());

  ASSERT_THAT(Restrict(server_, /*lift=*/true), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/zhang")->display_name(), "张三");
  EXPECT_FALSE(GetPerson(server_, "persons/zhang")->has_delete_time()) << "as undeleted";
  EXPECT_EQ(Listed(), 1u);
}

// Lifting must not bring her back beside whoever has her number by now.
TEST_F(PersonPrivacyTest, DeletedWhileRestrictedSheStaysDeletedWhenThatIsLifted) {
  ASSERT_THAT(Restrict(server_), IsOk());
  ASSERT_THAT(DeletePerson(server_, "persons/zhang"), IsOk());
  ASSERT_THAT(CreatePerson(server_, "other", Doctor()), IsOk());
  ASSERT_THAT(Restrict(server_, /*lift=*/true), IsOk());
  EXPECT_TRUE(GetPerson(server_, "persons/zhang")->has_delete_time());
  EXPECT_TRUE(GetPerson(server_, "persons/zhang")->has_purge_time());
  EXPECT_EQ(Listed(), 1u);
}

TEST_F(PersonPrivacyTest, TheDossierHasEverythingAndWhoLooked) {
  const auto first = Dossier(server_);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->person().private_fields().id_document().number(), Doctor().private_fields().id_document().number());
  EXPECT_EQ(first->creator(), "anonymous");
  EXPECT_EQ(first->accesses_size(), 0);
  ASSERT_THAT(Dossier(server_, "复核"), IsOk());
  const auto third = Dossier(server_);
  ASSERT_EQ(third->accesses_size(), 2);
  EXPECT_EQ(third->accesses(0).reason(), "复核");
  EXPECT_EQ(third->accesses(1).reason(), "本人申请查阅");
  EXPECT_THAT(third->accesses(1).method(), HasSubstr("GetPersonDossier"));
  EXPECT_TRUE(third->accesses(1).has_access_time());
}

TEST_F(PersonPrivacyTest, TheDossierOfARestrictedPersonIsWhole) {
  ASSERT_THAT(Restrict(server_), IsOk());
  const auto dossier = Dossier(server_);
  ASSERT_THAT(dossier, IsOk());
  EXPECT_EQ(dossier->person().display_name(), Doctor().display_name());
  EXPECT_EQ(dossier->restrict_reason(), "本人申请");
}

TEST_F(PersonPrivacyTest, WhoDoesNotExistHasNoDossier) {
  v1::GetPersonDossierRequest request;
  request.set_name("persons/nobody");
  request.set_reason("x");
  EXPECT_THAT(Call(server_.persons(), &Stub::GetPersonDossier, request), StatusIs(StatusCode::kNotFound));
}

// 协作办 chooses the official name and says why; the other spelling still finds her.
TEST_F(PersonPrivacyTest, TheDossierTellsWhyANameWasGivenUp) {
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/zhang");
  update.mutable_person()->set_display_name("章三");
  update.set_reason("以身份证为准");
  ASSERT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update), IsOk());
  const auto dossier = Dossier(server_);
  ASSERT_THAT(dossier, IsOk());
  ASSERT_EQ(dossier->former_names_size(), 1);
  EXPECT_EQ(dossier->former_names(0).display_name(), "张三");
  EXPECT_EQ(dossier->former_names(0).reason(), "以身份证为准");
  EXPECT_EQ(dossier->former_names(0).actor(), "anonymous");
}

TEST_F(PersonPrivacyTest, AReasonHasALimit) {
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/zhang");
  update.mutable_person()->set_display_name("章三");
  update.set_reason(std::string(201, 'x'));
  EXPECT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("reason")));
}

}  // namespace
}  // namespace jiedui::registry
