// SPDX-License-Identifier: Apache-2.0
// Keys that whatever has names is found by, each by its beginning, and how good a find is. A key is its kind, one
// letter, and text folded as in name_pieces.h. Kinds never mix, so that each can be read by itself, the better ones
// first. Which keys a person or an organisation has is said in search_keys.h and organization_keys.h. Pure, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "registry_service/domain/name_pieces.h"

namespace jiedui::registry {

// On disk: do not change or reuse a letter.
enum class KeyKind : char {
  kName = 'n',      // the official name: 单雪梅, 阿依古丽买买提, johnasmith
  kAlias = 'a',     // an alias, in the same way
  kPinyin = 'p',    // the spellings of a name or an alias: shanxuemei, danxuemei
  kInitials = 'i',  // their first letters: sxm, dxm
  kPart = 's',  // what a name or an alias ends with: 雪梅; the spelling of the given name: xuemei, or of a part behind
                // a dot or a blank: maimaiti
  kIdTail = 't',  // the end of the identity number: 8886, 019x
};

// With the kind. Longer text is cut between two code points: 21 Han characters stay.
inline constexpr size_t kSearchKeyBytesMax = 64;

// How a query finds somebody, the best first.
enum class Rank {
  kExactName,
  kNamePrefix,
  kExactAlias,
  kAliasPrefix,
  kExactPinyin,
  kPinyinPrefix,
  kInitials,
  kPart,
  kIdTail,
  kNone,
};

// Keys of one thing in the index, and keys looked for by one search: more are left out.
inline constexpr size_t kSearchKeysMax = 64;

// A key before it is cut.
struct NameKey {
  KeyKind kind = KeyKind::kName;
  std::string text;
};

// Keys in the order of their worth; empty ones are left out.
class KeyList {
 public:
  void Add(KeyKind kind, std::string text);
  void AddAll(KeyKind kind, std::vector<std::string> texts);
  // What the text ends with, from each of its Han characters but the first, at most `limit`, the longest first.
  void AddEnds(absl::Span<const NamePiece> pieces, size_t limit);

  // As they are stored: each once, the first `limit`.
  std::vector<std::string> Stored(size_t limit) const;

  const std::vector<NameKey>& All() const { return keys_; }

 private:
  std::vector<NameKey> keys_;
};

// What a query that is no number asks for, the better kinds first. Han characters: names and ends of names. Letters:
// pinyin in every sense ("shan xue mei", "lǚ bù"), and names that are written in letters. Else: names. None for an
// empty query.
KeyList NamesAskedFor(absl::string_view query);

// A query as names are folded: without blanks and dots; empty if there is nothing else.
std::string FoldedQuery(absl::string_view text);

// The best way in which what is asked for finds one of the keys.
Rank BestRank(const KeyList& asked, const KeyList& keys);

// The same for one key as it is stored; nullopt where it may have been cut, so that it does not say.
std::optional<Rank> StoredKeyRank(const KeyList& asked, absl::string_view stored);

}  // namespace jiedui::registry
