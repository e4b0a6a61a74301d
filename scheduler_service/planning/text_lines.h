// SPDX-License-Identifier: Apache-2.0
// Lines of words and whole numbers, with errors that say where. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui::planning {

// Views into the text it was made from.
struct TextLine {
  struct Word {
    absl::string_view text;
    int32_t column = 1;
  };
  int32_t number = 1;
  std::vector<Word> words;  // not empty
  absl::string_view rest;   // what follows the first word, without the blanks around it

  absl::string_view keyword() const { return words.front().text; }

  // INVALID_ARGUMENT "line 7, column 12: ..."; word `index`, or the end of the line if there are not so many.
  absl::Status Error(size_t index, absl::string_view what) const;

  // The words after the first, as numbers: `least` to `most` of them, each within 64 bits.
  absl::StatusOr<std::vector<int64_t>> Numbers(size_t least, size_t most) const;
};

// Lines that are not blank and do not begin with the comment word. Words are apart by blanks and tabs; a carriage
// return before the line break does not count.
std::vector<TextLine> SplitIntoLines(absl::string_view text, absl::string_view comment);

}  // namespace jiedui::planning
