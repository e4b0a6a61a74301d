// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace jiedui::demo {
namespace {

using registry::v1::SEX_FEMALE;
using registry::v1::SEX_MALE;

TEST(ResidentIdCheck, AgreesWithTheStandard) {
  EXPECT_EQ(ResidentIdCheck("11010519491231002"), 'X');
  EXPECT_EQ(ResidentIdCheck("44052418800101001"), '4');
  EXPECT_EQ(ResidentIdCheck("99082419880808888"), '6');
}

TEST(CreditCodeCheck, AgreesWithAPublicCode) {
  EXPECT_EQ(CreditCodeCheck("91350100M000100Y4"), '3');
  EXPECT_EQ(CreditCodeCheck("92990824MA00TEX11"), 'E');
}

TEST(IdentityBook, SaysCountyBirthAndSex) {
  IdentityBook book;
  Dice dice({1, 0, EntityKind::kTalentTrainee, 1});
  const std::string woman = book.Issue({"510824", absl::CivilDay(1988, 8, 8), SEX_FEMALE}, dice);
  const std::string man = book.Issue({"330110", absl::CivilDay(1979, 12, 31), SEX_MALE}, dice);
  EXPECT_THAT(woman, testing::StartsWith("99082419880808"));
  EXPECT_EQ((woman[16] - '0') % 2, 0);
  EXPECT_THAT(man, testing::StartsWith("99011019791231"));
  EXPECT_EQ((man[16] - '0') % 2, 1);
  EXPECT_EQ(woman[17], ResidentIdCheck(woman.substr(0, 17)));
}

// All 500 numbers of one day and sex, less those that look as if a spreadsheet had rounded them.
TEST(IdentityBook, IssuesNoNumberTwice) {
  IdentityBook book;
  Dice dice({1, 0, EntityKind::kTalentTrainee, 1});
  std::set<std::string> numbers;
  for (int i = 0; i < 450; ++i) numbers.insert(book.Issue({"510824", absl::CivilDay(1990, 1, 1), SEX_MALE}, dice));
  EXPECT_EQ(numbers.size(), 450U);
  for (const std::string& number : numbers) EXPECT_THAT(number, testing::Not(testing::EndsWith("000")));
}

TEST(DrawMobile, LiesInTheSegmentThatNobodyHas) {
  Dice dice({1, 0, EntityKind::kTalentTrainee, 1});
  EXPECT_THAT(DrawMobile(dice), testing::MatchesRegex("154[0-9]{8}"));
}

TEST(CreditCode, IsUniqueAndChecked) {
  std::set<std::string> codes;
  for (int i = 1; i <= 1000; ++i) {
    const std::string code = CreditCode("12", "510824", i);
    EXPECT_EQ(code.size(), 18U);
    EXPECT_EQ(code.back(), CreditCodeCheck(code.substr(0, 17)));
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 1000U);
}

}  // namespace
}  // namespace jiedui::demo
