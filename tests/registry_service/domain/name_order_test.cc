// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_order.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace jiedui::registry {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> Sorted(NameOrder order, std::vector<std::string> names) {
  std::sort(names.begin(), names.end(),
            [order](const std::string& a, const std::string& b) { return SortKey(order, a) < SortKey(order, b); });
  return names;
}

TEST(SortKey, ByStrokesIsTheOrderOfRosters) {
  // 2, 3, 4, 5, 6, 7, 8, 9 strokes.
  EXPECT_THAT(Sorted(NameOrder::kStroke, {"赵一", "单雪梅", "李四", "刘三", "王五", "万里", "丁一", "叶子"}),
              ElementsAre("丁一", "万里", "王五", "叶子", "刘三", "李四", "单雪梅", "赵一"));
  EXPECT_THAT(Sorted(NameOrder::kStroke, {"王雪梅", "王一", "王", "王一鸣"}),
              ElementsAre("王", "王一", "王一鸣", "王雪梅"));
}

TEST(SortKey, ByStrokesIsTheCountOfIcu) {
  EXPECT_THAT(Sorted(NameOrder::kStroke, {"陈", "单", "李", "苏"}), ElementsAre("李", "单", "苏", "陈"));
}

TEST(SortKey, ByPinyinIsTheOrderOfLetters) {
  EXPECT_THAT(Sorted(NameOrder::kPinyin, {"张三", "王五", "李四", "陈一", "阿依古丽·买买提", "吕布"}),
              ElementsAre("阿依古丽·买买提", "陈一", "李四", "吕布", "王五", "张三"));
}

TEST(SortKey, PutsHanBeforeLatinAndTheRareBehindTheUsual) {
  for (const NameOrder order : {NameOrder::kStroke, NameOrder::kPinyin})
    EXPECT_THAT(Sorted(order, {"Smith", "𬍛", "张三", "张"}), ElementsAre("张", "张三", "𬍛", "Smith"));
}

TEST(SortKey, OrdersDiffer) {
  EXPECT_LT(SortKey(NameOrder::kPinyin, "陈一"), SortKey(NameOrder::kPinyin, "丁一"));
  EXPECT_GT(SortKey(NameOrder::kStroke, "陈一"), SortKey(NameOrder::kStroke, "丁一"));
}

TEST(SortKey, TellsCapitalsLast) {
  EXPECT_NE(SortKey(NameOrder::kPinyin, "smith"), SortKey(NameOrder::kPinyin, "Smith"));
  EXPECT_LT(SortKey(NameOrder::kPinyin, "Smith"), SortKey(NameOrder::kPinyin, "smitz"));
}

TEST(SortKey, IsBoundedAndHasNoZero) {
  std::string name;
  for (int i = 0; i < 100; ++i) {
    for (const NameOrder order : {NameOrder::kStroke, NameOrder::kPinyin}) {
      const std::string key = SortKey(order, name);
      EXPECT_LE(key.size(), kSortKeyBytesMax);
      EXPECT_THAT(key, Not(Contains('\0')));
      EXPECT_EQ(key.empty(), name.empty());
    }
    name += "𬍛";
  }
}

TEST(SortKey, TellsTwentyCharactersApart) {
  for (const NameOrder order : {NameOrder::kStroke, NameOrder::kPinyin})
    for (const char* character : {"王", "𬍛", "𠀀"}) {
      std::string name;
      for (int i = 0; i < 19; ++i) name += character;
      EXPECT_EQ(SortKey(order, name + "一") < SortKey(order, name + "龥"), SortKey(order, "一") < SortKey(order, "龥"));
      EXPECT_NE(SortKey(order, name + "一"), SortKey(order, name + "龥")) << character;
    }
}

TEST(NameRulesVersion, NamesIcuAndBothCollations) {
  const std::string version = NameRulesVersion();
  for (const char* part : {"ICU ", "pinyin ", "stroke "}) EXPECT_THAT(version, testing::HasSubstr(part));
  EXPECT_THAT(version, Not(testing::HasSubstr("none")));
  EXPECT_EQ(NameRulesVersion(), version);
}

TEST(SortKey, IsTheSameInEveryThread) {
  std::vector<std::string> keys(4);
  std::vector<std::thread> threads;
  for (std::string& key : keys)
    threads.emplace_back([&key] {
      for (const char* name : {"单雪梅", "吕布", "阿依古丽·买买提"})
        key += SortKey(NameOrder::kStroke, name) + SortKey(NameOrder::kPinyin, name);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(keys, Each(keys[0]));
}

}  // namespace
}  // namespace jiedui::registry
