// SPDX-License-Identifier: Apache-2.0
#include "common/base/cell_guard.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace jiedui {
namespace {

// The full-width ones too: Excel in Chinese and Japanese reads them as the others.
constexpr absl::string_view kFormulaStarts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
// Spreadsheets show longer numbers in scientific notation, and keep 15 digits of them.
constexpr size_t kSafeDigitsMax = 11;

bool IsFormula(absl::string_view cell) {
  return std::any_of(std::begin(kFormulaStarts), std::end(kFormulaStarts),
                     [cell](absl::string_view start) { return absl::StartsWith(cell, start); });
}

// Digits that would not be the same digits as a number.
bool IsCode(absl::string_view cell) {
  const bool is_long = cell.size() > kSafeDigitsMax;
  const bool begins_with_zero = cell.size() > 1 && cell.front() == '0';
  return (is_long || begins_with_zero) && std::all_of(cell.begin(), cell.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

bool IsDangerousBehindApostrophes(absl::string_view cell) {
  while (absl::ConsumePrefix(&cell, "'")) {
  }
  return IsFormula(cell) || IsCode(cell);
}

}  // namespace

std::string GuardedCell(absl::string_view cell) {
  return absl::StrCat(IsDangerousBehindApostrophes(cell) ? "'" : "", cell);
}

absl::string_view UnguardedCell(absl::string_view cell) {
  if (IsDangerousBehindApostrophes(cell)) absl::ConsumePrefix(&cell, "'");
  return cell;
}

}  // namespace jiedui
