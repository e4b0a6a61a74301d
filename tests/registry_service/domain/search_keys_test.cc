// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/search_keys.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"

namespace jiedui::registry {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::Property;
using testing::SizeIs;
using testing::StartsWith;

// A person whose number is masked, as it is wherever it is searched.
v1::Person Person(const std::string& name, const std::vector<std::string>& aliases = {},
                  const std::string& number = "990824********8886") {
  v1::Person person;
  person.set_display_name(name);
  for (const std::string& alias : aliases) person.add_aliases(alias);
  person.mutable_private_fields()->mutable_id_document()->set_number(number);
  return person;
}

std::vector<std::string> KeysOf(const v1::Person& person) {
  return SearchKeys(person, IdTail(person.private_fields().id_document().number()));
}

std::vector<std::string> Tried(const std::string& query) { return PersonKeysAskedFor(query).Stored(kSearchKeysMax); }

// Whether the index leads from the query to the person.
bool Finds(const std::string& query, const v1::Person& person) {
  const std::vector<std::string> keys = KeysOf(person);
  for (const std::string& beginning : Tried(query))
    for (const std::string& key : keys)
      if (absl::StartsWith(key, beginning)) return true;
  return false;
}

std::string Repeated(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(SearchKeys, OfANameAreEverythingItIsLookedForBy) {
  EXPECT_THAT(KeysOf(Person("单雪梅")),
              ElementsAre("n单雪梅", "t8886", "pshanxuemei", "pdanxuemei", "isxm", "idxm", "sxuemei", "s雪梅"));
}

TEST(SearchKeys, OfAliasesComeLast) {
  EXPECT_THAT(
      KeysOf(Person("萧丽", {"肖丽", "王小芳"}, "")),
      ElementsAre("n萧丽", "a肖丽", "a王小芳", "pxiaoli", "ixl", "sli", "pwangxiaofang", "iwxf", "sxiaofang", "s小芳"));
}

TEST(SearchKeys, OfLettersHaveTheirWords) {
  EXPECT_THAT(KeysOf(Person("John A. Smith", {}, "")),
              ElementsAre("njohnasmith", "pjohnasmith", "ijas", "sasmith", "ssmith"));
}

TEST(SearchKeys, OfADoubleSurnameHaveTheGivenNameBehindIt) {
  EXPECT_THAT(KeysOf(Person("欧阳雪梅")), Contains("sxuemei"));
  EXPECT_THAT(KeysOf(Person("尉迟恭")), testing::AllOf(Contains("sgong"), Contains("pyuchigong")));
  EXPECT_THAT(KeysOf(Person("司马")), Contains("sma"));
}

TEST(SearchKeys, TailIsThatOfAnIdentityNumberAlone) {
  EXPECT_EQ(IdTail("990824198808088886"), "8886");
  EXPECT_EQ(IdTail("990824********019X"), "019x");
  for (const char* number : {"", "8886", "E1****78", "99082419880808888A", "9908241988080888*6", "G12345678"})
    EXPECT_EQ(IdTail(number), "") << number;
  EXPECT_THAT(SearchKeys(Person("王伟"), "019X"), Contains("t019x"));
  EXPECT_THAT(SearchKeys(Person("王伟"), ""), Each(Not(StartsWith("t"))));
}

TEST(SearchKeys, OfEmptyNamesAndNamesOfDotsAreNone) {
  for (const char* name : {"", "···", " . \u3000"}) {
    EXPECT_THAT(KeysOf(Person(name, {}, "")), IsEmpty()) << name;
    EXPECT_THAT(KeysOf(Person(name)), ElementsAre("t8886")) << name;
  }
}

TEST(SearchKeys, AreBoundedAndWhole) {
  std::vector<std::string> aliases;
  for (int i = 0; i < 10; ++i) aliases.push_back(Repeated("单行乐𬍛", 20 + i));
  const v1::Person person = Person(Repeated("重长𬍛行吕", 20), aliases);
  const std::vector<std::string> keys = KeysOf(person);
  EXPECT_THAT(keys, SizeIs(kSearchKeysMax));
  EXPECT_THAT(keys, Each(Property(&std::string::size, Le(kSearchKeyBytesMax))));
  for (const std::string& key : keys) EXPECT_TRUE(IsValidUtf8(key)) << key;
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
}

TEST(SearchKeys, OfANameOfThirtyCharactersFindItsEveryEnd) {
  const std::string name = "阿卜杜热合曼吐尔逊买买提依明江古丽巴哈尔阿依努尔帕提古丽";
  ASSERT_EQ(CodePoints(name), 28);
  const v1::Person person = Person(name + "阿吉");
  EXPECT_TRUE(Finds(name, person));
  EXPECT_TRUE(Finds(name + "阿吉", person));
  for (size_t start = 3; start <= name.size(); start += 3)
    EXPECT_TRUE(Finds(name.substr(start) + "阿吉", person)) << start / 3;
  EXPECT_EQ(MatchRank(PersonKeysAskedFor(name + "阿吉"), person), Rank::kExactName);
  // The key is cut where both agree; the rank is not deceived.
  EXPECT_TRUE(Finds(name + "阿訇", person));
  EXPECT_EQ(MatchRank(PersonKeysAskedFor(name + "阿訇"), person), Rank::kNone);
}

TEST(Search, FindsByWhatOfficialsRemember) {
  const struct {
    const char* query;
    const char* name;
  } cases[] = {
      {"sxm", "单雪梅"},
      {"shanxuemei", "单雪梅"},
      {"shan", "单雪梅"},
      {"danxuemei", "单雪梅"},
      {"雪梅", "单雪梅"},
      {"8886", "单雪梅"},
      {"shan xue mei", "单雪梅"},
      {"Shàn Xuěméi", "单雪梅"},
      {"XUEMEI", "单雪梅"},
      {"单", "单雪梅"},
      {"单 雪", "单雪梅"},
      {"dxm", "单雪梅"},
      {"lvbu", "吕布"},
      {"lubu", "吕布"},
      {"lyubu", "吕布"},
      {"lǚ bù", "吕布"},
      {"lb", "吕布"},
      {"piao", "朴明"},
      {"pu", "朴明"},
      {"qin", "覃明"},
      {"阿依古丽·买买提", "阿依古丽·买买提"},
      {"阿依古丽•买买提", "阿依古丽·买买提"},
      {"阿依古丽.买", "阿依古丽·买买提"},
      {"阿依古丽・买买提", "阿依古丽·买买提"},
      {"阿依古丽买买提", "阿依古丽·买买提"},
      {"买买提", "阿依古丽·买买提"},
      {"maimaiti", "阿依古丽·买买提"},
      {"𬍛", "𬍛䶮"},
      {"䶮", "䶮𬍛"},
      {"wangli", "王𬍛"},
      {"liuyan", "刘䶮"},
      {"⽼王", "老王"},
      {"smith", "John Smith"},
      {"josé", "José"},
      {"jose", "José"},
      {"ئۇيغۇر", "ئۇيغۇر"},
  };
  for (const auto& [query, name] : cases) {
    EXPECT_TRUE(Finds(query, Person(name))) << query;
    EXPECT_NE(MatchRank(PersonKeysAskedFor(query), Person(name)), Rank::kNone) << query;
  }
}

TEST(Search, DoesNotFindOthers) {
  for (const char* query :
       {"", " · ", "梅雪", "梅", "xm", "uemei", "8887", "888", "88866", "shanxuemeii", "单雪梅花", "?"}) {
    EXPECT_FALSE(Finds(query, Person("单雪梅"))) << query;
    EXPECT_EQ(MatchRank(PersonKeysAskedFor(query), Person("单雪梅")), Rank::kNone) << query;
  }
}

TEST(Search, RanksEveryFind) {
  const std::vector<std::string> names = {"单雪梅", "吕布", "阿依古丽·买买提", "John A. Smith", "J.张伟", "𬍛䶮"};
  const std::vector<std::string> queries = {"s", "sx", "j", "jo", "zhangwei", "a", "ayi", "吕", "买买提", "l", "8886"};
  for (const std::string& name : names)
    for (const std::string& query : queries) {
      const v1::Person person = Person(name, {"单雪", "吕小布"});
      EXPECT_EQ(MatchRank(PersonKeysAskedFor(query), person) != Rank::kNone, Finds(query, person))
          << query << " " << name;
    }
}

TEST(FoldedQuery, IsFoldedAsNamesAre) {
  EXPECT_EQ(FoldedQuery(" Shan Xue-Mei "), "shanxue-mei");
  EXPECT_EQ(FoldedQuery("阿依古丽 ・ 买买提"), "阿依古丽买买提");
  EXPECT_EQ(FoldedQuery("０１９Ｘ"), "019x");
  EXPECT_EQ(FoldedQuery("·"), "");
}

TEST(PersonKeysAskedFor, GoByTheScriptOfTheQuery) {
  EXPECT_THAT(Tried("雪梅"), ElementsAre("n雪梅", "a雪梅", "s雪梅"));
  EXPECT_THAT(Tried("Xue Mei"), ElementsAre("nxuemei", "axuemei", "pxuemei", "ixuemei", "sxuemei"));
  EXPECT_THAT(Tried("lǚ"), ElementsAre("nlǚ", "alǚ", "plu", "ilu", "slu"));
  EXPECT_THAT(Tried("8886"), ElementsAre("t8886"));
  EXPECT_THAT(Tried("019X"), ElementsAre("t019x"));
  EXPECT_THAT(Tried("x019"), Not(Contains("tx019")));
  EXPECT_THAT(Tried("ئۇيغۇر"), ElementsAre("nئۇيغۇر", "aئۇيغۇر"));
  EXPECT_THAT(Tried(" · "), IsEmpty());
  EXPECT_THAT(Tried(Repeated("单", 30)), Contains("n" + Repeated("单", 21)));
}

TEST(MatchRank, PutsTheBetterFindFirst) {
  const v1::Person person = Person("单雪梅", {"单小梅"});
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("单雪梅"), person), Rank::kExactName);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("单雪"), person), Rank::kNamePrefix);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("单小梅"), person), Rank::kExactAlias);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("单小"), person), Rank::kAliasPrefix);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("danxuemei"), person), Rank::kExactPinyin);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("shanxue"), person), Rank::kPinyinPrefix);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("sx"), person), Rank::kInitials);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("sxm"), person), Rank::kInitials);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("雪梅"), person), Rank::kPart);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("xuemei"), person), Rank::kPart);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("8886"), person), Rank::kIdTail);
  EXPECT_EQ(MatchRank(PersonKeysAskedFor("8887"), person), Rank::kNone);
  EXPECT_LT(Rank::kExactName, Rank::kNone);
}

TEST(StoredKeyRank, OfTheKeyFoundFirstIsWhatTheNamesSay) {
  const std::vector<v1::Person> persons = {Person("单雪梅", {"雪梅", "单梅"}), Person("欧阳单", {"阳单"}),
                                           Person("阿依古丽·买买提"), Person("吕布", {"john lv"})};
  const std::vector<std::string> queries = {"单",     "雪梅", "单雪梅", "单梅", "shan", "shanxuemei", "sxm",  "xuemei",
                                            "ouyang", "oy",   "mmt",    "8886", "lv",   "lvbu",       "john", "买买提"};
  int finds = 0;
  for (const v1::Person& person : persons) {
    for (const std::string& query : queries) {
      const KeyList asked = PersonKeysAskedFor(query);
      std::vector<std::string> stored = KeysOf(person);
      std::sort(stored.begin(), stored.end());
      std::optional<Rank> first;
      for (const std::string& beginning : Tried(query))
        for (const std::string& key : stored)
          if (!first.has_value() && absl::StartsWith(key, beginning)) first = StoredKeyRank(asked, key);
      EXPECT_EQ(first.value_or(Rank::kNone), MatchRank(asked, person)) << query << " " << person.display_name();
      finds += first.has_value() ? 1 : 0;
    }
  }
  EXPECT_GT(finds, 15);
}

}  // namespace
}  // namespace jiedui::registry
