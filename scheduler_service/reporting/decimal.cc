// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/decimal.h"

#include <algorithm>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kWholeDigitsMax = 12;
constexpr size_t kDecimalsMax = 4;

bool AreDigits(absl::string_view text, size_t digits_max) {
  return !text.empty() && text.size() <= digits_max && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

}  // namespace

std::optional<int64_t> ParseDecimal(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> halves = absl::StrSplit(text, absl::MaxSplits('.', 1));
  const bool has_point = text.size() > halves.first.size();
  if (!AreDigits(halves.first, kWholeDigitsMax)) return std::nullopt;
  if (has_point && !AreDigits(halves.second, kDecimalsMax)) return std::nullopt;
  std::string digits = absl::StrCat(halves.first, halves.second);
  digits.append(kDecimalsMax - halves.second.size(), '0');
  int64_t scaled = 0;
  if (!absl::SimpleAtoi(digits, &scaled)) return std::nullopt;
  return scaled;
}

std::string FormatDecimal(int64_t scaled) {
  std::string text = absl::StrCat(scaled / kDecimalScale);
  const int64_t decimals = scaled % kDecimalScale;
  if (decimals == 0) return text;
  absl::StrAppend(&text, ".", absl::Dec(decimals, absl::kZeroPad4));
  return text.substr(0, text.find_last_not_of('0') + 1);
}

std::string CompletionPercent(int64_t scaled, int64_t target) {
  if (target == 0) return "—";
  // Tenths of a percent, twice, so that half of one is a whole number.
  const absl::uint128 promised = absl::uint128(static_cast<uint64_t>(target)) * kDecimalScale;
  const absl::uint128 twice = absl::uint128(static_cast<uint64_t>(scaled)) * 2000;
  const auto tenths = static_cast<uint64_t>((twice + promised) / (promised * 2));
  return absl::StrCat(tenths / 10, ".", tenths % 10);
}

}  // namespace jiedui::scheduler
