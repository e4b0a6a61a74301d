// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/mobile.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/base/half_width.h"
#include "registry_service/domain/mask.h"

namespace jiedui::registry {
namespace {

constexpr size_t kMobileLength = 11;

}  // namespace

std::string NormalizedMobile(absl::string_view text) {
  if (IsMasked(text)) return std::string(text);
  const std::string digits = absl::StrReplaceAll(BareNumber(text), {{"-", ""}, {"\u2010", ""}, {"\u2011", ""}});
  absl::string_view rest = digits;
  if (!absl::ConsumePrefix(&rest, "+86")) absl::ConsumePrefix(&rest, "0086");
  return std::string(rest);
}

std::optional<std::string> ProblemOfMobile(absl::string_view mobile) {
  const bool digits = std::all_of(mobile.begin(), mobile.end(),
                                  [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
  if (digits && mobile.size() == kMobileLength && mobile[0] == '1' && mobile[1] >= '3') return std::nullopt;
  return "must be a mobile number: 11 digits from 13 to 19, with or without +86";
}

}  // namespace jiedui::registry
