// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/identity.h"

#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr uint64_t kCreditModulus = 31;

// Both digit codes weigh their digits and choose the check character by the sum modulo 11.
constexpr size_t kDigitModulus = 11;
constexpr std::array<size_t, 17> kResidentWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr absl::string_view kResidentChecks = "10X98765432";
constexpr std::array<size_t, 8> kOrganizationWeights = {3, 7, 9, 10, 5, 8, 4, 2};
constexpr absl::string_view kOrganizationChecks = "0X987654321";

size_t WeightedSum(absl::string_view digits, absl::Span<const size_t> weights) {
  size_t sum = 0;
  for (size_t i = 0; i < weights.size(); ++i) sum += weights[i] * static_cast<size_t>(digits[i] - '0');
  return sum;
}

// GB 11714: the check character of an organisation code's first eight digits.
char OrganizationCodeCheck(absl::string_view body) {
  return kOrganizationChecks[WeightedSum(body, kOrganizationWeights) % kDigitModulus];
}

}  // namespace

std::string SyntheticDivision(absl::string_view county) { return absl::StrCat("99", county.substr(2, 4)); }

char ResidentIdCheck(absl::string_view body) {
  return kResidentChecks[WeightedSum(body, kResidentWeights) % kDigitModulus];
}

char CreditCodeCheck(absl::string_view body) {
  uint64_t sum = 0;
  uint64_t weight = 1;
  for (const char character : body) {
    sum += weight * kCreditAlphabet.find(character);
    weight = weight * 3 % kCreditModulus;
  }
  return kCreditAlphabet[(kCreditModulus - sum % kCreditModulus) % kCreditModulus];
}

std::string IdentityBook::NumberOf(const Holder& holder, uint32_t sequence) {
  const uint32_t odd = holder.sex == registry::v1::SEX_MALE ? 1 : 0;
  const std::string body = absl::StrFormat("%s%04d%02d%02d%03d", SyntheticDivision(holder.county), holder.birth.year(),
                                           holder.birth.month(), holder.birth.day(), sequence * 2 + odd);
  return absl::StrCat(body, std::string(1, ResidentIdCheck(body)));
}

std::string IdentityBook::Issue(const Holder& holder, Dice& dice) {
  while (true) {
    std::string number = NumberOf(holder, range_.first + dice.Below(range_.count));
    uint64_t body = 0;
    if (absl::EndsWith(number, "000") || !absl::SimpleAtoi(absl::string_view(number).substr(0, 17), &body)) continue;
    if (issued_.insert(body).second) return number;
  }
}

std::string DrawMobile(Dice& dice) { return absl::StrFormat("154%08d", dice.Below(100'000'000)); }

std::string CreditCode(absl::string_view type, absl::string_view county, int ordinal) {
  const std::string organization = absl::StrFormat("9%07d", ordinal);
  const std::string body =
      absl::StrCat(type, SyntheticDivision(county), organization, std::string(1, OrganizationCodeCheck(organization)));
  return absl::StrCat(body, std::string(1, CreditCodeCheck(body)));
}

}  // namespace jiedui::demo
