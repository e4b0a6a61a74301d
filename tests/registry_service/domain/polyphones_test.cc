// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/polyphones.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "registry_service/domain/pinyin.h"

namespace jiedui::registry {
namespace {

TEST(PolyphoneReadings, OfSurnamesHaveBothTheSurnameAndTheWord) {
  const std::pair<char32_t, const char*> cases[] = {
      {U'单', "shan dan"},  {U'朴', "piao pu"},     {U'覃', "tan qin"},   {U'仇', "qiu chou"}, {U'乐', "yue le"},
      {U'曾', "zeng ceng"}, {U'解', "xie jie"},     {U'查', "zha cha"},   {U'区', "ou qu"},    {U'盖', "ge gai"},
      {U'翟', "zhai di"},   {U'缪', "miao mou mu"}, {U'谌', "chen shen"}, {U'洗', "xian xi"},  {U'尉', "wei yu"},
      {U'隗', "wei kui"},   {U'种', "chong zhong"}, {U'佴', "nai er"},
  };
  for (const auto& [character, readings] : cases) EXPECT_EQ(PolyphoneReadings(character), readings);
}

TEST(PolyphoneReadings, OfGivenNames) {
  EXPECT_EQ(PolyphoneReadings(U'重'), "chong zhong");
  EXPECT_EQ(PolyphoneReadings(U'长'), "chang zhang");
  EXPECT_EQ(PolyphoneReadings(U'行'), "xing hang heng");
  EXPECT_EQ(PolyphoneReadings(U'绿'), "lv lu");
  EXPECT_EQ(PolyphoneReadings(U'茜'), "qian xi");
}

TEST(PolyphoneReadings, OfACharacterWithOneReadingAreEmpty) {
  for (const char32_t character : {U'任', U'冼', U'雪', U'梅', U'一', U'a', char32_t{0}})
    EXPECT_EQ(PolyphoneReadings(character), "");
}

// A list that lacks the reading that everybody uses has a wrong character or a typing error in it.
TEST(PolyphoneReadings, IncludeWhatIcuReadsAtEitherPlace) {
  int polyphones = 0;
  for (char32_t character = 0x4E00; character <= 0x9FFF; ++character) {
    if (PolyphoneReadings(character).empty()) continue;
    ++polyphones;
    const std::vector<std::string> listed = absl::StrSplit(PolyphoneReadings(character), ' ');
    EXPECT_GE(listed.size(), 2U);
    for (const bool begins_run : {true, false})
      EXPECT_THAT(listed, testing::UnorderedElementsAreArray(HanReadings({character, 0, begins_run})))
          << testing::PrintToString(listed);
  }
  EXPECT_GT(polyphones, 130);
}

}  // namespace
}  // namespace jiedui::registry
