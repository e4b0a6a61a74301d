// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/person_name.h"

#include <gmock/gmock.h>

namespace jiedui::registry {
namespace {

TEST(NormalizedPersonName, EveryDotBetweenHanCharactersIsTheMiddleDot) {
  for (const char* dot :
       {"\u00B7", "\u2022", "\u2027", "\u30FB", "\uFF65", "\u22C5", "\u2219", "\u0387", ".", "\uFF0E", "\u3002"})
    EXPECT_EQ(NormalizedPersonName(std::string("阿依") + dot + "古丽"), "阿依·古丽") << dot;
}

TEST(NormalizedPersonName, BlanksAroundTheDotGo) {
  EXPECT_EQ(NormalizedPersonName("阿依 • 古丽"), "阿依·古丽");
  EXPECT_EQ(NormalizedPersonName("阿依\u3000.古丽·买买提"), "阿依·古丽·买买提");
}

TEST(NormalizedPersonName, BlanksInsideAHanNameGo) {
  EXPECT_EQ(NormalizedPersonName("张 三"), "张三");
  EXPECT_EQ(NormalizedPersonName("  张\u3000\u3000三\t"), "张三");
  EXPECT_EQ(NormalizedPersonName("张\u00A0三"), "张三");
}

TEST(NormalizedPersonName, OtherNamesKeepTheirDotsAndBlanks) {
  EXPECT_EQ(NormalizedPersonName("John A. Smith"), "John A. Smith");
  EXPECT_EQ(NormalizedPersonName("J.张"), "J.张");
  EXPECT_EQ(NormalizedPersonName("张 Smith"), "张 Smith");
  EXPECT_EQ(NormalizedPersonName("张三."), "张三.");
  EXPECT_EQ(NormalizedPersonName("张..三"), "张..三");
}

TEST(NormalizedPersonName, RareCharactersAreHanCharacters) {
  EXPECT_EQ(NormalizedPersonName("王 𬍛"), "王𬍛");
  EXPECT_EQ(NormalizedPersonName("㛃.䶮"), "㛃·䶮");
  EXPECT_EQ(NormalizedPersonName("〇•一"), "〇·一");
}

TEST(NormalizedPersonName, IsInNormalFormC) {
  EXPECT_EQ(NormalizedPersonName("Jose\u0301"), "Jos\u00E9");
  EXPECT_EQ(NormalizedPersonName("\uF900"), "\u8C48");
}

TEST(NormalizedPersonName, OfBlanksIsEmpty) {
  EXPECT_EQ(NormalizedPersonName(""), "");
  EXPECT_EQ(NormalizedPersonName(" \u3000 "), "");
}

TEST(NormalizedPersonName, TwiceIsTheSameAsOnce) {
  for (const char* name : {"张 三", "阿依 • 古丽", "张..三", "J. 张 三", "· 张", "张 . . 三"}) {
    const std::string once = NormalizedPersonName(name);
    EXPECT_EQ(NormalizedPersonName(once), once) << name;
  }
}

TEST(NormalizedPersonName, WhatNobodySeesGoes) {
  for (const char* invisible : {"\u200B", "\u2060", "\uFEFF", "\u00AD", "\u200C", "\u200D"})
    EXPECT_EQ(NormalizedPersonName(std::string("张") + invisible + "三"), "张三") << invisible;
  EXPECT_EQ(NormalizedPersonName("\uFEFF\u200B 张三"), "张三");
  EXPECT_EQ(NormalizedPersonName("Jose\u200B\u0301"), "Jos\u00E9");
  EXPECT_EQ(NormalizedPersonName("क्\u200Dष"), "क्\u200Dष") << "a joiner means something there";
}

TEST(IsOnlyPunctuation, OfDotsAndBlanksOnly) {
  for (const char* name : {"", "···", "-", "。 ?", "( )"}) EXPECT_TRUE(IsOnlyPunctuation(name)) << name;
  for (const char* name : {"张", "A.", "\U0002C35B", "\uE863", "\U000323B0", "7"})
    EXPECT_FALSE(IsOnlyPunctuation(name)) << name;
}

}  // namespace
}  // namespace jiedui::registry
