// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_search.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Match = v1::OrganizationMatch;
using Stub = v1::OrganizationService::Stub;

v1::Organization Named(const std::string& display_name) {
  v1::Organization organization = Hospital();
  organization.set_display_name(display_name);
  return organization;
}

absl::StatusOr<v1::SearchOrganizationsResponse> Search(RegistryServer& server, const std::string& query,
                                                       int page_size = 0) {
  v1::SearchOrganizationsRequest request;
  request.set_query(query);
  request.set_page_size(page_size);
  return Call(server.organizations(), &Stub::SearchOrganizations, request);
}

std::vector<std::string> NamesFoundBy(RegistryServer& server, const std::string& query) {
  const auto response = Search(server, query);
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> names;
  for (const Match& match : response->matches()) names.push_back(match.organization().name());
  return names;
}

Match::Match BestMatch(RegistryServer& server, const std::string& query) {
  return Search(server, query)->matches(0).match();
}

// 苍溪县人民医院, 苍溪县中医医院 and 余杭区第一人民医院.
class OrganizationSearchTest : public testing::Test {
 protected:
  OrganizationSearchTest() {
    EXPECT_THAT(CreateOrganization(server_, "county", Named("苍溪县人民医院")), IsOk());
    EXPECT_THAT(CreateOrganization(server_, "tcm", Named("苍溪县中医医院")), IsOk());
    EXPECT_THAT(CreateOrganization(server_, "first", Named("余杭区第一人民医院")), IsOk());
  }
  void Rename(const std::string& id, const std::string& display_name) {
    v1::UpdateOrganizationRequest update;
    update.mutable_organization()->set_name("organizations/" + id);
    update.mutable_organization()->set_display_name(display_name);
    EXPECT_THAT(Call(server_.organizations(), &Stub::UpdateOrganization, update), IsOk());
  }
  RegistryServer server_;
};

TEST_F(OrganizationSearchTest, ARenamedHospitalIsFoundByBothNames) {
  Rename("county", "苍溪县第一医院");
  EXPECT_THAT(NamesFoundBy(server_, "苍溪县第一医院"), ElementsAre("organizations/county"));
  EXPECT_THAT(NamesFoundBy(server_, "苍溪县人民医院"), ElementsAre("organizations/county"));
  EXPECT_EQ(BestMatch(server_, "苍溪县第一医院"), Match::MATCH_NAME);
  EXPECT_EQ(BestMatch(server_, "苍溪县人民医院"), Match::MATCH_ALIAS);
  EXPECT_EQ(BestMatch(server_, "苍溪县人民"), Match::MATCH_ALIAS_PREFIX);
}

TEST_F(OrganizationSearchTest, APieceOfTheNameFindsIt) {
  EXPECT_THAT(NamesFoundBy(server_, "县人民医院"), ElementsAre("organizations/county"));
  EXPECT_THAT(NamesFoundBy(server_, "人民医院"), ElementsAre("organizations/county", "organizations/first"));
  EXPECT_EQ(BestMatch(server_, "人民医院"), Match::MATCH_NAME_PART);
}

TEST_F(OrganizationSearchTest, BeginningsPinyinAndInitialsFindIt) {
  EXPECT_THAT(NamesFoundBy(server_, "苍溪县"), ElementsAre("organizations/county", "organizations/tcm"));
  EXPECT_EQ(BestMatch(server_, "苍溪县"), Match::MATCH_NAME_PREFIX);
  EXPECT_EQ(BestMatch(server_, "cangxixianzhong"), Match::MATCH_PINYIN_PREFIX);
  EXPECT_EQ(BestMatch(server_, "cangxixianzhongyiyiyuan"), Match::MATCH_PINYIN);
  EXPECT_EQ(BestMatch(server_, "cxxzyyy"), Match::MATCH_INITIALS);
}

TEST_F(OrganizationSearchTest, AMergedOneIsFoundAndSoIsTheOneThatTookItsName) {
  v1::MergeOrganizationsRequest merge;
  merge.set_name("organizations/county");
  merge.set_predecessor("organizations/tcm");
  merge.set_merge_date("2022-01-01");
  merge.set_reason("合并");
  ASSERT_THAT(Call(server_.organizations(), &Stub::MergeOrganizations, merge), IsOk());
  EXPECT_THAT(NamesFoundBy(server_, "苍溪县中医医院"), ElementsAre("organizations/tcm", "organizations/county"));
}

TEST_F(OrganizationSearchTest, ADeletedOneIsNotFoundUntilUndeleted) {
  v1::DeleteOrganizationRequest deletion;
  deletion.set_name("organizations/tcm");
  ASSERT_THAT(Call(server_.organizations(), &Stub::DeleteOrganization, deletion), IsOk());
  EXPECT_THAT(NamesFoundBy(server_, "中医医院"), IsEmpty());
  v1::UndeleteOrganizationRequest undeletion;
  undeletion.set_name("organizations/tcm");
  ASSERT_THAT(Call(server_.organizations(), &Stub::UndeleteOrganization, undeletion), IsOk());
  EXPECT_THAT(NamesFoundBy(server_, "中医医院"), ElementsAre("organizations/tcm"));
}

TEST_F(OrganizationSearchTest, SaysThatThereIsMore) {
  const auto one = Search(server_, "医院", 1);
  ASSERT_THAT(one, IsOk());
  EXPECT_EQ(one->matches_size(), 1);
  EXPECT_TRUE(one->more());
  EXPECT_FALSE(Search(server_, "医院", 3)->more());
}

TEST_F(OrganizationSearchTest, ABlankQueryIsRefused) {
  for (const char* query : {"", "·"})
    EXPECT_THAT(Search(server_, query), StatusIs(StatusCode::kInvalidArgument, HasSubstr("query"))) << query;
}

}  // namespace
}  // namespace jiedui::registry
