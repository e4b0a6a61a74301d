// SPDX-License-Identifier: Apache-2.0
// Mobile numbers: what is accepted is eleven digits, and is found again however it is written.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "registry_service/domain/mask.h"
#include "registry_service/domain/mobile.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

constexpr size_t kMobileLength = 11;

std::string InFullWidth(absl::string_view digits) {
  std::string wide;
  for (const char digit : digits) absl::StrAppend(&wide, "\xEF\xBC", std::string(1, static_cast<char>(digit + 0x60)));
  return wide;
}

void CheckAccepted(const std::string& mobile) {
  Require(mobile.size() == kMobileLength && mobile[0] == '1', "an accepted number has 11 digits and begins with 1");
  for (const char c : mobile)
    Require(absl::ascii_isdigit(static_cast<unsigned char>(c)), "an accepted number is made of digits");
  for (const std::string& written :
       {mobile, absl::StrCat("+86", mobile), absl::StrCat("0086 ", mobile), absl::StrCat("'", mobile),
        absl::StrCat(mobile.substr(0, 3), "-", mobile.substr(3, 4), " ", mobile.substr(7)), InFullWidth(mobile)})
    Require(registry::NormalizedMobile(written) == mobile, "every way to write an accepted number means that number");
  const std::string masked = registry::MaskedMobile(mobile);
  Require(registry::IsMasked(masked) && registry::NormalizedMobile(masked) == masked, "a mask stays as it is");
  Require(registry::ProblemOfMobile(masked).has_value(), "a mask is no number");
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string mobile = jiedui::registry::NormalizedMobile(jiedui::fuzz::TextOf(data, size));
  jiedui::fuzz::Require(jiedui::IsValidUtf8(mobile), "a normalised number is valid UTF-8");
  if (!jiedui::registry::ProblemOfMobile(mobile).has_value()) jiedui::fuzz::CheckAccepted(mobile);
  return 0;
}
