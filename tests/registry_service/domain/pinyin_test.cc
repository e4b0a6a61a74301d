// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/pinyin.h"

#include <gmock/gmock.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<icu::Transliterator> NewTransliterator(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  UParseError position;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, position, error));
  EXPECT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  return made;
}

icu::UnicodeString ToUnicode(const std::u32string& text) {
  icu::UnicodeString unicode;
  for (const char32_t c : text) unicode.append(static_cast<UChar32>(c));
  return unicode;
}

std::string ToUtf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

// What the transliterator makes of a whole name: "shan xue mei".
std::string Whole(const std::u32string& name) {
  static const auto* const transliterator = NewTransliterator("Han-Latin/Names; Latin-ASCII; Lower").release();
  icu::UnicodeString text = ToUnicode(name);
  transliterator->transliterate(text);
  return ToUtf8(text);
}

// The same, put together from the characters of a name.
std::string InParts(const std::u32string& name) {
  std::vector<std::string> syllables;
  for (size_t i = 0; i < name.size(); ++i) {
    const std::vector<std::string> readings = HanReadings({name[i], i + 1 < name.size() ? name[i + 1] : 0, i == 0});
    syllables.push_back(readings.empty() ? "?" : absl::StrReplaceAll(readings[0], {{"v", "u"}}));
  }
  return absl::StrJoin(syllables, " ");
}

void ExpectSameAsWhole(const std::u32string& name) { EXPECT_EQ(InParts(name), Whole(name)) << ToUtf8(ToUnicode(name)); }

std::string Rules(const char* id) {
  icu::UnicodeString rules;
  NewTransliterator(id)->toRules(rules, false);
  return ToUtf8(rules);
}

std::u32string ToCharacters(const std::string& utf8) {
  std::u32string characters;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    characters.push_back(static_cast<char32_t>(text.char32At(i)));
  return characters;
}

constexpr char32_t kSurnames[] =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    U"汪"
    U"田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解查尉区盖种乐覃朴翟缪"
    U"谌"
    U"冼隗重长卜刀干葛过华纪筠靓牟粘繁召折舍峙莘燕员秘令澹藏";
constexpr char32_t kGivenNames[] =
    U"伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂雪梅英华玉红女绿律乐行长重朝单查解文庆阳鲁狐俟台孙一";

TEST(HanReadings, OfNamesAreThoseOfTheWholeNameTransliterated) {
  for (const char32_t surname : std::u32string(kSurnames))
    for (const char32_t given : std::u32string(kGivenNames)) {
      ExpectSameAsWhole({surname, given});
      // A surname inside a name, as of a married woman, and what follows it.
      ExpectSameAsWhole({given, surname, kGivenNames[surname % 40]});
    }
}

TEST(HanReadings, OfDoubleSurnamesToo) {
  for (const char* name :
       {"尉迟恭", "万俟咏", "令狐冲", "澹台明", "长孙无忌", "单于明", "欧阳修", "司马长孙", "王令狐", "王万俟",
        "王澹台", "王长孙", "乐正子春", "重庆生", "王重庆", "沈阳", "王沈阳", "秘鲁", "王秘鲁"})
    ExpectSameAsWhole(ToCharacters(name));
}

TEST(HanReadings, OfAnyCharacterAreThoseOfTheTransliterator) {
  for (char32_t c = 0x4E00; c <= 0x9FFF; c += 7) {
    if (HanReadings({c, 0, true}).empty()) continue;
    ExpectSameAsWhole({c});
    ExpectSameAsWhole({U'王', c});
  }
}

// Another ICU may know more words. Then this fails, and BearsOnReading of pinyin.cc lacks their second characters.
TEST(HanReadings, TakeEveryRuleOfIcuWithAContextIntoAccount) {
  const std::regex followed_by("[^{]*\\{(\\S+)\\}' '\\?(\\S+) > .*");
  int words = 0;
  for (const char* id : {"Han-Latin/Names", "Han-Latin"})
    for (const std::string& rule : std::vector<std::string>(absl::StrSplit(Rules(id), '\n'))) {
      if (!absl::StrContains(rule, "}' '?")) {
        // At most whether the character begins a run: nothing stands between the braces and the arrow.
        EXPECT_TRUE(!absl::StrContains(rule, '}') || absl::StrContains(rule, "} >")) << rule;
        continue;
      }
      std::smatch word;
      ASSERT_TRUE(std::regex_match(rule, word, followed_by)) << rule;
      ++words;
      const std::u32string characters = ToCharacters(word[1].str() + word[2].str());
      ExpectSameAsWhole(characters);
      ExpectSameAsWhole(U"王" + characters);
    }
  EXPECT_GE(words, 8);
}

TEST(HanReadings, OfSurnamesComeFirstWhereTheSurnameStands) {
  const std::pair<char32_t, const char*> cases[] = {
      {U'单', "shan"}, {U'仇', "qiu"}, {U'解', "xie"},   {U'曾', "zeng"}, {U'查', "zha"},
      {U'区', "ou"},   {U'盖', "ge"},  {U'种', "chong"}, {U'乐', "yue"},  {U'覃', "tan"},
  };
  for (const auto& [surname, reading] : cases) EXPECT_EQ(HanReadings({surname, U'明', true})[0], reading);
  EXPECT_THAT(HanReadings({U'单', U'雪', true}), ElementsAre("shan", "dan"));
  EXPECT_THAT(HanReadings({U'单', 0, false}), ElementsAre("dan", "shan"));
  EXPECT_THAT(HanReadings({U'朴', U'明', true}), ElementsAre("pu", "piao"));
}

TEST(HanReadings, TellUmlauts) {
  EXPECT_THAT(HanReadings({U'吕', U'布', true}), ElementsAre("lv"));
  EXPECT_THAT(HanReadings({U'女', 0, false}), ElementsAre("nv"));
  EXPECT_THAT(HanReadings({U'绿', 0, false}), ElementsAre("lv", "lu"));
  EXPECT_THAT(HanReadings({U'略', 0, false}), ElementsAre("lve"));
  EXPECT_THAT(HanReadings({U'玉', 0, false}), ElementsAre("yu"));
}

TEST(HanReadings, OfRareCharacters) {
  EXPECT_THAT(HanReadings({U'𬍛', 0, false}), ElementsAre("li"));
  EXPECT_THAT(HanReadings({U'䶮', 0, false}), ElementsAre("yan"));
  EXPECT_THAT(HanReadings({U'㛃', 0, false}), ElementsAre("jie"));
  EXPECT_THAT(HanReadings({U'々', 0, false}), IsEmpty());
}

TEST(HanReadings, AreTheSameAfterMoreCharactersThanAThreadKeeps) {
  const std::vector<std::string> before = HanReadings({U'单', 0, true});
  for (char32_t c = 0; c <= kKnownReadingsMax; ++c) HanReadings({0x4E00 + c, 0, false});
  EXPECT_EQ(HanReadings({U'单', 0, true}), before);
}

TEST(HanReadings, AreTheSameInEveryThread) {
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers)
    threads.emplace_back([&answer] {
      for (const char32_t surname : std::u32string(kSurnames)) answer += InParts({surname, U'雪', U'梅'});
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(answers, testing::Each(answers[0]));
}

TEST(LoadReadings, MayComeAtAnyTime) {
  LoadReadings();
  EXPECT_EQ(AsciiLetters("lǚ"), "lu");
  LoadReadings();
}

TEST(AsciiLetters, AreWhatIsTypedForAWord) {
  EXPECT_EQ(AsciiLetters("smith2"), "smith2");
  EXPECT_EQ(AsciiLetters("O'Brien-Smith"), "obriensmith");
  EXPECT_EQ(AsciiLetters("José"), "jose");
  EXPECT_EQ(AsciiLetters("lǚ bù"), "lubu");
  EXPECT_EQ(AsciiLetters("Straße"), "strasse");
  EXPECT_EQ(AsciiLetters("ئۇيغۇر"), "");
  EXPECT_EQ(AsciiLetters(""), "");
}

}  // namespace
}  // namespace jiedui::registry
