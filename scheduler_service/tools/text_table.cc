// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/text_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"

namespace jiedui::scheduler {
namespace {

constexpr int kGap = 2;

int WidthOf(UChar32 character) {
  const int8_t category = u_charType(character);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string Padded(const std::string& text, int width, Align align) {
  const std::string blank(static_cast<size_t>(std::max(0, width - DisplayWidth(text))), ' ');
  return align == Align::kLeft ? absl::StrCat(text, blank) : absl::StrCat(blank, text);
}

std::string Line(const std::vector<std::string>& cells, const std::vector<Column>& columns,
                 const std::vector<int>& widths) {
  std::string line;
  for (size_t i = 0; i < columns.size(); ++i) {
    absl::StrAppend(&line, Padded(cells[i], widths[i], columns[i].align), std::string(kGap, ' '));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  const icu::UnicodeString characters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  int width = 0;
  for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1))
    width += WidthOf(characters.char32At(i));
  return width;
}

std::string RenderTable(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> titles;
  std::vector<std::string> rules;
  std::vector<int> widths;
  for (size_t i = 0; i < columns.size(); ++i) {
    int width = DisplayWidth(columns[i].title);
    for (const std::vector<std::string>& row : rows) width = std::max(width, DisplayWidth(row[i]));
    titles.push_back(columns[i].title);
    rules.emplace_back(static_cast<size_t>(width), '-');
    widths.push_back(width);
  }
  std::string table = Line(titles, columns, widths) + Line(rules, columns, widths);
  for (const std::vector<std::string>& row : rows) table += Line(row, columns, widths);
  return table;
}

}  // namespace jiedui::scheduler
