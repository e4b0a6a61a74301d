// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/mask.h"

#include <algorithm>

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

bool IsMasked(absl::string_view text) { return absl::StrContains(text, '*'); }

v1::PrivateFields Masked(const v1::PrivateFields& fields) {
  v1::PrivateFields masked = fields;
  if (fields.has_id_document()) masked.mutable_id_document()->set_number(MaskedIdNumber(fields.id_document().number()));
  masked.set_mobile(MaskedMobile(fields.mobile()));
  return masked;
}

}  // namespace jiedui::registry
