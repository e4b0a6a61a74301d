// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/cell_text.h"

#include <csv.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "common/base/cell_guard.h"

namespace jiedui::registry {
namespace {

constexpr absl::string_view kControls = "\t\r\n";

bool IsPlainAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return absl::ascii_isgraph(byte) && !absl::ascii_isupper(byte);
  });
}

icu::UnicodeString ToWide(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

icu::UnicodeString FoldedWide(absl::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::UnicodeString wide = U_FAILURE(error) ? ToWide(text) : fold->normalize(ToWide(text), error);
  icu::UnicodeString folded;
  for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    if (u_isUWhiteSpace(c) == 0) folded.append(c);
  }
  return folded;
}

std::string ToUtf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

bool IsOpeningBracket(UChar32 c) { return c == '(' || c == '[' || c == '{' || c == u'【' || c == u'〔' || c == u'〖'; }
bool IsClosingBracket(UChar32 c) { return c == ')' || c == ']' || c == '}' || c == u'】' || c == u'〕' || c == u'〗'; }

}  // namespace

std::string FoldedText(absl::string_view text) {
  return IsPlainAscii(text) ? std::string(text) : ToUtf8(FoldedWide(text));
}

std::string FoldedHeader(absl::string_view text) {
  const icu::UnicodeString folded = FoldedWide(text);
  icu::UnicodeString header;
  int depth = 0;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (IsOpeningBracket(c)) ++depth;
    if (depth == 0 && c != '*' && c != '_') header.append(c);
    if (IsClosingBracket(c)) depth = std::max(0, depth - 1);
  }
  while (header.endsWith(u":")) header.truncate(header.length() - 1);
  return ToUtf8(header);
}

bool SaysNothing(absl::string_view cell) {
  const std::string folded = FoldedText(cell);
  if (folded == "无" || folded == "暂无" || folded == "/") return true;
  absl::string_view rest = folded;
  while (absl::ConsumePrefix(&rest, "-") || absl::ConsumePrefix(&rest, "\u2014")) {
  }
  return rest.empty();
}

bool IsScientificNotation(absl::string_view cell) {
  double number = 0;
  const std::string folded = FoldedText(cell);
  return absl::StrContains(folded, 'e') && absl::SimpleAtod(folded, &number);
}

bool HasLostCharacters(absl::string_view name) {
  return absl::StrContains(FoldedText(name), '?') || absl::StrContains(name, "\uFFFD");
}

absl::string_view WithoutOuterControls(absl::string_view cell) {
  const size_t first = cell.find_first_not_of(kControls);
  if (first == absl::string_view::npos) return "";
  return cell.substr(first, cell.find_last_not_of(kControls) - first + 1);
}

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    const std::string guarded = GuardedCell(cell);
    if (!line.empty()) line += ',';
    const size_t start = line.size();
    line.resize(start + csv_write(nullptr, 0, guarded.data(), guarded.size()));
    csv_write(line.data() + start, line.size() - start, guarded.data(), guarded.size());
  }
  return line + "\r\n";
}

}  // namespace jiedui::registry
