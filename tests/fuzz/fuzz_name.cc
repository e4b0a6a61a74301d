// SPDX-License-Identifier: Apache-2.0
// Names: normalised once is normalised; a name finds the person who bears it, and so do its spellings and its other
// dots.
#include <algorithm>
#include <set>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "common/base/text.h"
#include "registry_service/domain/name_pieces.h"
#include "registry_service/domain/person_name.h"
#include "registry_service/domain/pinyin.h"
#include "registry_service/domain/search_keys.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using registry::FoldedQuery;

constexpr size_t kNameBytesMax = 400;  // four times what the API takes
constexpr size_t kSpellingsMax = 12;

bool IsLowerAscii(const std::string& text) {
  return absl::c_all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return absl::ascii_isdigit(byte) || absl::ascii_islower(byte);
  });
}

bool IsIdTail(const std::string& text) {
  return text.size() == 4 && absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
}

void CheckNormalized(const std::string& text, const std::string& name) {
  Require(IsValidUtf8(name), "a normalised name is valid UTF-8");
  Require(ToNfc(name) == name, "a normalised name is in Normalization Form C");
  Require(Trimmed(name) == name, "a normalised name has no blanks around it");
  Require(registry::NormalizedPersonName(name) == name, "normalising twice changes nothing");
  Require(FoldedQuery(text) == FoldedQuery(name), "a name is found as it was typed");
  const std::string other = absl::StrReplaceAll(name, {{"\u00B7", "\u2022"}});
  Require(FoldedQuery(other) == FoldedQuery(name), "another dot is the same name");
}

void CheckPieces(const std::string& name) {
  const std::vector<registry::NamePiece> pieces = registry::PiecesOf(name);
  Require(pieces.empty() || pieces.front().begins_part, "the first piece begins a part");
  for (const registry::NamePiece& piece : pieces) {
    Require(!piece.text.empty() && IsValidUtf8(piece.text), "a piece is text");
    for (const std::string& reading : piece.readings)
      Require(!reading.empty() && IsLowerAscii(reading), "a reading is small letters and digits");
  }
  for (const size_t limit : {size_t{1}, kSpellingsMax})
    for (const auto& spellings : {registry::Spellings(pieces, limit), registry::Initials(pieces, limit)}) {
      Require(spellings.size() <= limit, "the limit of spellings holds");
      Require(std::set<std::string>(spellings.begin(), spellings.end()).size() == spellings.size(),
              "no spelling twice");
      Require(absl::c_all_of(spellings, IsLowerAscii), "a spelling is small letters and digits");
    }
  const std::string letters = registry::AsciiLetters(name);
  Require(IsLowerAscii(letters) && registry::AsciiLetters(letters) == letters, "letters of letters are the same");
}

void CheckKeys(const registry::v1::Person& person) {
  constexpr absl::string_view kKinds = "naipst";
  const std::vector<std::string> keys = registry::SearchKeys(person, "019x");
  Require(keys.size() <= registry::kSearchKeysMax, "a person has not too many keys");
  Require(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size(), "no key twice");
  for (const std::string& key : keys) {
    Require(key.size() > 1 && key.size() <= registry::kSearchKeyBytesMax, "a key is neither empty nor too long");
    Require(IsValidUtf8(key), "a key is cut between two characters");
    Require(kKinds.find(key.front()) != absl::string_view::npos, "a key begins with its kind");
  }
  const std::string& name = person.display_name();
  const std::string folded = FoldedQuery(name);
  if (folded.empty() || IsIdTail(folded)) return;
  Require(registry::MatchRank(registry::PersonKeysAskedFor(name), person) == registry::Rank::kExactName,
          "a name finds its person");
  const std::vector<std::string> tried = registry::PersonKeysAskedFor(name).Stored(registry::kSearchKeysMax);
  Require(!tried.empty(), "a name asks for keys");
  const auto begins = [&tried](const std::string& key) { return absl::StartsWith(key, tried.front()); };
  Require(absl::c_any_of(keys, begins), "a name finds its key");
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = jiedui::fuzz::TextOf(data, std::min(size, jiedui::fuzz::kNameBytesMax));
  const std::string name = jiedui::registry::NormalizedPersonName(text);
  jiedui::fuzz::CheckNormalized(text, name);
  jiedui::fuzz::CheckPieces(name);
  jiedui::registry::v1::Person person;
  person.set_display_name(name);
  person.add_aliases(text);
  jiedui::fuzz::CheckKeys(person);
  return 0;
}
