// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/base/resource_name.h"
#include "deploy/demo/organizations.h"

namespace jiedui::demo {
namespace {

TEST(MakePeople, HasEveryoneOfTheGoldenPair) {
  // 14 sent and 2 of the old pairing, 30 doctors and 3 in reserve, 332 nominated, 458 in e-commerce.
  EXPECT_EQ(MakePeople(1).size(), 16U + 33U + 332U + 458U);
}

TEST(MakePeople, NamesAndIdentityNumbersAreUnique) {
  std::set<std::string> names;
  std::set<std::string> numbers;
  for (const auto& row : MakePeople(1)) {
    EXPECT_TRUE(MatchesPattern(row.person().name(), "persons/*")) << row.person().name();
    EXPECT_TRUE(names.insert(row.person().name()).second) << row.person().name();
    EXPECT_TRUE(numbers.insert(row.person().private_fields().id_document().number()).second) << row.person().name();
  }
}

TEST(MakePeople, WorkForOrganizationsThatExist) {
  std::set<std::string> organizations;
  for (const auto& row : MakeOrganizations()) organizations.insert(row.organization().name());
  for (const auto& row : MakePeople(1)) {
    for (const auto& employment : row.person().employments()) {
      EXPECT_TRUE(organizations.contains(employment.organization())) << employment.organization();
    }
  }
}

TEST(MakePeople, AreTheSameForTheSameSeedOnly) {
  const PersonRows one = MakePeople(1);
  const PersonRows again = MakePeople(1);
  const PersonRows other = MakePeople(2);
  size_t differing = 0;
  for (size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].SerializeAsString(), again[i].SerializeAsString());
    differing += one[i].SerializeAsString() != other[i].SerializeAsString() ? 1 : 0;
  }
  EXPECT_EQ(differing, one.size());
}

}  // namespace
}  // namespace jiedui::demo
