// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_search.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;
using Stub = v1::PersonService::Stub;

v1::Person Named(const std::string& display_name) {
  v1::Person person;
  person.set_display_name(display_name);
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  return person;
}

absl::StatusOr<v1::SearchPersonsResponse> Search(RegistryServer& server, const v1::SearchPersonsRequest& request) {
  return Call(server.persons(), &Stub::SearchPersons, request);
}

std::vector<std::string> Found(RegistryServer& server, const std::string& query, const std::string& division = "") {
  v1::SearchPersonsRequest request;
  request.set_query(query);
  request.set_division(division);
  const auto response = Search(server, request);
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> names;
  for (const v1::PersonMatch& match : response->matches()) names.push_back(match.person().name());
  return names;
}

v1::Organization In(const std::string& display_name, const std::string& division) {
  v1::Organization organization = Hospital();
  organization.set_display_name(display_name);
  organization.clear_credit_code();
  organization.mutable_divisions(0)->set_division(division);
  return organization;
}

TEST(SearchPersons, FindsByNamePinyinInitialsAndNumber) {
  RegistryServer server;
  v1::Person shan = Doctor();
  shan.set_display_name("单雪梅");
  ASSERT_THAT(CreatePerson(server, "shan", shan), IsOk());
  ASSERT_THAT(CreatePerson(server, "lv", Named("吕布")), IsOk());
  ASSERT_THAT(CreatePerson(server, "ayi", Named("阿依古丽•买买提")), IsOk());
  for (const char* query : {"单雪梅", "雪梅", "单", "sxm", "shanxuemei", "shan xue mei", "shan", "danxuemei", "8886"})
    EXPECT_THAT(Found(server, query), ElementsAre("persons/shan")) << query;
  for (const char* query : {"lvbu", "lubu", "lyubu", "吕"})
    EXPECT_THAT(Found(server, query), ElementsAre("persons/lv")) << query;
  for (const char* query : {"阿依古丽·买买提", "阿依古丽.买买提", "阿依古丽・买", "阿依古丽买买提"})
    EXPECT_THAT(Found(server, query), ElementsAre("persons/ayi")) << query;
  EXPECT_THAT(Found(server, "王"), IsEmpty());
}

TEST(SearchPersons, TheBestComesFirst) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "a", Named("王伟民")), IsOk());
  ASSERT_THAT(CreatePerson(server, "b", Named("王伟")), IsOk());
  v1::Person alias = Named("李强");
  alias.add_aliases("王伟");
  ASSERT_THAT(CreatePerson(server, "c", alias), IsOk());
  EXPECT_THAT(Found(server, "王伟"), ElementsAre("persons/b", "persons/a", "persons/c"));
}

TEST(SearchPersons, AChangedNameIsFoundByBoth) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "xiao", Named("肖丽")), IsOk());
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/xiao");
  update.mutable_person()->set_display_name("萧丽");
  ASSERT_THAT(Call(server.persons(), &Stub::UpdatePerson, update), IsOk());
  EXPECT_THAT(Found(server, "萧丽"), ElementsAre("persons/xiao"));
  EXPECT_THAT(Found(server, "肖丽"), ElementsAre("persons/xiao"));
  v1::DeletePersonRequest remove;
  remove.set_name("persons/xiao");
  ASSERT_THAT(Call(server.persons(), &Stub::DeletePerson, remove), IsOk());
  EXPECT_THAT(Found(server, "肖丽"), IsEmpty());
}

TEST(SearchPersons, ThePresentEmployerIsTheOneThatTheOldOneWasMergedInto) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "baishan", In("白山乡卫生院", "510824226")), IsOk());
  ASSERT_THAT(CreateOrganization(server, "yunfeng", In("云峰镇卫生院", "510824102")), IsOk());
  v1::Person doctor = Named("李伟");
  doctor.add_employments()->set_organization("organizations/baishan");
  ASSERT_THAT(CreatePerson(server, "doctor", doctor), IsOk());
  v1::MergeOrganizationsRequest merge;
  merge.set_name("organizations/yunfeng");
  merge.set_predecessor("organizations/baishan");
  merge.set_merge_date("2022-01-01");
  merge.set_reason("合并");
  ASSERT_THAT(Call(server.organizations(), &v1::OrganizationService::Stub::MergeOrganizations, merge), IsOk());
  v1::SearchPersonsRequest request;
  request.set_query("liwei");
  EXPECT_EQ(Search(server, request)->matches(0).employer_display_name(), "云峰镇卫生院");
}

TEST(SearchPersons, HomonymsAreToldApart) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "east", In("余杭示范医院", "330110")), IsOk());
  ASSERT_THAT(CreateOrganization(server, "west", In("白山乡卫生院", "510824226")), IsOk());
  v1::Person first = Named("李伟");
  first.set_birth_date("1980-02-01");
  first.add_employments()->set_organization("organizations/east");
  v1::Person second = Named("李伟");
  second.add_employments()->set_organization("organizations/west");
  ASSERT_THAT(CreatePerson(server, "first", first), IsOk());
  ASSERT_THAT(CreatePerson(server, "second", second), IsOk());
  v1::SearchPersonsRequest request;
  request.set_query("liwei");
  const auto both = Search(server, request);
  ASSERT_EQ(both->matches_size(), 2);
  EXPECT_EQ(both->matches(0).employer_display_name(), "余杭示范医院");
  EXPECT_EQ(both->matches(0).birth_year(), 1980);
  EXPECT_EQ(both->matches(0).match(), v1::PersonMatch::MATCH_PINYIN);
  EXPECT_EQ(both->matches(1).employer_display_name(), "白山乡卫生院");
  EXPECT_EQ(both->matches(1).birth_year(), 0);
  EXPECT_THAT(Found(server, "liwei", "510824"), ElementsAre("persons/second"));
  request.set_organization("organizations/east");
  EXPECT_EQ(Search(server, request)->matches_size(), 1);
}

TEST(SearchPersons, MoreThanIsAskedForIsSaid) {
  RegistryServer server;
  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(CreatePerson(server, id, Named("王伟")), IsOk());
  v1::SearchPersonsRequest request;
  request.set_query("ww");
  request.set_page_size(2);
  EXPECT_EQ(Search(server, request)->matches_size(), 2);
  EXPECT_TRUE(Search(server, request)->more());
  request.set_page_size(3);
  EXPECT_FALSE(Search(server, request)->more());
}

TEST(SearchPersons, AnEmptyQueryIsRefused) {
  RegistryServer server;
  v1::SearchPersonsRequest request;
  for (const char* query : {"", "  ", "··"}) {
    request.set_query(query);
    EXPECT_THAT(Search(server, request), FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD")) << query;
  }
}

}  // namespace
}  // namespace jiedui::registry
