// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/organizations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "common/base/resource_name.h"
#include "deploy/demo/identity.h"

namespace jiedui::demo {
namespace {

using registry::v1::Organization;

TEST(MakeOrganizations, HasEveryKindInItsNumber) {
  std::map<Organization::Kind, int> count;
  for (const auto& row : MakeOrganizations()) ++count[row.organization().kind()];
  EXPECT_EQ(count[Organization::KIND_TOWNSHIP_HOSPITAL], 31);
  EXPECT_EQ(count[Organization::KIND_VILLAGE_CLINIC], 28);
  EXPECT_EQ(count[Organization::KIND_TRAINING_BASE], 1);
  EXPECT_THAT(MakeOrganizations().size(), testing::AllOf(testing::Ge(110U), testing::Le(130U)));
}

TEST(MakeOrganizations, NamesAndCodesAreUniqueAndValid) {
  std::set<std::string> names;
  std::set<std::string> titles;
  std::set<std::string> codes;
  for (const auto& row : MakeOrganizations()) {
    const Organization& organization = row.organization();
    EXPECT_TRUE(MatchesPattern(organization.name(), "organizations/*")) << organization.name();
    EXPECT_TRUE(names.insert(organization.name()).second) << organization.name();
    EXPECT_TRUE(titles.insert(organization.display_name()).second) << organization.display_name();
    if (organization.credit_code().empty()) continue;
    EXPECT_TRUE(codes.insert(organization.credit_code()).second);
    EXPECT_EQ(organization.credit_code().back(), CreditCodeCheck(organization.credit_code().substr(0, 17)));
  }
}

TEST(MakeOrganizations, VillageClinicsHaveNoCreditCode) {
  for (const auto& row : MakeOrganizations()) {
    const bool is_clinic = row.organization().kind() == Organization::KIND_VILLAGE_CLINIC;
    if (is_clinic) {
      EXPECT_EQ(row.organization().credit_code(), "");
    }
  }
}

TEST(MakeOrganizations, ASchoolMovedWithItsTown) {
  for (const auto& row : MakeOrganizations()) {
    if (row.organization().name() != "organizations/tangqi-primary-school") continue;
    ASSERT_EQ(row.organization().divisions_size(), 2);
    EXPECT_EQ(row.organization().divisions(0).end_date(), "2021-04-08");
    EXPECT_EQ(row.organization().divisions(1).start_date(), "2021-04-09");
    return;
  }
  FAIL() << "there is no such school";
}

TEST(MakeOrganizations, ATrainingBaseComesAfterItsFounder) {
  std::set<std::string> known;
  int founded = 0;
  for (const auto& row : MakeOrganizations()) {
    const Organization& organization = row.organization();
    known.insert(organization.name());
    if (organization.founder().empty()) continue;
    EXPECT_EQ(organization.kind(), Organization::KIND_TRAINING_BASE);
    EXPECT_TRUE(known.count(organization.founder()) > 0) << organization.founder();
    ++founded;
  }
  EXPECT_EQ(founded, 1);
}

TEST(MakeOrganizationPairs, JoinsTwoOrganizationsThatExist) {
  std::set<std::string> names;
  for (const auto& row : MakeOrganizations()) names.insert(row.organization().name());
  ASSERT_EQ(MakeOrganizationPairs().size(), 1U);
  const registry::v1::OrganizationPair pair = MakeOrganizationPairs().front().organization_pair();
  EXPECT_TRUE(names.contains(pair.east_organization()));
  EXPECT_TRUE(names.contains(pair.west_organization()));
  EXPECT_EQ(pair.sign_date(), "2021-06-10");
}

}  // namespace
}  // namespace jiedui::demo
