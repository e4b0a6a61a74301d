// SPDX-License-Identifier: Apache-2.0
// Names as they are looked for: folded, cut into pieces, and spelt as people type them. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace jiedui::registry {

// One Han character, or a run of anything else up to a Han character, a blank or a dot ("john", "a", "smith").
struct NamePiece {
  std::string text;  // folded
  bool is_han = false;
  bool begins_part = false;  // first of the name, or behind a blank or a dot
  // Han: as HanReadings (pinyin.h). Else one, AsciiLetters; none if it has no such letters.
  std::vector<std::string> readings;
};

// Folds a name and cuts it. Folded are forms (NFKC: Kangxi radicals, full width) and capitals; invisible characters go.
// Blanks and every kind of middle dot (· • ‧ ・ ⋅ ∙ . 。, wide and narrow) are in no piece, so that the same name with
// another dot, or none, has the same text. `name` must be valid UTF-8.
std::vector<NamePiece> PiecesOf(absl::string_view name);

// The pieces as one text: "阿依古丽买买提", "johnasmith".
std::string JoinedText(absl::Span<const NamePiece> pieces);

// The ways to type the readings without blanks, without repetition, at most `limit`; the first is ICU's. ü is "u", "v",
// or "yu" as in passports (GB/T 28039-2011), the same throughout a name: lubu, lvbu, lyubu. Where the limit cuts, the
// alternates of the last pieces go first. Empty if no piece has a reading.
std::vector<std::string> Spellings(absl::Span<const NamePiece> pieces, size_t limit);

// The same of first letters: sxm, dxm.
std::vector<std::string> Initials(absl::Span<const NamePiece> pieces, size_t limit);

}  // namespace jiedui::registry
