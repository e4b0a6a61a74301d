// SPDX-License-Identifier: Apache-2.0
#include "common/base/credit_code.h"

#include <gmock/gmock.h>

#include <string>

namespace jiedui {
namespace {

using testing::HasSubstr;
using testing::Optional;

bool IsAccepted(const std::string& typed) { return !ProblemOfCreditCode(NormalizedCreditCode(typed)).has_value(); }

TEST(CreditCode, KnownSpecimensAreAccepted) {
  EXPECT_TRUE(IsAccepted("91350100M000100Y43"));
  EXPECT_TRUE(IsAccepted("92990824MA00TEX11E"));
}

TEST(CreditCode, IsNormalised) {
  EXPECT_EQ(NormalizedCreditCode(" 91350100-m000100y43 "), "91350100M000100Y43");
  EXPECT_EQ(NormalizedCreditCode("９１３５０１００Ｍ０００１００Ｙ４３"), "91350100M000100Y43");
}

TEST(CreditCode, EverySingleWrongCharacterIsRefused) {
  const std::string good = "91350100M000100Y43";
  for (size_t i = 0; i < good.size(); ++i)
    for (const char c : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      std::string bad = good;
      if (bad[i] == c) continue;
      bad[i] = c;
      EXPECT_FALSE(IsAccepted(bad)) << bad;
    }
}

TEST(CreditCode, LettersThatLookLikeDigitsAreRefused) {
  for (const char c : std::string("IOSVZ")) {
    std::string bad = "91350100M000100Y43";
    bad[8] = c;
    EXPECT_THAT(ProblemOfCreditCode(bad), Optional(HasSubstr("without I, O, S, V, Z"))) << bad;
  }
}

TEST(CreditCode, WrongLengthIsRefused) {
  for (const char* code : {"", "9", "91350100M000100Y4", "91350100M000100Y433"})
    EXPECT_THAT(ProblemOfCreditCode(code), Optional(HasSubstr("18 characters"))) << code;
}

TEST(CreditCodeCheckCharacter, OfAnythingElseIsNone) {
  EXPECT_EQ(CreditCodeCheckCharacter(""), '\0');
  EXPECT_EQ(CreditCodeCheckCharacter("91350100M000100Y"), '\0');
  EXPECT_EQ(CreditCodeCheckCharacter("91350100m000100Y4"), '\0');
  EXPECT_EQ(CreditCodeCheckCharacter("91350100M000100Y4"), '3');
}

}  // namespace
}  // namespace jiedui
