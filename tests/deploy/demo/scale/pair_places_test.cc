// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/pair_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "deploy/demo/identity.h"

namespace jiedui::demo {
namespace {

TEST(PairPlaces, AreAboutAHundredAndTwentyEachWithNameAndCode) {
  const TierMap map(*FindTier("province"), 1);
  std::set<std::string> names;
  std::set<std::string> codes;
  for (const int pair : {1, 2}) {
    const auto rows = PairPlaces(map, pair).All();
    EXPECT_THAT(rows.size(), testing::AllOf(testing::Ge(110u), testing::Le(130u)));
    for (const auto& row : rows) {
      const registry::v1::Organization& place = row.organization();
      EXPECT_TRUE(names.insert(place.name()).second) << place.name();
      ASSERT_EQ(place.divisions_size(), 1);
      if (place.credit_code().empty()) continue;
      EXPECT_TRUE(codes.insert(place.credit_code()).second) << place.credit_code();
      EXPECT_EQ(CreditCodeCheck(place.credit_code().substr(0, 17)), place.credit_code()[17]);
    }
  }
}

TEST(PairPlaces, TownshipsHaveCodesThatNoTownshipHas) {
  const TierMap map(*FindTier("province"), 1);
  EXPECT_EQ(PairPlaces(map, 1).TownshipCode(0), map.West(1).code + "901");
}

// The nation has more pairs than there are western counties.
TEST(PairPlaces, TwoPairsOfOneCountyHavePlacesOfTheirOwn) {
  const TierMap map(*FindTier("nation"), 1);
  const int second = 1 + static_cast<int>(WesternCounties().size());
  ASSERT_EQ(map.West(1).code, map.West(second).code);
  ASSERT_NE(map.East(1).code, map.East(second).code);
  EXPECT_EQ(PairPlaces(map, second).TownshipCode(0), map.West(1).code + "935");
  std::set<std::string> titles;
  std::set<std::string> codes;
  for (const int pair : {1, second}) {
    for (const auto& row : PairPlaces(map, pair).All()) {
      EXPECT_TRUE(titles.insert(row.organization().display_name()).second) << row.organization().display_name();
      const std::string& code = row.organization().credit_code();
      EXPECT_TRUE(code.empty() || codes.insert(code).second) << code;
    }
  }
}

TEST(PairPlaces, HospitalsOfBothSidesArePaired) {
  const TierMap map(*FindTier("province"), 1);
  const PairPlaces places(map, 3);
  const auto pairs = places.Pairs(2021);
  ASSERT_EQ(pairs.size(), 3u);
  EXPECT_EQ(pairs[0].organization_pair().east_organization(), places.Eastern(PlaceKind::kHospital, 0));
  EXPECT_EQ(pairs[2].organization_pair().sign_date(), "2021-08-15");
}

}  // namespace
}  // namespace jiedui::demo
