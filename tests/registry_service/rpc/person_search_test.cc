// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_search.h"

#include <gmock/gmock.h>

#include "registry_service/rpc/search_index.h"
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

void Merge(RegistryServer& server, const std::string& survivor, const std::string& predecessor,
           const std::string& date) {
  v1::MergeOrganizationsRequest merge;
  merge.set_name("organizations/" + survivor);
  merge.set_predecessor("organizations/" + predecessor);
  merge.set_merge_date(date);
  merge.set_reason("合并");
  ASSERT_THAT(Call(server.organizations(), &v1::OrganizationService::Stub::MergeOrganizations, merge), IsOk());
}

v1::Person EmployedAt(const std::string& display_name, const std::string& organization) {
  v1::Person person = Named(display_name);
  person.add_employments()->set_organization("organizations/" + organization);
  return person;
}

// The names of those found at an organisation.
std::vector<std::string> FoundAt(RegistryServer& server, const std::string& query, const std::string& organization) {
  v1::SearchPersonsRequest request;
  request.set_query(query);
  request.set_organization("organizations/" + organization);
  const auto response = Search(server, request);
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> names;
  for (const v1::PersonMatch& match : response->matches()) names.push_back(match.person().name());
  return names;
}

// So many like this one, with ids from persons/a100000.
void CreateMany(RegistryServer& server, size_t count, const v1::Person& person) {
  grpc::ClientContext context;
  v1::ImportPersonsResponse response;
  const auto writer = server.persons().ImportPersons(&context, &response);
  v1::ImportPersonsRequest row;
  *row.mutable_person() = person;
  for (size_t i = 0; i < count; ++i) {
    row.mutable_person()->set_name(absl::StrCat("persons/a", 100'000 + i));
    ASSERT_TRUE(writer->Write(row));
  }
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  ASSERT_EQ(response.summary().created(), static_cast<int64_t>(count));
}

// The wanted one is the last of so many that a search by the key alone does not reach him.
TEST(SearchPersons, AFilterIsNotAppliedToTheFirstThousandOnly) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "here", In("白山乡卫生院", "510824226")), IsOk());
  CreateMany(server, kCandidatesMax + 200, Named("王伟"));
  ASSERT_THAT(CreatePerson(server, "z", EmployedAt("王伟", "here")), IsOk());
  EXPECT_THAT(FoundAt(server, "王伟", "here"), ElementsAre("persons/z"));
  EXPECT_THAT(Found(server, "王伟", "510824"), ElementsAre("persons/z"));
  v1::SearchPersonsRequest request;
  request.set_query("王伟");
  request.set_division("510824");
  EXPECT_FALSE(Search(server, request)->more());
  request.clear_division();
  EXPECT_TRUE(Search(server, request)->more());
}

TEST(SearchPersons, AFilterLooksAtSoManyAndSaysThatThereAreMore) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "here", In("白山乡卫生院", "510824226")), IsOk());
  CreateMany(server, kFilteredRowsMax, EmployedAt("王伟", "here"));
  v1::SearchPersonsRequest request;
  request.set_query("王伟");
  request.set_division("33");
  const auto elsewhere = Search(server, request);
  ASSERT_THAT(elsewhere, IsOk());
  EXPECT_EQ(elsewhere->matches_size(), 0);
  EXPECT_TRUE(elsewhere->more());
  request.set_query("李强");
  EXPECT_FALSE(Search(server, request)->more());
  request.clear_division();
  request.set_organization("organizations/here");
  const auto here = Search(server, request);
  ASSERT_THAT(here, IsOk());
  EXPECT_EQ(here->matches_size(), 0);
  EXPECT_TRUE(here->more());
}

TEST(SearchPersons, OfAnOrganizationAlsoFindsThoseOfItsPredecessors) {
  RegistryServer server;
  for (const char* id : {"top", "middle", "first", "later"})
    ASSERT_THAT(CreateOrganization(server, id, In(absl::StrCat("卫生院", id), "510824226")), IsOk());
  ASSERT_THAT(CreatePerson(server, "a", EmployedAt("王伟民", "top")), IsOk());
  ASSERT_THAT(CreatePerson(server, "b", EmployedAt("王伟", "first")), IsOk());
  ASSERT_THAT(CreatePerson(server, "c", EmployedAt("王伟", "later")), IsOk());
  v1::Person former = EmployedAt("王伟", "top");
  former.mutable_employments(0)->set_end_date("2001-01-01");
  ASSERT_THAT(CreatePerson(server, "d", former), IsOk());
  ASSERT_THAT(CreatePerson(server, "e", EmployedAt("李强", "top")), IsOk());
  EXPECT_THAT(FoundAt(server, "王伟", "top"), ElementsAre("persons/d", "persons/a"));
  Merge(server, "top", "middle", "2020-01-01");
  Merge(server, "middle", "first", "2019-01-01");
  Merge(server, "top", "later", "2199-01-01");
  EXPECT_THAT(FoundAt(server, "王伟", "top"), ElementsAre("persons/b", "persons/d", "persons/a"));
  EXPECT_THAT(FoundAt(server, "王伟", "middle"), ElementsAre("persons/b"));
  EXPECT_THAT(FoundAt(server, "王伟", "first"), ElementsAre("persons/b"));
}

TEST(SearchPersons, OfAnOrganizationDoesNotFindRestrictedAndDeletedPersons) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "here", In("白山乡卫生院", "510824226")), IsOk());
  for (const char* id : {"a", "b", "c"}) ASSERT_THAT(CreatePerson(server, id, EmployedAt("王伟", "here")), IsOk());
  ASSERT_THAT(DeletePerson(server, "persons/a"), IsOk());
  v1::RestrictPersonRequest restrict_person;
  restrict_person.set_name("persons/b");
  restrict_person.set_reason("本人要求");
  ASSERT_THAT(Call(server.persons(), &Stub::RestrictPerson, restrict_person), IsOk());
  EXPECT_THAT(FoundAt(server, "王伟", "here"), ElementsAre("persons/c"));
}

TEST(SearchPersons, TheDivisionIsThatOfTodaysEmployerToday) {
  RegistryServer server;
  v1::Organization moved = In("白山乡卫生院", "510824226");
  moved.mutable_divisions(0)->set_end_date("2019-12-31");
  moved.add_divisions()->set_division("510824102");
  moved.mutable_divisions(1)->set_start_date("2020-01-01");
  ASSERT_THAT(CreateOrganization(server, "moved", moved), IsOk());
  ASSERT_THAT(CreateOrganization(server, "east", In("余杭示范医院", "330110")), IsOk());
  ASSERT_THAT(CreatePerson(server, "a", EmployedAt("王伟", "moved")), IsOk());
  v1::Person left = EmployedAt("王伟", "east");
  left.mutable_employments(0)->set_end_date("2020-12-31");
  ASSERT_THAT(CreatePerson(server, "b", left), IsOk());
  EXPECT_THAT(Found(server, "王伟", "510824226"), IsEmpty());
  EXPECT_THAT(Found(server, "王伟", "510824102"), ElementsAre("persons/a"));
  EXPECT_THAT(Found(server, "王伟", "33"), IsEmpty());
  Merge(server, "east", "moved", "2021-01-01");
  EXPECT_THAT(Found(server, "王伟", "510824102"), IsEmpty());
  EXPECT_THAT(Found(server, "王伟", "33"), ElementsAre("persons/a"));
  v1::SearchPersonsRequest both;
  both.set_query("王伟");
  both.set_organization("organizations/east");
  both.set_division("330110");
  const auto response = Search(server, both);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->matches_size(), 1);
  EXPECT_EQ(response->matches(0).person().name(), "persons/a");
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
