// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "registry_service/domain/polyphones.h"

namespace jiedui::registry {
namespace {

using Readings = std::vector<std::string>;

// One of ICU's transliterators, for all threads: it serialises its users itself. Without ICU's data everything is
// empty.
class Transliteration {
 public:
  explicit Transliteration(const char* id) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError position;
    transliterator_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, position, error));
    if (U_FAILURE(error)) transliterator_.reset();
  }

  std::string Of(icu::UnicodeString text) const {
    std::string result;
    if (transliterator_ == nullptr) return result;
    transliterator_->transliterate(text);
    return text.toUTF8String(result);
  }

 private:
  std::unique_ptr<const icu::Transliterator> transliterator_;
};

// Two steps, because the second makes u of ü.
std::string ToLatin(const icu::UnicodeString& han) {
  static const auto* const names = new Transliteration("Han-Latin/Names");
  return names->Of(han);
}

std::string ToAscii(absl::string_view latin) {
  static const auto* const ascii = new Transliteration("Latin-ASCII");
  return ascii->Of(icu::UnicodeString::fromUTF8(icu::StringPiece(latin.data(), static_cast<int32_t>(latin.size()))));
}

bool IsAscii(char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); }

bool IsLetterOrDigit(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }

bool HasUmlaut(absl::string_view syllable) {
  constexpr absl::string_view kUmlauts[] = {"ü", "ǖ", "ǘ", "ǚ", "ǜ"};
  return std::any_of(std::begin(kUmlauts), std::end(kUmlauts),
                     [syllable](absl::string_view umlaut) { return absl::StrContains(syllable, umlaut); });
}

// What follows bears on the reading in these alone of ICU's rules: 令狐 万俟 澹台 长孙 藏文 重庆 沈阳 秘鲁. A test
// compares them with the rules.
bool BearsOnReading(char32_t next) {
  constexpr char32_t kFollowers[] = {U'狐', U'俟', U'台', U'孙', U'文', U'庆', U'阳', U'鲁'};
  return std::find(std::begin(kFollowers), std::end(kFollowers), next) != std::end(kFollowers);
}

// The reading of ICU; empty = none.
std::string UsualReading(const HanPlace& place) {
  icu::UnicodeString context;
  if (!place.begins_run) context.append(static_cast<UChar32>(U'一'));  // keeps the character from beginning a run
  context.append(static_cast<UChar32>(place.character));
  if (place.next != 0) context.append(static_cast<UChar32>(place.next));
  const std::string latin = ToLatin(context);
  const std::vector<absl::string_view> syllables = absl::StrSplit(latin, ' ', absl::SkipEmpty());
  const size_t own = place.begins_run ? 0 : 1;
  if (syllables.size() <= own) return "";
  const std::string reading = AsciiLetters(syllables[own]);
  return HasUmlaut(syllables[own]) ? absl::StrReplaceAll(reading, {{"u", "v"}}) : reading;
}

Readings AllReadings(const HanPlace& place) {
  Readings readings;
  std::string usual = UsualReading(place);
  if (!usual.empty()) readings.push_back(std::move(usual));
  for (const absl::string_view other : absl::StrSplit(PolyphoneReadings(place.character), ' ', absl::SkipEmpty()))
    if (std::find(readings.begin(), readings.end(), other) == readings.end()) readings.emplace_back(other);
  return readings;
}

}  // namespace

Readings HanReadings(const HanPlace& place) {
  thread_local absl::flat_hash_map<uint64_t, Readings> known;
  constexpr unsigned kCodePointBits = 21;
  const char32_t next = BearsOnReading(place.next) ? place.next : 0;
  const uint64_t key = (static_cast<uint64_t>(next) << (kCodePointBits + 1)) |
                       (static_cast<uint64_t>(place.character) << 1U) | (place.begins_run ? 1U : 0U);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  if (known.size() >= kKnownReadingsMax) known.clear();
  return known.emplace(key, AllReadings({place.character, next, place.begins_run})).first->second;
}

std::string AsciiLetters(absl::string_view text) {
  std::string letters = absl::c_all_of(text, IsAscii) ? std::string(text) : ToAscii(text);
  letters.erase(std::remove_if(letters.begin(), letters.end(), [](char c) { return !IsLetterOrDigit(c); }),
                letters.end());
  absl::AsciiStrToLower(&letters);
  return letters;
}

void LoadReadings() { AsciiLetters(ToLatin(icu::UnicodeString(static_cast<UChar32>(U'单')))); }

}  // namespace jiedui::registry
