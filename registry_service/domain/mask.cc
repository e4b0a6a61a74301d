// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/mask.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace jiedui::registry {
namespace {

constexpr size_t kResidentIdLength = 18;
constexpr size_t kMobileLength = 11;

// Never more than half of a text is shown, and at least one '*' hides something.
std::string MaskedMiddle(absl::string_view text, size_t head, size_t tail) {
  if (text.empty()) return "";
  const size_t hidden = text.size() - head - tail;
  return absl::StrCat(text.substr(0, head), std::string(std::max<size_t>(hidden, 1), '*'),
                      text.substr(text.size() - tail));
}

// Code points; `text` is valid UTF-8.
std::vector<absl::string_view> CharactersOf(absl::string_view text) {
  std::vector<absl::string_view> characters;
  for (size_t begin = 0, end = 0; begin < text.size(); begin = end) {
    end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    characters.push_back(text.substr(begin, end - begin));
  }
  return characters;
}

}  // namespace

std::string MaskedIdNumber(absl::string_view number) {
  if (number.size() == kResidentIdLength) return MaskedMiddle(number, 6, 4);
  const size_t shown = number.size() / 4;
  return MaskedMiddle(number, std::min<size_t>(shown, 6), std::min<size_t>(shown, 4));
}

std::string MaskedMobile(absl::string_view mobile) {
  if (mobile.size() == kMobileLength) return MaskedMiddle(mobile, 3, 4);
  const size_t shown = mobile.size() / 4;
  return MaskedMiddle(mobile, std::min<size_t>(shown, 3), std::min<size_t>(shown, 4));
}

std::string MaskedName(absl::string_view name) {
  std::string masked;
  const std::vector<absl::string_view> characters = CharactersOf(name);
  for (size_t i = 0; i < characters.size(); ++i) {
    const bool is_first = i == 0 && characters.size() > 1;
    const bool is_last = i + 1 == characters.size() && characters.size() > 2;
    absl::StrAppend(&masked, is_first || is_last ? characters[i] : "*");
  }
  return masked;
}

bool IsMasked(absl::string_view text) { return absl::StrContains(text, '*'); }

v1::PrivateFields Masked(const v1::PrivateFields& fields) {
  v1::PrivateFields masked = fields;
  if (fields.has_id_document()) {
    masked.mutable_id_document()->set_number(MaskedIdNumber(fields.id_document().number()));
    masked.mutable_id_document()->set_original_number(MaskedIdNumber(fields.id_document().original_number()));
  }
  masked.set_mobile(MaskedMobile(fields.mobile()));
  return masked;
}

}  // namespace jiedui::registry
