// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_keys.h"

#include <gmock/gmock.h>

#include <string>

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(KeyList, StoresEachKeyOnceAndCutBetweenCharacters) {
  KeyList keys;
  keys.Add(KeyKind::kName, "医院");
  keys.Add(KeyKind::kName, "");
  keys.Add(KeyKind::kAlias, "医院");
  keys.Add(KeyKind::kName, "医院");
  EXPECT_THAT(keys.Stored(9), ElementsAre("n医院", "a医院"));
  EXPECT_THAT(keys.Stored(1), ElementsAre("n医院"));
  KeyList long_key;
  long_key.Add(KeyKind::kName, std::string(62, 'a') + "院");
  EXPECT_THAT(long_key.Stored(9), ElementsAre("n" + std::string(62, 'a')));
}

TEST(KeyList, EndsBeginAtHanCharactersAndHaveTwoCharacters) {
  KeyList keys;
  keys.AddEnds(PiecesOf("县中医院"), 9);
  EXPECT_THAT(keys.Stored(9), ElementsAre("s中医院", "s医院"));
  KeyList first;
  first.AddEnds(PiecesOf("县中医院"), 1);
  EXPECT_THAT(first.Stored(9), ElementsAre("s中医院"));
  KeyList letters;
  letters.AddEnds(PiecesOf("abc def"), 9);
  EXPECT_THAT(letters.Stored(9), IsEmpty());
}

TEST(NamesAskedFor, HanAsksForNamesAndLettersForPinyinToo) {
  EXPECT_THAT(NamesAskedFor("医 院").Stored(9), ElementsAre("n医院", "a医院", "s医院"));
  EXPECT_THAT(NamesAskedFor("Yi yuan").Stored(9), ElementsAre("nyiyuan", "ayiyuan", "pyiyuan", "iyiyuan", "syiyuan"));
  EXPECT_THAT(NamesAskedFor(" ").All(), IsEmpty());
}

TEST(BestRank, IsThatOfTheBestKey) {
  KeyList keys;
  keys.Add(KeyKind::kPart, "医院");
  keys.Add(KeyKind::kAlias, "医院一");
  EXPECT_EQ(BestRank(NamesAskedFor("医院"), keys), Rank::kAliasPrefix);
  EXPECT_EQ(BestRank(NamesAskedFor("医院一"), keys), Rank::kExactAlias);
  EXPECT_EQ(BestRank(NamesAskedFor("院"), keys), Rank::kNone);
}

TEST(StoredKeyRank, IsUnknownWhereTheKeyMayHaveBeenCut) {
  const KeyList asked = NamesAskedFor("医院");
  EXPECT_EQ(StoredKeyRank(asked, "n医院"), Rank::kExactName);
  EXPECT_EQ(StoredKeyRank(asked, "n医院一"), Rank::kNamePrefix);
  EXPECT_EQ(StoredKeyRank(asked, "p医院"), Rank::kNone);
  EXPECT_EQ(StoredKeyRank(asked, "n医院" + std::string(60, 'a')), std::nullopt);
  EXPECT_EQ(StoredKeyRank(asked, ""), std::nullopt);
}

TEST(FoldedQuery, HasNeitherBlanksNorDots) {
  EXPECT_EQ(FoldedQuery(" 阿依·古丽 "), "阿依古丽");
  EXPECT_THAT(FoldedQuery(" · "), SizeIs(0));
}

}  // namespace
}  // namespace jiedui::registry
