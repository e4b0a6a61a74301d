// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_pieces.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "registry_service/domain/pinyin.h"

namespace jiedui::registry {
namespace {

enum class CharacterKind { kHan, kSeparator, kOther };

// A code point and the bytes it came from.
struct Character {
  UChar32 code_point = 0;
  absl::string_view bytes;
  CharacterKind kind = CharacterKind::kOther;
};

std::string Folded(absl::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return std::string(text);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded, static_cast<int32_t>(text.size()));
  folding->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, error);
  return U_FAILURE(error) ? std::string(text) : folded;
}

// Those that are left when a text is folded.
bool IsDot(UChar32 c) {
  constexpr UChar32 kDots[] = {'.',    0x00B7, 0x0387, 0x16EB, 0x2022, 0x2027, 0x2219,
                               0x22C5, 0x2E31, 0x2E33, 0x3002, 0x30FB, 0xA78F};
  return std::find(std::begin(kDots), std::end(kDots), c) != std::end(kDots);
}

CharacterKind KindOf(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  if (uscript_getScript(c, &error) == USCRIPT_HAN) return CharacterKind::kHan;
  return IsDot(c) || u_isUWhiteSpace(c) != 0 ? CharacterKind::kSeparator : CharacterKind::kOther;
}

// NOLINTNEXTLINE(readability-function-size): ICU's macro is most of it.
std::vector<Character> CharactersOf(absl::string_view text) {
  std::vector<Character> characters;
  characters.reserve(text.size() / 2);
  const auto end = static_cast<int32_t>(text.size());
  for (int32_t next = 0; next < end;) {
    const auto start = static_cast<size_t>(next);
    UChar32 code_point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // within ICU's macro
    U8_NEXT_OR_FFFD(text.data(), next, end, code_point);
#pragma GCC diagnostic pop
    characters.push_back({code_point, text.substr(start, static_cast<size_t>(next) - start), KindOf(code_point)});
  }
  return characters;
}

bool IsKindAt(const std::vector<Character>& characters, size_t i, CharacterKind kind) {
  return i < characters.size() && characters[i].kind == kind;
}

// The piece that begins with character `i`, which is then the one behind the piece.
NamePiece TakePiece(const std::vector<Character>& characters, size_t& i) {
  const bool is_first = i == 0;
  NamePiece piece;
  piece.begins_part = is_first || characters[i - 1].kind == CharacterKind::kSeparator;
  piece.is_han = characters[i].kind == CharacterKind::kHan;
  if (piece.is_han) {
    const bool goes_on = IsKindAt(characters, i + 1, CharacterKind::kHan);
    piece.text = std::string(characters[i].bytes);
    piece.readings = HanReadings({.character = static_cast<char32_t>(characters[i].code_point),
                                  .next = goes_on ? static_cast<char32_t>(characters[i + 1].code_point) : 0,
                                  .begins_run = is_first || characters[i - 1].kind != CharacterKind::kHan});
    ++i;
    return piece;
  }
  for (; IsKindAt(characters, i, CharacterKind::kOther); ++i) absl::StrAppend(&piece.text, characters[i].bytes);
  std::string letters = AsciiLetters(piece.text);
  if (!letters.empty()) piece.readings.push_back(std::move(letters));
  return piece;
}

// Hands the ways to choose one of each piece's readings to `take`, as indexes, at most `limit`. The choice of the first
// piece varies fastest. A piece without readings has one choice, nothing.
template <typename Take>
void ForEachChoice(absl::Span<const NamePiece> pieces, size_t limit, const Take& take) {
  std::vector<size_t> chosen(pieces.size(), 0);
  size_t i = 0;
  for (size_t taken = 0; i < pieces.size() && taken < limit; ++taken) {
    take(chosen);
    for (i = 0; i < pieces.size() && ++chosen[i] >= pieces[i].readings.size(); ++i) chosen[i] = 0;
  }
}

void AddOnce(std::string value, size_t limit, std::vector<std::string>& values) {
  if (value.empty() || values.size() >= limit || absl::c_linear_search(values, value)) return;
  values.push_back(std::move(value));
}

// Whether `c` stands for ü in a reading of `piece`.
bool IsUmlaut(const NamePiece& piece, char c) { return piece.is_han && c == 'v'; }

bool HasUmlaut(absl::Span<const NamePiece> pieces) {
  return absl::c_any_of(pieces, [](const NamePiece& piece) {
    return piece.is_han &&
           absl::c_any_of(piece.readings, [](const std::string& r) { return absl::StrContains(r, 'v'); });
  });
}

// The chosen readings joined, ü as `umlaut`.
std::string Joined(absl::Span<const NamePiece> pieces, const std::vector<size_t>& chosen, absl::string_view umlaut) {
  std::string joined;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].readings.empty()) continue;
    for (const char c : pieces[i].readings[chosen[i]])
      absl::StrAppend(&joined, IsUmlaut(pieces[i], c) ? umlaut : absl::string_view(&c, 1));
  }
  return joined;
}

// The piece with the first letters of its readings instead of them.
NamePiece Abbreviated(const NamePiece& piece) {
  NamePiece abbreviated;
  for (const std::string& reading : piece.readings)
    AddOnce(reading.substr(0, 1), piece.readings.size(), abbreviated.readings);
  return abbreviated;
}

}  // namespace

std::vector<NamePiece> PiecesOf(absl::string_view name) {
  const std::string folded = Folded(name);
  const std::vector<Character> characters = CharactersOf(folded);
  std::vector<NamePiece> pieces;
  pieces.reserve(characters.size());
  for (size_t i = 0; i < characters.size();) {
    if (characters[i].kind == CharacterKind::kSeparator) {
      ++i;
    } else {
      pieces.push_back(TakePiece(characters, i));
    }
  }
  return pieces;
}

std::string JoinedText(absl::Span<const NamePiece> pieces) {
  std::string joined;
  for (const NamePiece& piece : pieces) joined += piece.text;
  return joined;
}

std::vector<std::string> Spellings(absl::Span<const NamePiece> pieces, size_t limit) {
  const bool has_umlaut = HasUmlaut(pieces);
  std::vector<std::string> spellings;
  ForEachChoice(pieces, limit, [&](const std::vector<size_t>& chosen) {
    AddOnce(Joined(pieces, chosen, "u"), limit, spellings);
    if (!has_umlaut) return;
    AddOnce(Joined(pieces, chosen, "v"), limit, spellings);
    AddOnce(Joined(pieces, chosen, "yu"), limit, spellings);
  });
  return spellings;
}

std::vector<std::string> Initials(absl::Span<const NamePiece> pieces, size_t limit) {
  std::vector<NamePiece> abbreviated;
  abbreviated.reserve(pieces.size());
  for (const NamePiece& piece : pieces) abbreviated.push_back(Abbreviated(piece));
  return Spellings(abbreviated, limit);
}

}  // namespace jiedui::registry
