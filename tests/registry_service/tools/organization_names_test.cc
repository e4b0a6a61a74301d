// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/organization_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

v1::Organization NewOrganization(const std::string& id, const std::string& title, const std::string& alias) {
  v1::Organization organization;
  organization.set_name("organizations/" + id);
  organization.set_display_name(title);
  if (!alias.empty()) organization.add_aliases(alias);
  return organization;
}

TEST(OrganizationNames, FindByEveryNameAnOrganisationHas) {
  OrganizationNames names;
  names.Add(NewOrganization("yuanba", "元坝镇中心卫生院", "元坝卫生院"));
  for (const char* words : {"元坝镇中心卫生院", "元坝卫生院", " 元坝 卫生院", "organizations/yuanba"})
    EXPECT_THAT(names.Find(words), ElementsAre("organizations/yuanba")) << words;
  EXPECT_THAT(names.Find("云峰镇卫生院"), IsEmpty());
  EXPECT_THAT(names.Find(""), IsEmpty());
}

TEST(OrganizationNames, SayWhatAnOrganisationIsCalled) {
  OrganizationNames names;
  names.Add(NewOrganization("yuanba", "元坝镇中心卫生院", "元坝卫生院"));
  EXPECT_EQ(names.DisplayName("organizations/yuanba"), "元坝镇中心卫生院");
  EXPECT_EQ(names.DisplayName("organizations/gone"), "organizations/gone");
}

TEST(OrganizationNames, PreferTheOfficialName) {
  OrganizationNames names;
  names.Add(NewOrganization("baishan", "白山乡卫生院", ""));
  names.Add(NewOrganization("merged", "某镇卫生院", "白山乡卫生院"));
  EXPECT_THAT(names.Find("白山乡卫生院"), ElementsAre("organizations/baishan"));
}

TEST(OrganizationNames, TellOfAllThatAreCalledSo) {
  OrganizationNames names;
  names.Add(NewOrganization("a", "村卫生室", ""));
  names.Add(NewOrganization("b", "村卫生室", ""));
  names.Add(NewOrganization("c", "第一小学", "一小"));
  names.Add(NewOrganization("d", "第一高中", "一小"));
  EXPECT_THAT(names.Find("村卫生室"), ElementsAre("organizations/a", "organizations/b"));
  EXPECT_THAT(names.Find("一小"), ElementsAre("organizations/c", "organizations/d"));
}

}  // namespace
}  // namespace jiedui::registry
