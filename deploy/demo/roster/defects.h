// SPDX-License-Identifier: Apache-2.0
// What goes wrong in rosters: at which rate, what it does to a row, and what the import must say of it. Pure.
#pragma once

#include <vector>

#include "absl/types/span.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/roster/roster_entry.h"

namespace jiedui::demo {

enum class Defect {
  kNone,
  kWrongCheckDigit,
  kTruncatedBySpreadsheet,
  kFifteenDigits,
  kFullWidthDigits,
  kBlankInName,
  kLostCharacter,
  kPrivateUseCharacter,
  kOtherBirthDate,
  kOtherSex,
  kBirthAhead,
  kOtherSpelling,  // the person again under another name
  kTwice,          // the same row again
};

struct DefectRate {
  Defect defect;
  uint32_t per_ten_thousand;
};
absl::Span<const DefectRate> DefectRates();

// At most one of them for a row; `times` multiplies the rates.
Defect DrawDefect(uint32_t times, Dice& dice);

// The rows that become of a sound one: itself, with the defect and what always goes wrong with some (a small x, dots of
// other kinds, no mobile), and in two cases a second one.
std::vector<RosterEntry> Spoil(const RosterEntry& sound, Defect defect, Dice& dice);

}  // namespace jiedui::demo
