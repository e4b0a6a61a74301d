// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_date.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

// A spreadsheet counts a day that 1900 did not have, so that serial numbers fit this day 0 from 1900-03-01 on. With
// fewer than five digits a number is rather a year.
constexpr absl::CivilDay kSerialDayZero(1899, 12, 30);
constexpr size_t kSerialDigits = 5;

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// The day without a time of day behind it ("2021/10/31 0:00:00"), every separator a hyphen.
std::string Bare(absl::string_view text) {
  const std::string trimmed = Trimmed(text);
  absl::string_view day = trimmed;
  if (const size_t colon = day.find(':'); colon != absl::string_view::npos) {
    const size_t blank = day.substr(0, colon).find_last_of(" T");
    if (blank != absl::string_view::npos) day = day.substr(0, blank);
  }
  std::string bare =
      absl::StrReplaceAll(FoldedText(day), {{"/", "-"}, {".", "-"}, {"年", "-"}, {"月", "-"}, {"日", ""}, {"号", ""}});
  if (!bare.empty() && bare.back() == '-') bare.pop_back();
  return bare;
}

// Year, month and maybe day, as numbers; empty if the text is anything else.
std::vector<int> Parts(absl::string_view bare) {
  const bool run_together = AllDigits(bare) && (bare.size() == 8 || bare.size() == 6);
  const std::vector<std::string> texts =
      run_together ? std::vector<std::string>{std::string(bare.substr(0, 4)), std::string(bare.substr(4, 2)),
                                              std::string(bare.substr(6))}
                   : std::vector<std::string>(absl::StrSplit(bare, '-'));
  std::vector<int> parts;
  for (const std::string& text : texts) {
    if (text.empty() && run_together) break;
    int number = 0;
    const size_t digits_max = parts.empty() ? 4 : 2;
    if (!AllDigits(text) || text.size() > digits_max || !absl::SimpleAtoi(text, &number)) return {};
    parts.push_back(number);
  }
  if (texts.front().size() != 4) return {};
  return parts;
}

}  // namespace

std::optional<std::string> DateFromText(absl::string_view text) {
  const std::string bare = Bare(text);
  if (AllDigits(bare) && bare.size() == kSerialDigits) {
    int serial = 0;
    return absl::SimpleAtoi(bare, &serial) ? std::optional<std::string>(FormatDate(kSerialDayZero + serial))
                                           : std::nullopt;
  }
  const std::vector<int> parts = Parts(bare);
  if (parts.size() != 3) return std::nullopt;
  std::string date = absl::StrFormat("%04d-%02d-%02d", parts[0], parts[1], parts[2]);
  if (!ParseDate(date).has_value()) return std::nullopt;
  return date;
}

std::optional<std::string> MonthFromText(absl::string_view text) {
  const std::vector<int> parts = Parts(Bare(text));
  if (parts.size() != 2) return std::nullopt;
  if (!ParseDate(absl::StrFormat("%04d-%02d-01", parts[0], parts[1])).has_value()) return std::nullopt;
  return absl::StrFormat("%04d-%02d", parts[0], parts[1]);
}

std::optional<std::string> BirthDateFromId(absl::string_view number) {
  const std::string folded = FoldedText(number);
  absl::string_view bare = folded;
  absl::ConsumePrefix(&bare, "'");
  if (bare.size() == 18) return DateFromText(bare.substr(6, 8));
  return bare.size() == 15 ? DateFromText(absl::StrCat("19", bare.substr(6, 6))) : std::nullopt;
}

}  // namespace jiedui::registry
