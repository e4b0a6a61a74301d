// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_pieces.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr size_t kAll = 100;

std::string Text(const std::string& name) { return JoinedText(PiecesOf(name)); }

// "|" before each part, and one word a piece.
std::string Cut(const std::string& name) {
  std::string cut;
  for (const NamePiece& piece : PiecesOf(name)) absl::StrAppend(&cut, piece.begins_part ? "|" : " ", piece.text);
  return cut;
}

TEST(PiecesOf, CutsBeforeHanCharactersBlanksAndDots) {
  EXPECT_EQ(Cut("单雪梅"), "|单 雪 梅");
  EXPECT_EQ(Cut("阿依·古丽"), "|阿 依|古 丽");
  EXPECT_EQ(Cut("John A. Smith"), "|john|a|smith");
  EXPECT_EQ(Cut("J.张Li伟"), "|j|张 li 伟");
  EXPECT_EQ(Cut("·张 "), "|张");
}

TEST(PiecesOf, ANameWithAnyDotOrNoneHasTheSameText) {
  for (const char* dot : {"\u00B7", "\u2022", "\u2027", "\u30FB", "\uFF65", "\u22C5", "\u2219", "\u0387", ".", "\uFF0E",
                          "\u3002", "\uFF61", "\u2024", "\u2E31", "\uA78F", " ", "\u3000", ""})
    EXPECT_EQ(Text(absl::StrCat("阿依古丽", dot, "买买提")), "阿依古丽买买提") << dot;
}

TEST(PiecesOf, FoldsFormsCapitalsAndWhatIsInvisible) {
  EXPECT_EQ(Text("⽼王"), "老王");
  EXPECT_EQ(Text("Ｊｏｈｎ"), "john");
  EXPECT_EQ(Text("JOSE\u0301"), "jos\u00E9");
  EXPECT_EQ(Text("张\u200B三\uFEFF"), "张三");
  EXPECT_EQ(Text("葛\U000E0100"), "葛");
  EXPECT_EQ(Text("\uF900"), "\u8C48");
  EXPECT_EQ(Text("𬍛䶮㛃"), "𬍛䶮㛃");
}

TEST(PiecesOf, NothingButDotsAreNone) {
  EXPECT_THAT(PiecesOf(""), IsEmpty());
  EXPECT_THAT(PiecesOf("··． \u3000・"), IsEmpty());
}

TEST(PiecesOf, ReadsASurnameAtTheBeginningOfEveryRun) {
  EXPECT_EQ(PiecesOf("解放")[0].readings[0], "xie");
  EXPECT_EQ(PiecesOf("阿依·解放")[2].readings[0], "xie");
  EXPECT_EQ(PiecesOf("J解放")[1].readings[0], "xie");
  EXPECT_EQ(PiecesOf("阿依解放")[2].readings[0], "jie");
  EXPECT_EQ(PiecesOf("万俟咏")[0].readings[0], "mo");
}

TEST(Spellings, BeginWithTheSurnameReadingAndVaryTheSurnameFirst) {
  EXPECT_THAT(Spellings(PiecesOf("单雪梅"), kAll), ElementsAre("shanxuemei", "danxuemei"));
  EXPECT_THAT(Spellings(PiecesOf("乐长安"), kAll), ElementsAre("yuechangan", "lechangan", "yuezhangan", "lezhangan"));
  EXPECT_THAT(Spellings(PiecesOf("乐长安"), 2), ElementsAre("yuechangan", "lechangan"));
}

TEST(Spellings, WriteUmlautsInThreeWaysTheSameThroughout) {
  EXPECT_THAT(Spellings(PiecesOf("吕布"), kAll), ElementsAre("lubu", "lvbu", "lyubu"));
  EXPECT_THAT(Spellings(PiecesOf("吕女"), kAll), ElementsAre("lunu", "lvnv", "lyunyu"));
  EXPECT_THAT(Spellings(PiecesOf("略"), kAll), ElementsAre("lue", "lve", "lyue"));
  EXPECT_THAT(Spellings(PiecesOf("吕 Viv"), kAll), ElementsAre("luviv", "lvviv", "lyuviv"));
}

TEST(Spellings, OfLettersAreTheLetters) {
  EXPECT_THAT(Spellings(PiecesOf("John A. O'Brien"), kAll), ElementsAre("johnaobrien"));
  EXPECT_THAT(Spellings(PiecesOf("José 张"), kAll), ElementsAre("josezhang"));
  EXPECT_THAT(Spellings(PiecesOf("ئۇيغۇر"), kAll), IsEmpty());
  EXPECT_THAT(Spellings({}, kAll), IsEmpty());
}

TEST(Spellings, SkipWhatHasNoReading) { EXPECT_THAT(Spellings(PiecesOf("王々"), kAll), ElementsAre("wang")); }

TEST(Spellings, OfManyPolyphonesAreBounded) {
  std::string name;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&name, "行");
  EXPECT_THAT(Spellings(PiecesOf(name), 12), SizeIs(12));
  EXPECT_THAT(Initials(PiecesOf(name), 4), SizeIs(4));
  name.clear();
  for (int i = 0; i < 100; ++i) absl::StrAppend(&name, "陆");  // lu, liu: one initial
  EXPECT_THAT(Initials(PiecesOf(name), 4), ElementsAre(std::string(100, 'l')));
}

TEST(Initials, AreTheFirstLetters) {
  EXPECT_THAT(Initials(PiecesOf("单雪梅"), kAll), ElementsAre("sxm", "dxm"));
  EXPECT_THAT(Initials(PiecesOf("吕布"), kAll), ElementsAre("lb"));
  EXPECT_THAT(Initials(PiecesOf("阿依古丽·买买提"), kAll), ElementsAre("ayglmmt", "eyglmmt", "ayglmmd", "eyglmmd"));
  EXPECT_THAT(Initials(PiecesOf("John A. Smith"), kAll), ElementsAre("jas"));
  EXPECT_THAT(Initials(PiecesOf("Viv"), kAll), ElementsAre("v"));
}

}  // namespace
}  // namespace jiedui::registry
