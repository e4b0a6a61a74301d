// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/defects.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

constexpr DefectRate kRates[] = {
    {Defect::kWrongCheckDigit, 40},    {Defect::kTruncatedBySpreadsheet, 20}, {Defect::kFifteenDigits, 2},
    {Defect::kFullWidthDigits, 50},    {Defect::kBlankInName, 100},           {Defect::kLostCharacter, 2},
    {Defect::kPrivateUseCharacter, 1}, {Defect::kOtherBirthDate, 10},         {Defect::kOtherSex, 10},
    {Defect::kBirthAhead, 5},          {Defect::kOtherSpelling, 30},          {Defect::kTwice, 60},
};

constexpr uint32_t kSmallXPerCent = 20;    // of the numbers that end in X
constexpr uint32_t kOtherDotPerCent = 60;  // of the names with a dot
constexpr uint32_t kNoMobilePerCent = 3;

constexpr absl::string_view kMiddleDot = "\u00B7";
constexpr absl::string_view kOtherDots[] = {"\u2022", "\u2027", "\u30FB", ".", "\uFF0E"};
constexpr std::pair<absl::string_view, absl::string_view> kSpellings[] = {
    {"傅", "付"}, {"戴", "代"}, {"邱", "丘"}, {"阎", "闫"}, {"丽", "莉"}, {"升", "昇"}, {"坤", "堃"}};
constexpr size_t kDivisionDigits = 6;
constexpr size_t kBodyDigits = 17;
constexpr int kYearsAhead = 100;

void Find(RosterCell cell, absl::string_view kind, absl::string_view code, RosterEntry& entry) {
  entry.findings.push_back({cell, kind, code});
  if (kind == "refused") entry.end = EntryEnd::kRefused;
}

// The bytes of the last character.
size_t LastCharacter(absl::string_view text) {
  size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return text.size() - start;
}

std::string FullWidth(absl::string_view digits) {
  std::string wide;
  for (const char digit : digits)
    absl::StrAppend(&wide, "\xEF\xBC", std::string(1, static_cast<char>(0x90 + digit - '0')));
  return wide;
}

// As a spreadsheet leaves it: 15 digits are kept. Some of the numbers that come out pass the check.
void Truncate(RosterEntry& entry) {
  std::string& number = entry.cells[RosterCell::kNumber];
  number = absl::StrCat(number.substr(0, kBodyDigits - 2), "000");
  if (ResidentIdCheck(number.substr(0, kBodyDigits)) != '0')
    return Find(RosterCell::kNumber, "refused", "ID_TRUNCATED", entry);
  Find(RosterCell::kNumber, "warned", "ID_ENDS_IN_000", entry);
  if (entry.cells[RosterCell::kSex] == "男") Find(RosterCell::kSex, "warned", "SEX_DIFFERS", entry);
}

std::string MovedBirth(const std::string& date, int years, int days) {
  const absl::CivilDay day = *ParseDate(date);
  return FormatDate(absl::CivilDay(day.year() + years, day.month(), day.day()) + days);
}

std::string OtherSpelling(const std::string& name) {
  for (const auto& [official, other] : kSpellings) {
    if (absl::StrContains(name, official)) return absl::StrReplaceAll(name, {{official, other}});
  }
  return absl::StrCat(name.substr(0, name.size() - LastCharacter(name)), "堃");
}

// A blank after the family name; names with a dot have none.
void Spread(absl::string_view blank, RosterEntry& entry) {
  std::string& name = entry.cells[RosterCell::kName];
  if (absl::StrContains(name, kMiddleDot)) return;
  const size_t last = LastCharacter(name);
  name = absl::StrCat(name.substr(0, name.size() - last), blank, name.substr(name.size() - last));
  Find(RosterCell::kName, "fixed", "NAME_BLANKS", entry);
}

void SpoilNumber(Defect defect, RosterEntry& entry) {
  std::string& number = entry.cells[RosterCell::kNumber];
  if (defect == Defect::kWrongCheckDigit) {
    number.back() = number.back() == '1' ? '2' : '1';
    Find(RosterCell::kNumber, "refused", "ID_CHECK_CHARACTER", entry);
  } else if (defect == Defect::kFifteenDigits) {
    number = absl::StrCat(number.substr(0, kDivisionDigits), number.substr(kDivisionDigits + 2, 9));
    Find(RosterCell::kNumber, "fixed", "ID_15_DIGITS", entry);
  } else {
    number = absl::StrCat(FullWidth(number.substr(0, kDivisionDigits)), number.substr(kDivisionDigits));
    Find(RosterCell::kNumber, "fixed", "ID_FORM", entry);
  }
}

void SpoilName(Defect defect, Dice& dice, RosterEntry& entry) {
  std::string& name = entry.cells[RosterCell::kName];
  if (defect == Defect::kBlankInName) return Spread(dice.PerCent(50) ? " " : "\u3000", entry);
  const absl::string_view last = defect == Defect::kLostCharacter ? "?" : "\uE863";
  name = absl::StrCat(name.substr(0, name.size() - LastCharacter(name)), last);
  if (defect == Defect::kLostCharacter) return Find(RosterCell::kName, "refused", "NAME_DAMAGED", entry);
  Find(RosterCell::kName, "warned", "PRIVATE_USE_CHARACTER", entry);
}

void SpoilOther(Defect defect, RosterEntry& entry) {
  std::string& birth = entry.cells[RosterCell::kBirthDate];
  if (defect == Defect::kOtherBirthDate) {
    birth = MovedBirth(birth, 0, 1);
    Find(RosterCell::kBirthDate, "warned", "BIRTH_DATE_DIFFERS", entry);
  } else if (defect == Defect::kBirthAhead) {
    birth = MovedBirth(birth, kYearsAhead, 0);
    Find(RosterCell::kBirthDate, "refused", "INVALID_FIELD", entry);
  } else if (defect == Defect::kOtherSex) {
    std::string& sex = entry.cells[RosterCell::kSex];
    sex = sex == "男" ? "女" : "男";
    Find(RosterCell::kSex, "warned", "SEX_DIFFERS", entry);
  }
}

// What is written so by habit, not by accident.
void AddHabits(Dice& dice, RosterEntry& entry) {
  std::string& number = entry.cells[RosterCell::kNumber];
  const bool small_x = dice.PerCent(kSmallXPerCent);
  if (small_x && number.back() == 'X') {
    number.back() = 'x';
    Find(RosterCell::kNumber, "fixed", "ID_LOWER_CASE_X", entry);
  }
  std::string& name = entry.cells[RosterCell::kName];
  const absl::string_view dot = kOtherDots[dice.Below(std::size(kOtherDots))];
  if (dice.PerCent(kOtherDotPerCent) && absl::StrContains(name, kMiddleDot)) {
    name = absl::StrReplaceAll(name, {{kMiddleDot, dot}});
    Find(RosterCell::kName, "fixed", "NAME_MIDDLE_DOT", entry);
  }
  if (dice.PerCent(kNoMobilePerCent)) entry.cells[RosterCell::kMobile].clear();
}

RosterEntry SecondRow(const RosterEntry& sound, Defect defect) {
  RosterEntry second = sound;
  second.end = EntryEnd::kUnchanged;
  if (defect == Defect::kTwice) return second;
  second.cells[RosterCell::kName] = OtherSpelling(second.cells[RosterCell::kName]);
  Find(RosterCell::kName, "refused", "NAME_MISMATCH", second);
  return second;
}

}  // namespace

absl::Span<const DefectRate> DefectRates() { return kRates; }

Defect DrawDefect(uint32_t times, Dice& dice) {
  uint32_t left = dice.Below(10'000);
  for (const DefectRate& rate : kRates) {
    if (left < rate.per_ten_thousand * times) return rate.defect;
    left -= rate.per_ten_thousand * times;
  }
  return Defect::kNone;
}

std::vector<RosterEntry> Spoil(const RosterEntry& sound, Defect defect, Dice& dice) {
  RosterEntry entry = sound;
  switch (defect) {
    case Defect::kNone:
      AddHabits(dice, entry);
      return {entry};
    case Defect::kOtherSpelling:
    case Defect::kTwice:
      return {entry, SecondRow(sound, defect)};
    case Defect::kTruncatedBySpreadsheet:
      Truncate(entry);
      return {entry};
    case Defect::kWrongCheckDigit:
    case Defect::kFifteenDigits:
    case Defect::kFullWidthDigits:
      SpoilNumber(defect, entry);
      return {entry};
    case Defect::kBlankInName:
    case Defect::kLostCharacter:
    case Defect::kPrivateUseCharacter:
      SpoilName(defect, dice, entry);
      return {entry};
    case Defect::kOtherBirthDate:
    case Defect::kOtherSex:
    case Defect::kBirthAhead:
      SpoilOther(defect, entry);
      return {entry};
  }
  return {entry};
}

}  // namespace jiedui::demo
