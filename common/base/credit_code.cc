// SPDX-License-Identifier: Apache-2.0
#include "common/base/credit_code.h"

#include <array>

#include "absl/strings/str_replace.h"
#include "common/base/half_width.h"

namespace jiedui {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr size_t kBodyLength = 17;
constexpr size_t kCodeLength = 18;
constexpr size_t kModulus = 31;
static_assert(kAlphabet.size() == kModulus);

}  // namespace

char CreditCodeCheckCharacter(absl::string_view body) {
  static constexpr std::array<size_t, kBodyLength> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                               29, 25, 13, 8,  24, 10, 30, 28};
  if (body.size() != kBodyLength) return '\0';
  size_t sum = 0;
  for (size_t i = 0; i < kBodyLength; ++i) {
    const size_t value = kAlphabet.find(body[i]);
    if (value == absl::string_view::npos) return '\0';
    sum += value * kWeights[i];
  }
  return kAlphabet[(kModulus - sum % kModulus) % kModulus];
}

std::string NormalizedCreditCode(absl::string_view text) { return absl::StrReplaceAll(BareNumber(text), {{"-", ""}}); }

std::optional<std::string> ProblemOfCreditCode(absl::string_view code) {
  if (code.size() != kCodeLength) return "must have 18 characters";
  const char check = CreditCodeCheckCharacter(code.substr(0, kBodyLength));
  if (check == '\0') return "must be of the digits and the capitals without I, O, S, V, Z";
  if (check != code.back()) return "has a wrong check character: one of its characters is wrong, or two are swapped";
  return std::nullopt;
}

}  // namespace jiedui
