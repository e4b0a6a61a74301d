// SPDX-License-Identifier: Apache-2.0
// Unified social credit codes: in an accepted code no other character may stand anywhere, nor may two neighbours be
// swapped. A body that has a check character is accepted with it.
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/credit_code.h"
#include "common/base/text.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr size_t kBodyLength = 17;

void CheckAccepted(const std::string& code) {
  Require(code.size() == kBodyLength + 1, "an accepted code has 18 characters");
  Require(code.find_first_not_of(kAlphabet.data(), 0, kAlphabet.size()) == std::string::npos,
          "an accepted code is of the alphabet");
  Require(NormalizedCreditCode(code) == code, "an accepted code is normalised");
  Require(NormalizedCreditCode(absl::StrCat(" '", code.substr(0, 8), " - ", code.substr(8))) == code,
          "blanks, a hyphen and a leading apostrophe do not count");
  for (size_t i = 0; i < code.size(); ++i) {
    for (const char other : kAlphabet) {
      std::string changed = code;
      changed[i] = other;
      Require((other == code[i]) == !ProblemOfCreditCode(changed).has_value(), "one wrong character is found");
    }
    if (i == 0 || code[i] == code[i - 1]) continue;
    std::string swapped = code;
    std::swap(swapped[i], swapped[i - 1]);
    Require(ProblemOfCreditCode(swapped).has_value(), "two swapped neighbours are found");
  }
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string code = jiedui::NormalizedCreditCode(jiedui::fuzz::TextOf(data, size));
  jiedui::fuzz::Require(jiedui::IsValidUtf8(code), "a normalised code is valid UTF-8");
  if (!jiedui::ProblemOfCreditCode(code).has_value()) jiedui::fuzz::CheckAccepted(code);
  const std::string body = code.substr(0, jiedui::fuzz::kBodyLength);
  const char check = jiedui::CreditCodeCheckCharacter(body);
  if (check != '\0') jiedui::fuzz::CheckAccepted(body + check);
  return 0;
}
