// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/search_keys.h"

#include <limits>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "registry_service/domain/double_surnames.h"
#include "registry_service/domain/name_pieces.h"

namespace jiedui::registry {
namespace {

constexpr size_t kIdNumberLength = 18;
constexpr size_t kIdTailLength = 4;
// So many that a name of 30 characters, some of them polyphones, has room for its ends.
constexpr size_t kSpellingsMax = 12;
constexpr size_t kInitialsMax = 4;
constexpr size_t kGivenNameSpellingsMax = 8;
constexpr size_t kEndsMax = std::numeric_limits<size_t>::max();

using Pieces = std::vector<NamePiece>;
using PieceSpan = absl::Span<const NamePiece>;

// Pieces of the surname, where the name is written as Chinese names are, without blanks and dots.
size_t SurnameLength(PieceSpan pieces) {
  const bool is_double = pieces.size() > 2 && IsDoubleSurname(absl::StrCat(pieces[0].text, pieces[1].text));
  return is_double ? 2 : 1;
}

// Where the given name begins, or a part behind a dot or a blank.
bool BeginsPart(PieceSpan pieces, size_t i, size_t surname_length) {
  return pieces[i].begins_part || (i == surname_length && pieces[i].is_han && pieces[i - 1].is_han);
}

void AddReadings(PieceSpan pieces, KeyList& keys) {
  keys.AddAll(KeyKind::kPinyin, Spellings(pieces, kSpellingsMax));
  keys.AddAll(KeyKind::kInitials, Initials(pieces, kInitialsMax));
  const bool has_parts = absl::c_count_if(pieces, [](const NamePiece& piece) { return piece.begins_part; }) > 1;
  const size_t surname_length = has_parts ? pieces.size() : SurnameLength(pieces);
  for (size_t i = 1; i < pieces.size(); ++i)
    if (BeginsPart(pieces, i, surname_length))
      keys.AddAll(KeyKind::kPart, Spellings(pieces.subspan(i), kGivenNameSpellingsMax));
}

// All keys of a person in the order of their worth.
KeyList KeysOf(const v1::Person& person, absl::string_view id_tail) {
  const Pieces name = PiecesOf(person.display_name());
  std::vector<Pieces> aliases;
  for (const std::string& alias : person.aliases()) aliases.push_back(PiecesOf(alias));
  KeyList keys;
  keys.Add(KeyKind::kName, JoinedText(name));
  for (const Pieces& alias : aliases) keys.Add(KeyKind::kAlias, JoinedText(alias));
  keys.Add(KeyKind::kIdTail, absl::AsciiStrToLower(id_tail));
  AddReadings(name, keys);
  keys.AddEnds(name, kEndsMax);
  for (const Pieces& alias : aliases) AddReadings(alias, keys);
  for (const Pieces& alias : aliases) keys.AddEnds(alias, kEndsMax);
  return keys;
}

bool LooksLikeIdTail(absl::string_view query) {
  const auto is_digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  return query.size() == kIdTailLength && absl::c_all_of(query.substr(0, kIdTailLength - 1), is_digit) &&
         (is_digit(query.back()) || query.back() == 'x');
}

}  // namespace

std::string IdTail(absl::string_view number) {
  if (number.size() != kIdNumberLength) return "";
  std::string tail = absl::AsciiStrToLower(number.substr(kIdNumberLength - kIdTailLength));
  return LooksLikeIdTail(tail) ? tail : "";
}

std::vector<std::string> SearchKeys(const v1::Person& person, absl::string_view id_tail) {
  return KeysOf(person, id_tail).Stored(kSearchKeysMax);
}

KeyList PersonKeysAskedFor(absl::string_view query) {
  KeyList names = NamesAskedFor(query);
  // The first is the query as it was folded.
  if (names.All().empty() || !LooksLikeIdTail(names.All().front().text)) return names;
  KeyList number;
  number.Add(KeyKind::kIdTail, names.All().front().text);
  return number;
}

Rank MatchRank(const KeyList& asked, const v1::Person& person) {
  return BestRank(asked, KeysOf(person, IdTail(person.private_fields().id_document().number())));
}

}  // namespace jiedui::registry
