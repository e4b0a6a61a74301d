// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/resident_id.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Optional;
using v1::IdDocument;

IdDocument Document(IdDocument::Kind kind, const std::string& number) {
  IdDocument document;
  document.set_kind(kind);
  document.set_number(number);
  return document;
}

IdDocument Resident(const std::string& number) { return Document(IdDocument::KIND_RESIDENT_ID, number); }

// The number as it is stored, or "!" and what is wrong with it.
std::string Accept(const IdDocument& typed) {
  const IdDocument document = NormalizedIdDocument(typed);
  const auto problem = ProblemOfIdNumber(document, /*allow_synthetic=*/true);
  return problem.has_value() ? "!" + *problem : document.number();
}

// A sound number of somebody born on a random day.
std::string RandomNumber(std::minstd_rand& random) {
  const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
  const std::string body = absl::StrFormat("%06d%04d%02d%02d%03d", 110000 + below(540000), 1930 + below(80),
                                           1 + below(12), 1 + below(28), below(1000));
  return body + ResidentIdCheckCharacter(body);
}

TEST(ResidentIdCheckCharacter, IsThatOfTheWorkedExamples) {
  EXPECT_EQ(ResidentIdCheckCharacter("99082419880808888"), '6');
  EXPECT_EQ(ResidentIdCheckCharacter("33011019790615998"), 'X');
  EXPECT_EQ(ResidentIdCheckCharacter("11010519491231002"), 'X');
  EXPECT_EQ(ResidentIdCheckCharacter("44052418800101001"), '4');
  EXPECT_EQ(ResidentIdCheckCharacter("99082419850101999"), '0');
}

TEST(ResidentIdCheckCharacter, OfAnythingElseIsNone) {
  for (const char* body : {"", "9908241988080888", "990824198808088881", "9908241988080888X", "99082419880808 88"})
    EXPECT_EQ(ResidentIdCheckCharacter(body), '\0') << body;
}

TEST(ResidentId, SpecimensOfTheStandardAreAccepted) {
  EXPECT_EQ(Accept(Resident("990824198808088886")), "990824198808088886");
  EXPECT_EQ(Accept(Resident("11010519491231002X")), "11010519491231002X");
}

TEST(ResidentId, BirthBefore1900IsRefusedAlthoughTheCheckHolds) {
  EXPECT_THAT(Accept(Resident("440524188001010014")), HasSubstr("birth date"));
}

// 512931 was 苍溪县 until 1984, 990824 never was anything; 000 is given to nobody.
TEST(ResidentId, TheDivisionOfFirstIssueIsComparedWithNoTable) {
  for (const char* body : {"51293119800101000", "99082419800101000", "00000019800101000"}) {
    const std::string number = std::string(body) + ResidentIdCheckCharacter(body);
    EXPECT_EQ(Accept(Resident(number)), number);
  }
}

TEST(ResidentId, IsNormalised) {
  EXPECT_EQ(Accept(Resident("11010519491231002x")), "11010519491231002X");
  EXPECT_EQ(Accept(Resident(" '990824 19880808 8886 ")), "990824198808088886");
  EXPECT_EQ(Accept(Resident("９９０８２４１９８８０８０８８８８６")), "990824198808088886");
  EXPECT_EQ(Accept(Resident("11010519491231002Ｘ")), "11010519491231002X");
  EXPECT_EQ(Accept(Resident("990824\u3000198808088886")), "990824198808088886");
}

TEST(ResidentId, FifteenDigitsBecomeEighteen) {
  EXPECT_EQ(Accept(Resident("990824850101999")), "990824198501019990");
  EXPECT_EQ(Accept(Document(IdDocument::KIND_PASSPORT, "990824850101999")), "990824850101999");
}

TEST(ResidentId, FifteenDigitsWithoutABirthDateAreRefused) {
  EXPECT_THAT(Accept(Resident("990824851301999")), HasSubstr("birth date"));
}

TEST(ResidentId, EveryWrongCheckCharacterIsRefused) {
  for (const char check : std::string("012345789X"))
    EXPECT_THAT(Accept(Resident(std::string("99082419880808888") + check)), HasSubstr("wrong check character"))
        << check;
}

TEST(ResidentId, EverySingleWrongDigitIsRefused) {
  const std::string good = "990824198808088886";
  for (size_t i = 0; i < good.size() - 1; ++i)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string bad = good;
      if (bad[i] == digit) continue;
      bad[i] = digit;
      EXPECT_THAT(Accept(Resident(bad)), HasSubstr("!")) << bad;
    }
}

TEST(ResidentId, EverySwapOfNeighboursIsRefused) {
  const std::string good = "990824198808088886";
  for (size_t i = 0; i + 2 < good.size(); ++i) {
    std::string bad = good;
    std::swap(bad[i], bad[i + 1]);
    if (bad == good) continue;
    EXPECT_THAT(Accept(Resident(bad)), HasSubstr("!")) << bad;
  }
}

TEST(ResidentId, ImpossibleBirthDatesAreRefused) {
  for (const char* birth : {"19880230", "19881301", "19880800", "19000229", "18991231", "22000101", "00000000"}) {
    const std::string body = std::string("990824") + birth + "888";
    EXPECT_THAT(Accept(Resident(body + ResidentIdCheckCharacter(body))), HasSubstr("birth date")) << birth;
  }
}

TEST(ResidentId, LeapDayIsABirthDate) {
  const std::string body = "99082420000229888";
  const std::string number = body + ResidentIdCheckCharacter(body);
  EXPECT_EQ(Accept(Resident(number)), number);
}

TEST(ResidentId, WrongShapesAreRefused) {
  for (const char* number : {"", "'", "9908241988080888", "9908241988080888866", "99082419880808888A",
                             "A90824198808088886", "990824198808O88886", "99082419880808X886"})
    EXPECT_THAT(Accept(Resident(number)), HasSubstr("!")) << number;
}

TEST(ResidentId, SpreadsheetDamageIsNamed) {
  EXPECT_THAT(Accept(Resident("5.10824E+17")), HasSubstr("rounded by a spreadsheet"));
  EXPECT_THAT(Accept(Resident("990824198808088000")), HasSubstr("spreadsheet"));
}

TEST(ResidentId, LookAlikesOfTheLetterXAreNamed) {
  for (const char* number : {"11010519491231002×", "11010519491231002Х", "11010519491231002х"})
    EXPECT_THAT(Accept(Resident(number)), HasSubstr("Latin X")) << number;
}

TEST(ResidentId, SyntheticOnesNeedTheFlag) {
  EXPECT_EQ(ProblemOfIdNumber(Resident("990824198808088886"), true), std::nullopt);
  EXPECT_THAT(ProblemOfIdNumber(Resident("990824198808088886"), false), Optional(HasSubstr("begins with 99")));
  EXPECT_EQ(ProblemOfIdNumber(Resident("11010519491231002X"), false), std::nullopt);
}

TEST(ResidentId, NoProblemRepeatsTheNumber) {
  for (const char* number : {"990824198808088887", "990824198813088886", "99082419880808888", "990824198808088000"}) {
    EXPECT_THAT(Accept(Resident(number)), Not(HasSubstr(number)));
    EXPECT_THAT(Accept(Resident(number)), Not(HasSubstr("9908")));
  }
}

TEST(ResidencePermit, NeedsItsPrefixAndItsCheck) {
  const std::string body = "81000019900101001";
  const std::string number = body + ResidentIdCheckCharacter(body);
  EXPECT_EQ(Accept(Document(IdDocument::KIND_HMT_RESIDENCE_PERMIT, number)), number);
  EXPECT_THAT(Accept(Document(IdDocument::KIND_HMT_RESIDENCE_PERMIT, body + "0")), HasSubstr("!"));
  EXPECT_THAT(Accept(Document(IdDocument::KIND_HMT_RESIDENCE_PERMIT, "11010519491231002X")), HasSubstr("810000"));
}

TEST(ResidencePermit, IsNoResidentNumber) {
  const std::string body = "83000019900101001";
  EXPECT_THAT(Accept(Resident(body + ResidentIdCheckCharacter(body))), HasSubstr("KIND_HMT_RESIDENCE_PERMIT"));
}

TEST(OtherDocuments, AreCheckedByShape) {
  EXPECT_EQ(Accept(Document(IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT, "usa110000000001")), "USA110000000001");
  EXPECT_THAT(Accept(Document(IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT, "123456789012345")), HasSubstr("!"));
  EXPECT_THAT(Accept(Document(IdDocument::KIND_FOREIGN_PERMANENT_RESIDENT, "810000199001010010")), HasSubstr("!"));
  EXPECT_EQ(Accept(Document(IdDocument::KIND_PASSPORT, "e 12345678")), "E12345678");
  for (const char* number : {"E123", "E12-34567", "E12345678901234567890", "护照12345"})
    EXPECT_THAT(Accept(Document(IdDocument::KIND_PASSPORT, number)), HasSubstr("!")) << number;
}

TEST(OtherDocuments, UnspecifiedKindIsRefused) {
  EXPECT_THAT(Accept(Document(IdDocument::KIND_UNSPECIFIED, "990824198808088886")), HasSubstr("kind"));
}

TEST(NormalizedIdDocument, LeavesAMaskAlone) {
  EXPECT_EQ(NormalizedIdDocument(Resident("990824********8886")).number(), "990824********8886");
}

// What notes on the standard claim: any two neighbours that differ may be swapped, in any number.
TEST(ResidentId, EveryOfManyRandomSwapsOfNeighboursIsRefused) {
  std::minstd_rand random(17'467);
  for (int swaps = 0; swaps < 17'467;) {
    std::string number = RandomNumber(random);
    const size_t at = random() % 17;
    if (number[at] == number[at + 1]) continue;
    std::swap(number[at], number[at + 1]);
    ASSERT_THAT(Accept(Resident(number)), HasSubstr("!")) << number;
    ++swaps;
  }
}

// A spreadsheet keeps 15 digits: about one in eleven such numbers passes the check, so that 000 is asked about anyway.
TEST(ResidentId, OneInElevenTruncatedNumbersPassesTheCheck) {
  std::minstd_rand random(1);
  int passed = 0;
  constexpr int kNumbers = 20'000;
  for (int i = 0; i < kNumbers; ++i) {
    const std::string truncated = RandomNumber(random).substr(0, 15) + "000";
    if (CheckIdNumber(Resident(truncated), /*allow_synthetic=*/true) == IdProblem::kNone) ++passed;
  }
  EXPECT_GT(passed, kNumbers * 8 / 100);
  EXPECT_LT(passed, kNumbers * 10 / 100);
}

TEST(HoldsResidentId, FindsANumberInWhateverStandsAroundIt) {
  for (const char* text : {"990824198808088886", "2021510000990824198808088886", "证990824198808088886号",
                           "11010519491231002x", "9908 2419 8808 0888 86", "９９０８２４１９８８０８０８８８８６"})
    EXPECT_TRUE(HoldsResidentId(text)) << text;
  for (const char* text :
       {"", "110330110000123", "202151000012", "990824198808088887", "99082419880808888", "副主任医师"})
    EXPECT_FALSE(HoldsResidentId(text)) << text;
}

}  // namespace
}  // namespace jiedui::registry
