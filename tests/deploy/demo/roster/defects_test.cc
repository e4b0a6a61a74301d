// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/defects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/match.h"

namespace jiedui::demo {
namespace {

RosterEntry Sound(const std::string& number = "990824198808088886") {
  RosterEntry entry;
  entry.cells = {{RosterCell::kName, "邱雪梅"},
                 {RosterCell::kNumber, number},
                 {RosterCell::kSex, "女"},
                 {RosterCell::kBirthDate, "1988-08-08"},
                 {RosterCell::kMobile, "15400000000"}};
  return entry;
}

std::vector<RosterEntry> Spoiled(Defect defect, const RosterEntry& entry = Sound()) {
  Dice dice({1, 0, EntityKind::kRosterRow, 1});
  return Spoil(entry, defect, dice);
}

struct Case {
  Defect defect;
  RosterCell cell;
  const char* text;
  const char* kind;
  const char* code;
};

TEST(Spoil, ChangesOneCellAndSaysWhatIsToBeFound) {
  const Case cases[] = {
      {Defect::kWrongCheckDigit, RosterCell::kNumber, "990824198808088881", "refused", "ID_CHECK_CHARACTER"},
      {Defect::kTruncatedBySpreadsheet, RosterCell::kNumber, "990824198808088000", "refused", "ID_TRUNCATED"},
      {Defect::kFifteenDigits, RosterCell::kNumber, "990824880808888", "fixed", "ID_15_DIGITS"},
      {Defect::kFullWidthDigits, RosterCell::kNumber, "９９０８２４198808088886", "fixed", "ID_FORM"},
      {Defect::kLostCharacter, RosterCell::kName, "邱雪?", "refused", "NAME_DAMAGED"},
      {Defect::kPrivateUseCharacter, RosterCell::kName, "邱雪\uE863", "warned", "PRIVATE_USE_CHARACTER"},
      {Defect::kOtherBirthDate, RosterCell::kBirthDate, "1988-08-09", "warned", "BIRTH_DATE_DIFFERS"},
      {Defect::kBirthAhead, RosterCell::kBirthDate, "2088-08-08", "refused", "INVALID_FIELD"},
      {Defect::kOtherSex, RosterCell::kSex, "男", "warned", "SEX_DIFFERS"},
  };
  for (const Case& one : cases) {
    const std::vector<RosterEntry> rows = Spoiled(one.defect);
    ASSERT_EQ(rows.size(), 1u) << one.code;
    EXPECT_EQ(rows[0].cells.at(one.cell), one.text);
    EXPECT_THAT(rows[0].findings, testing::ElementsAre(EntryFinding{one.cell, one.kind, one.code})) << one.code;
    EXPECT_EQ(rows[0].end == EntryEnd::kRefused, std::string(one.kind) == "refused") << one.code;
    RosterEntry others = rows[0];
    others.cells[one.cell] = Sound().cells.at(one.cell);
    EXPECT_EQ(others.cells, Sound().cells) << one.code;
  }
}

TEST(Spoil, ABlankGoesIntoANameWithoutADot) {
  EXPECT_THAT(Spoiled(Defect::kBlankInName)[0].cells.at(RosterCell::kName), testing::AnyOf("邱雪 梅", "邱雪\u3000梅"));
  RosterEntry dotted = Sound();
  dotted.cells[RosterCell::kName] = "阿木·拉日";
  EXPECT_TRUE(Spoiled(Defect::kBlankInName, dotted)[0].findings.empty());
}

TEST(Spoil, WhatIsTruncatedMayPassTheCheck) {
  // 990824198808080XX of a man: among them are numbers that 000 completes to a right one.
  int passed = 0;
  for (int day = 1; day < 29; ++day) {
    const std::string date = std::string(day < 10 ? "0" : "") + std::to_string(day);
    RosterEntry man = Sound("9908241988" + std::string("08") + date + "8876");
    man.cells[RosterCell::kSex] = "男";
    const RosterEntry row = Spoiled(Defect::kTruncatedBySpreadsheet, man)[0];
    if (row.end == EntryEnd::kRefused) continue;
    ++passed;
    EXPECT_EQ(ResidentIdCheck(row.cells.at(RosterCell::kNumber).substr(0, 17)), '0');
    EXPECT_THAT(row.findings, testing::ElementsAre(EntryFinding{RosterCell::kNumber, "warned", "ID_ENDS_IN_000"},
                                                   EntryFinding{RosterCell::kSex, "warned", "SEX_DIFFERS"}));
  }
  EXPECT_GT(passed, 0);
}

TEST(Spoil, SomeComeTwice) {
  const std::vector<RosterEntry> twice = Spoiled(Defect::kTwice);
  ASSERT_EQ(twice.size(), 2u);
  EXPECT_EQ(twice[0].cells, twice[1].cells);
  EXPECT_EQ(twice[1].end, EntryEnd::kUnchanged);
  const std::vector<RosterEntry> spelt = Spoiled(Defect::kOtherSpelling);
  ASSERT_EQ(spelt.size(), 2u);
  EXPECT_EQ(spelt[1].cells.at(RosterCell::kName), "丘雪梅");
  EXPECT_EQ(spelt[1].cells.at(RosterCell::kNumber), spelt[0].cells.at(RosterCell::kNumber));
  EXPECT_EQ(spelt[1].end, EntryEnd::kRefused);
}

TEST(Spoil, HabitsAreAsOftenAsTheyAre) {
  RosterEntry entry = Sound("99082419880808011X");
  entry.cells[RosterCell::kName] = "阿木·拉日";
  int small = 0;
  int dots = 0;
  int no_mobile = 0;
  for (uint64_t i = 0; i < 2'000; ++i) {
    Dice dice({1, 0, EntityKind::kRosterRow, i});
    const RosterEntry row = Spoil(entry, Defect::kNone, dice)[0];
    small += row.cells.at(RosterCell::kNumber).back() == 'x';
    dots += !absl::StrContains(row.cells.at(RosterCell::kName), "·");
    no_mobile += row.cells.at(RosterCell::kMobile).empty();
  }
  EXPECT_NEAR(small, 400, 70);
  EXPECT_NEAR(dots, 1'200, 90);
  EXPECT_NEAR(no_mobile, 60, 30);
}

TEST(DrawDefect, RatesAreAsTheySay) {
  std::map<Defect, int> drawn;
  Dice dice({1, 0, EntityKind::kRosterRow, 1});
  for (int i = 0; i < 100'000; ++i) ++drawn[DrawDefect(2, dice)];
  for (const DefectRate& rate : DefectRates())
    EXPECT_NEAR(drawn[rate.defect], static_cast<int>(20 * rate.per_ten_thousand),
                static_cast<int>(10 + 3 * rate.per_ten_thousand));
}

}  // namespace
}  // namespace jiedui::demo
