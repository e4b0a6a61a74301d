// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/text_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace jiedui::planning {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

TextLine SplitIntoWords(absl::string_view line, int32_t number) {
  TextLine result{.number = number};
  for (size_t first = 0; first < line.size();) {
    if (IsBlank(line[first])) {
      ++first;
      continue;
    }
    size_t last = first;
    while (last < line.size() && !IsBlank(line[last])) ++last;
    result.words.push_back({line.substr(first, last - first), static_cast<int32_t>(first) + 1});
    if (result.words.size() == 1) result.rest = absl::StripAsciiWhitespace(line.substr(last));
    first = last;
  }
  return result;
}

}  // namespace

absl::Status TextLine::Error(size_t index, absl::string_view what) const {
  const Word& last = words.back();
  const int32_t column =
      index < words.size() ? words[index].column : last.column + static_cast<int32_t>(last.text.size());
  return absl::InvalidArgumentError(absl::StrCat("line ", number, ", column ", column, ": ", what));
}

absl::StatusOr<std::vector<int64_t>> TextLine::Numbers(size_t least, size_t most) const {
  std::vector<int64_t> numbers;
  for (size_t k = 1; k < words.size(); ++k) {
    if (k > most) return Error(k, absl::StrCat("at most ", most, " numbers after ", keyword()));
    int64_t value = 0;
    if (!absl::SimpleAtoi(words[k].text, &value)) return Error(k, "must be a whole number");
    numbers.push_back(value);
  }
  if (numbers.size() < least)
    return Error(words.size(), absl::StrCat("at least ", least, " numbers after ", keyword()));
  return numbers;
}

std::vector<TextLine> SplitIntoLines(absl::string_view text, absl::string_view comment) {
  std::vector<TextLine> lines;
  int32_t number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    absl::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    TextLine split = SplitIntoWords(line, number);
    if (!split.words.empty() && split.keyword() != comment) lines.push_back(std::move(split));
  }
  return lines;
}

}  // namespace jiedui::planning
