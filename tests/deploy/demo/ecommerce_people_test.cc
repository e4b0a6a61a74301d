// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "deploy/demo/people.h"

namespace jiedui::demo {
namespace {

TEST(AddEcommercePeople, AreSelfEmployedPractitionersAndFarmers) {
  IdentityBook book;
  PersonRows rows;
  AddEcommercePeople(1, book, rows);
  EXPECT_EQ(rows.size(), 458U);
  int farmers = 0;
  for (const auto& row : rows) {
    EXPECT_TRUE(row.person().employments().empty());
    EXPECT_THAT(row.person().category(),
                testing::AnyOf(registry::v1::PERSON_CATEGORY_ECOMMERCE, registry::v1::PERSON_CATEGORY_LEADING_FARMER));
    farmers += row.person().category() == registry::v1::PERSON_CATEGORY_LEADING_FARMER ? 1 : 0;
  }
  EXPECT_THAT(farmers, testing::AllOf(testing::Gt(100), testing::Lt(180)));
}

}  // namespace
}  // namespace jiedui::demo
