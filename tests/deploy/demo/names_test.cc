// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/text.h"

namespace jiedui::demo {
namespace {

std::map<std::string, int> ManyNames() {
  std::map<std::string, int> names;
  for (uint64_t i = 0; i < 20'000; ++i) {
    Dice dice({1, 0, EntityKind::kTalentTrainee, i});
    ++names[DrawName(i % 2 == 0 ? registry::v1::SEX_FEMALE : registry::v1::SEX_MALE, dice)];
  }
  return names;
}

TEST(DrawName, IsNeverDenied) {
  for (const auto& [name, count] : ManyNames()) EXPECT_FALSE(IsDenied(name)) << name;
}

TEST(DrawName, HasTwoToFourCharactersInNormalForm) {
  for (const auto& [name, count] : ManyNames()) {
    ASSERT_TRUE(IsValidUtf8(name));
    EXPECT_THAT(CodePoints(name), testing::AllOf(testing::Ge(2), testing::Le(4))) << name;
    EXPECT_EQ(ToNfc(name), name);
  }
}

TEST(DrawName, SometimesHasACharacterBeyondTheBasicPlane) {
  int rare = 0;
  for (const auto& [name, count] : ManyNames()) {
    for (const char byte : name) rare += (static_cast<unsigned char>(byte) & 0xf8U) == 0xf0U ? count : 0;
  }
  EXPECT_THAT(rare, testing::AllOf(testing::Gt(0), testing::Lt(60)));
}

TEST(IsDenied, KnowsThePeopleOfTheArticle) {
  EXPECT_TRUE(IsDenied("任云"));
  EXPECT_FALSE(IsDenied("任芸"));
}

}  // namespace
}  // namespace jiedui::demo
