// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/organization_merge_handlers.h"

#include <gmock/gmock.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "registry_service/domain/organization_merge.h"
#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using Stub = v1::OrganizationService::Stub;

v1::Organization TownshipHospital(const std::string& display_name) {
  v1::Organization hospital;
  hospital.set_display_name(display_name);
  hospital.set_kind(v1::Organization::KIND_TOWNSHIP_HOSPITAL);
  hospital.add_divisions()->set_division("510824");
  return hospital;
}

v1::MergeOrganizationsRequest Request(const std::string& name, const std::string& predecessor) {
  v1::MergeOrganizationsRequest request;
  request.set_name("organizations/" + name);
  request.set_predecessor("organizations/" + predecessor);
  request.set_merge_date("2022-01-01");
  request.set_reason("乡镇区划调整");
  return request;
}

absl::StatusOr<v1::Organization> Merge(RegistryServer& server, const std::string& name,
                                       const std::string& predecessor) {
  return Call(server.organizations(), &Stub::MergeOrganizations, Request(name, predecessor));
}

absl::StatusOr<v1::Organization> Unmerge(RegistryServer& server, const std::string& name) {
  v1::UnmergeOrganizationsRequest request;
  request.set_name(name);
  return Call(server.organizations(), &Stub::UnmergeOrganizations, request);
}

absl::StatusOr<v1::Organization> Get(RegistryServer& server, const std::string& name) {
  v1::GetOrganizationRequest request;
  request.set_name(name);
  return Call(server.organizations(), &Stub::GetOrganization, request);
}

// 白山乡卫生院, 云峰镇卫生院 and 陵江镇卫生院.
class OrganizationMergeTest : public testing::Test {
 protected:
  OrganizationMergeTest() {
    EXPECT_THAT(CreateOrganization(server_, "baishan", TownshipHospital("白山乡卫生院")), IsOk());
    EXPECT_THAT(CreateOrganization(server_, "yunfeng", TownshipHospital("云峰镇卫生院")), IsOk());
    EXPECT_THAT(CreateOrganization(server_, "lingjiang", TownshipHospital("陵江镇卫生院")), IsOk());
  }
  RegistryServer server_;
};

TEST_F(OrganizationMergeTest, BothAreStillReadUnderTheirNames) {
  const auto survivor = Merge(server_, "yunfeng", "baishan");
  ASSERT_THAT(survivor, IsOk());
  EXPECT_THAT(survivor->aliases(), ElementsAre("白山乡卫生院"));
  EXPECT_EQ(Get(server_, "organizations/yunfeng")->SerializeAsString(), survivor->SerializeAsString());
  const auto predecessor = Get(server_, "organizations/baishan");
  EXPECT_EQ(predecessor->display_name(), "白山乡卫生院");
  EXPECT_EQ(predecessor->merged_into(), "organizations/yunfeng");
  EXPECT_EQ(predecessor->merge_date(), "2022-01-01");
  EXPECT_FALSE(predecessor->has_delete_time());
}

TEST_F(OrganizationMergeTest, AnUpdateLeavesTheMergeAlone) {
  ASSERT_THAT(Merge(server_, "yunfeng", "baishan"), IsOk());
  v1::UpdateOrganizationRequest update;
  *update.mutable_organization() = TownshipHospital("白山卫生院");
  update.mutable_organization()->set_name("organizations/baishan");
  update.mutable_update_mask()->add_paths("*");
  ASSERT_THAT(Call(server_.organizations(), &Stub::UpdateOrganization, update), IsOk());
  EXPECT_EQ(Get(server_, "organizations/baishan")->merged_into(), "organizations/yunfeng");
}

TEST_F(OrganizationMergeTest, ASecondMergeAndACycleAreRefused) {
  ASSERT_THAT(Merge(server_, "yunfeng", "baishan"), IsOk());
  EXPECT_THAT(Merge(server_, "lingjiang", "baishan"), FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
  ASSERT_THAT(Merge(server_, "lingjiang", "yunfeng"), IsOk());
  EXPECT_THAT(Merge(server_, "baishan", "lingjiang"), FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
  EXPECT_THAT(Merge(server_, "yunfeng", "yunfeng"), StatusIs(StatusCode::kInvalidArgument, HasSubstr("predecessor")));
  EXPECT_THAT(Merge(server_, "yunfeng", "none"), StatusIs(StatusCode::kNotFound));
}

// Each into the next, which by then was merged into nothing: no single merge sees how long the way becomes.
TEST_F(OrganizationMergeTest, OfAChainWithoutEndTheLastReachedIsTheEmployer) {
  const int links = kOrganizationMergesFollowedMax + 3;
  for (int i = 0; i <= links; ++i)
    ASSERT_THAT(CreateOrganization(server_, absl::StrCat("o", i), TownshipHospital("云峰镇卫生院")), IsOk());
  for (int i = 0; i < links; ++i) ASSERT_THAT(Merge(server_, absl::StrCat("o", i + 1), absl::StrCat("o", i)), IsOk());
  v1::Person nurse = Teacher();
  nurse.add_employments()->set_organization("organizations/o0");
  ASSERT_THAT(CreatePerson(server_, "nurse", nurse), IsOk());
  v1::ListEmployersRequest request;
  request.set_person("persons/nurse");
  request.set_date("2023-01-01");
  const auto employers = Call(server_.persons(), &v1::PersonService::Stub::ListEmployers, request);
  ASSERT_THAT(employers, IsOk());
  EXPECT_EQ(employers->employers(0).organization().name(),
            absl::StrCat("organizations/o", kOrganizationMergesFollowedMax));
}

TEST_F(OrganizationMergeTest, NeedsADayAndAReason) {
  v1::MergeOrganizationsRequest request = Request("yunfeng", "baishan");
  request.clear_merge_date();
  EXPECT_THAT(Call(server_.organizations(), &Stub::MergeOrganizations, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("merge_date")));
  request = Request("yunfeng", "baishan");
  request.clear_reason();
  EXPECT_THAT(Call(server_.organizations(), &Stub::MergeOrganizations, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("reason")));
}

TEST_F(OrganizationMergeTest, ATryChangesNothing) {
  v1::MergeOrganizationsRequest request = Request("yunfeng", "baishan");
  request.set_validate_only(true);
  ASSERT_THAT(Call(server_.organizations(), &Stub::MergeOrganizations, request), IsOk());
  EXPECT_EQ(Get(server_, "organizations/baishan")->merged_into(), "");
}

TEST_F(OrganizationMergeTest, ASlipIsTakenBack) {
  ASSERT_THAT(Merge(server_, "yunfeng", "baishan"), IsOk());
  EXPECT_EQ(Unmerge(server_, "organizations/baishan")->merged_into(), "");
  EXPECT_THAT(Unmerge(server_, "organizations/baishan"), IsOk());
  EXPECT_THAT(Get(server_, "organizations/yunfeng")->aliases(), ElementsAre("白山乡卫生院"));
  EXPECT_THAT(Unmerge(server_, "organizations/none"), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Merge(server_, "lingjiang", "baishan"), IsOk());
}

}  // namespace
}  // namespace jiedui::registry
