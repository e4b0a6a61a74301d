// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/name_keys.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"

namespace jiedui::registry {
namespace {

constexpr int64_t kEndCodePointsMin = 2;

std::string StoredForm(const NameKey& key) {
  std::string stored = absl::StrCat(std::string(1, static_cast<char>(key.kind)), key.text);
  if (stored.size() <= kSearchKeyBytesMax) return stored;
  size_t end = kSearchKeyBytesMax;
  while ((static_cast<unsigned char>(stored[end]) & 0xC0U) == 0x80U) --end;  // within a code point
  stored.resize(end);
  return stored;
}

Rank RankOf(KeyKind kind, bool is_exact) {
  switch (kind) {
    case KeyKind::kName:
      return is_exact ? Rank::kExactName : Rank::kNamePrefix;
    case KeyKind::kAlias:
      return is_exact ? Rank::kExactAlias : Rank::kAliasPrefix;
    case KeyKind::kPinyin:
      return is_exact ? Rank::kExactPinyin : Rank::kPinyinPrefix;
    case KeyKind::kInitials:
      return Rank::kInitials;
    case KeyKind::kPart:
      return Rank::kPart;
    case KeyKind::kIdTail:
      return Rank::kIdTail;
  }
  return Rank::kNone;
}

}  // namespace

void KeyList::Add(KeyKind kind, std::string text) {
  if (!text.empty()) keys_.push_back({kind, std::move(text)});
}

void KeyList::AddAll(KeyKind kind, std::vector<std::string> texts) {
  for (std::string& text : texts) Add(kind, std::move(text));
}

void KeyList::AddEnds(absl::Span<const NamePiece> pieces, size_t limit) {
  for (size_t i = 1; i < pieces.size() && limit > 0; ++i) {
    if (!pieces[i].is_han) continue;
    std::string end = JoinedText(pieces.subspan(i));
    if (CodePoints(end) < kEndCodePointsMin) continue;
    Add(KeyKind::kPart, std::move(end));
    --limit;
  }
}

std::vector<std::string> KeyList::Stored(size_t limit) const {
  std::vector<std::string> stored;
  for (const NameKey& key : keys_) {
    if (stored.size() == limit) break;
    std::string one = StoredForm(key);
    if (!absl::c_linear_search(stored, one)) stored.push_back(std::move(one));
  }
  return stored;
}

KeyList NamesAskedFor(absl::string_view query) {
  const std::vector<NamePiece> pieces = PiecesOf(query);
  const std::string text = JoinedText(pieces);
  KeyList keys;
  keys.Add(KeyKind::kName, text);
  keys.Add(KeyKind::kAlias, text);
  if (absl::c_any_of(pieces, [](const NamePiece& piece) { return piece.is_han; })) {
    keys.Add(KeyKind::kPart, text);
    return keys;
  }
  for (const std::string& letters : Spellings(pieces, 1)) {
    keys.Add(KeyKind::kPinyin, letters);
    keys.Add(KeyKind::kInitials, letters);
    keys.Add(KeyKind::kPart, letters);
  }
  return keys;
}

std::string FoldedQuery(absl::string_view text) { return JoinedText(PiecesOf(text)); }

Rank BestRank(const KeyList& asked, const KeyList& keys) {
  Rank best = Rank::kNone;
  for (const NameKey& key : keys.All())
    for (const NameKey& one : asked.All())
      if (one.kind == key.kind && absl::StartsWith(key.text, one.text))
        best = std::min(best, RankOf(key.kind, one.text.size() == key.text.size()));
  return best;
}

std::optional<Rank> StoredKeyRank(const KeyList& asked, absl::string_view stored) {
  constexpr size_t kCodePointBytesMax = 4;
  if (stored.empty() || stored.size() > kSearchKeyBytesMax - kCodePointBytesMax) return std::nullopt;
  KeyList key;
  key.Add(static_cast<KeyKind>(stored.front()), std::string(stored.substr(1)));
  return BestRank(asked, key);
}

}  // namespace jiedui::registry
