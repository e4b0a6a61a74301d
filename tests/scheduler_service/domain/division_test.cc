// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/division.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

TEST(LiesIn, IsByPrefixOfWholeCodes) {
  EXPECT_TRUE(LiesIn("510824100", "510824"));
  EXPECT_TRUE(LiesIn("510824", "510824"));
  EXPECT_TRUE(LiesIn("510824", "51"));
  EXPECT_FALSE(LiesIn("510824", "510824100"));
  EXPECT_FALSE(LiesIn("330110", "330113"));
  EXPECT_FALSE(LiesIn("", "51"));
}

TEST(EmployerOn, IsTheOneOfTheDay) {
  const auto person = FromText<registry::v1::Person>(R"pb(
    employments { organization: "organizations/baishan" end_date: "2021-12-31" }
    employments { organization: "organizations/merged" start_date: "2022-01-01" })pb");
  EXPECT_EQ(EmployerOn(person, "2021-12-31"), "organizations/baishan");
  EXPECT_EQ(EmployerOn(person, "2022-01-01"), "organizations/merged");
  EXPECT_EQ(EmployerOn({}, "2022-01-01"), "");
}

TEST(EmployerOn, TheFirstOfSeveralCounts) {
  const auto person = FromText<registry::v1::Person>(R"pb(
    employments { organization: "organizations/main" }
    employments { organization: "organizations/second" })pb");
  EXPECT_EQ(EmployerOn(person, "2021-10-18"), "organizations/main");
}

// A school of 塘栖镇 is of 余杭 until 2021-04-08, then of 临平.
TEST(DivisionOn, FollowsRedrawnBorders) {
  const auto school = FromText<registry::v1::Organization>(R"pb(
    divisions { division: "330110" end_date: "2021-04-08" }
    divisions { division: "330113" start_date: "2021-04-09" end_date: "2030-12-31" })pb");
  EXPECT_EQ(DivisionOn(school, "2021-04-08"), "330110");
  EXPECT_EQ(DivisionOn(school, "2021-04-09"), "330113");
  EXPECT_EQ(DivisionOn(school, "2031-01-01"), "");
}

}  // namespace
}  // namespace jiedui::scheduler
