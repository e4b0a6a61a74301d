// SPDX-License-Identifier: Apache-2.0
// How Chinese characters are read in names. Pure, any thread.
//
// Readings are those of ICU's transliterator "Han-Latin/Names; Latin-ASCII; Lower", which knows how surnames are read
// (单 shan, 仇 qiu, 尉迟 yuchi, 万俟 moqi), and the alternates of polyphones.h. The transliterator costs some 40 us a
// name, so each thread keeps the readings of the characters that it has met; the transliterator itself is shared and
// locks. The first call in a process loads ICU's rules, about 0.1 s.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace jiedui::registry {

// A thread keeps no more readings than this: names are made of few characters.
inline constexpr size_t kKnownReadingsMax = 8192;

// A Han character where it stands, with all that its reading depends on. A run is Han characters without anything
// between them: a name, or a part of it between dots.
struct HanPlace {
  char32_t character = 0;
  char32_t next = 0;        // the next of the run; 0 = the run ends here
  bool begins_run = false;  // where a surname stands
};

// Lower-case ASCII, ü as "v": the reading of ICU, then the alternates, without repetition ("lv", "lu"). Empty if ICU
// has none (々).
std::vector<std::string> HanReadings(const HanPlace& place);

// The letters and digits of a text of any script, lower-case ASCII without accents: "José" -> "jose", "lǚ" -> "lu".
// What has no Latin letters gives none. `text` must be valid UTF-8.
std::string AsciiLetters(absl::string_view text);

// Loads ICU's rules, so that no later call has to.
void LoadReadings();

}  // namespace jiedui::registry
