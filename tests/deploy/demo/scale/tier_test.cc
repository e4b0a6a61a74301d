// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace jiedui::demo {
namespace {

TEST(FindTier, KnowsTwo) {
  ASSERT_NE(FindTier("province"), nullptr);
  EXPECT_EQ(FindTier("province")->pairs, 100);
  EXPECT_EQ(FindTier("nation")->pairs, 500);
  EXPECT_EQ(FindTier("nation")->years, 5);
  EXPECT_EQ(FindTier("golden"), nullptr);
}

TEST(TierMap, TheGoldenPairIsOfSizeTenAndTheOthersAreOfSix) {
  const TierMap map(*FindTier("nation"), 1);
  std::map<int, int> sizes;
  for (int pair = 2; pair < map.tier().pairs; ++pair) ++sizes[map.Size(pair)];
  EXPECT_EQ(map.Size(0), 10);
  EXPECT_EQ(sizes.size(), 6u);
  EXPECT_NEAR(sizes[10], 150, 35);
  EXPECT_NEAR(sizes[80], 15, 12);
}

TEST(TierMap, TheHotPairHasAFifthOfAll) {
  const TierMap map(*FindTier("nation"), 1);
  int all = 0;
  for (int pair = 0; pair < map.tier().pairs; ++pair) all += map.Size(pair);
  EXPECT_NEAR(map.Size(map.tier().hot_pair), all / 5, 2);
}

TEST(TierMap, AWesternCountyIsPairedTwiceAtMostAndWithTwoEasternOnes) {
  const TierMap map(*FindTier("nation"), 1);
  std::map<std::string, std::set<std::string>> easts;
  std::map<std::string, std::set<int>> turns;
  for (int pair = 1; pair < map.tier().pairs; ++pair) {
    EXPECT_TRUE(easts[map.West(pair).code].insert(map.East(pair).code).second) << map.West(pair).code;
    EXPECT_TRUE(turns[map.West(pair).code].insert(TierMap::WestTurn(pair)).second);
  }
  int twice = 0;
  for (const auto& [west, partners] : easts) {
    EXPECT_LE(partners.size(), 2u) << west;
    twice += partners.size() == 2;
  }
  EXPECT_EQ(twice, 499 - static_cast<int>(WesternCounties().size()));
}

TEST(TierMap, TheHotPairHasNoMorePostingsThanOtherLargeOnes) {
  const TierMap map(*FindTier("nation"), 1);
  EXPECT_GT(map.Size(1), 1'000);
  EXPECT_EQ(map.PostingSize(1), 80);
  EXPECT_GT(map.CoursesInYear(1), map.Size(1));
  EXPECT_EQ(map.CoursesInYear(2), map.Size(2) * 170 / 100);
}

// Two pairs may have the same county, or counties with the same last digits; never the same numbers.
TEST(TierMap, NumbersAreIssuedOnce) {
  for (const char* name : {"province", "nation"}) {
    const TierMap map(*FindTier(name), 1);
    std::set<std::pair<std::string, uint32_t>> issued;
    for (int pair = 1; pair < map.tier().pairs; ++pair) {
      for (const auto& [county, range] :
           {std::pair{map.East(pair), map.EastNumbers(pair)}, std::pair{map.West(pair), map.WestNumbers(pair)}}) {
        EXPECT_GT(range.count, 20u) << county.code;
        EXPECT_LE(range.first + range.count, kNumbersOfDay);
        for (uint32_t i = 0; i < range.count; ++i)
          EXPECT_TRUE(issued.emplace(county.code.substr(2), range.first + i).second) << county.code;
      }
    }
  }
}

TEST(TierMap, PeopleMoveRoundTheTierPastTheGoldenPair) {
  const TierMap map(*FindTier("province"), 1);
  EXPECT_EQ(map.NextPair(1), 2);
  EXPECT_EQ(map.NextPair(99), 1);
  for (int pair = 1; pair < 100; ++pair) EXPECT_EQ(map.PreviousPair(map.NextPair(pair)), pair);
  EXPECT_EQ(map.Movers(0), 0);
  EXPECT_EQ(map.PairId(7), "pair-007");
}

}  // namespace
}  // namespace jiedui::demo
