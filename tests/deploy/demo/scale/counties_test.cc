// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/counties.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/base/text.h"

namespace jiedui::demo {
namespace {

TEST(Counties, HaveCodesOfTheirSideAndNames) {
  std::set<std::string> codes;
  for (const County& county : EasternCounties()) {
    EXPECT_THAT(county.code, testing::MatchesRegex("(33|32|37)[0-9][0-9][0-9][0-9]"));
    EXPECT_GE(CodePoints(county.name), 2u);
    EXPECT_TRUE(codes.insert(county.code).second) << county.code;
  }
  for (const County& county : WesternCounties()) {
    EXPECT_THAT(county.code, testing::MatchesRegex("(51|52|53|62)[0-9][0-9][0-9][0-9]"));
    EXPECT_TRUE(codes.insert(county.code).second) << county.code;
  }
}

TEST(Counties, NoneHasTheDigitsOfTheGoldenPair) {
  for (const auto* counties : {&EasternCounties(), &WesternCounties()})
    for (const County& county : *counties)
      for (const char* digits : {"0824", "0110", "0113", "1022"}) EXPECT_NE(county.code.substr(2), digits);
}

TEST(Counties, AreEnoughForANation) {
  EXPECT_EQ(WesternCounties().size(), 412u);
  EXPECT_EQ(EasternCounties().size(), 202u);
}

TEST(Counties, KnowWhereYiAndTibetansLive) {
  EXPECT_TRUE(IsMinorityCounty("513431"));
  EXPECT_TRUE(IsMinorityCounty("513334"));
  EXPECT_FALSE(IsMinorityCounty("511381"));
}

}  // namespace
}  // namespace jiedui::demo
