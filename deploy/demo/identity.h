// SPDX-License-Identifier: Apache-2.0
// Numbers that pass every check and belong to nobody: identity numbers under "99", which is no province; mobiles under
// 154, which no operator has; credit codes over the same divisions.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/hash.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

// "990824" for county 510824.
std::string SyntheticDivision(absl::string_view county);

// The check character of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits.
char ResidentIdCheck(absl::string_view body);

// The check character of GB 32100 for the first 17 characters.
char CreditCodeCheck(absl::string_view body);

// Sequences that a division has for people of one sex born on one day.
inline constexpr uint32_t kNumbersOfDay = 500;

// Those of them that one book issues.
struct NumberRange {
  uint32_t first = 0;
  uint32_t count = kNumbersOfDay;
};

// Identity numbers of one data set, each issued once. Not shared between threads.
class IdentityBook {
 public:
  explicit IdentityBook(NumberRange range = {}) : range_(range) {}

  struct Holder {
    absl::string_view county;
    absl::CivilDay birth;
    registry::v1::Sex sex;
  };
  // Never ends in 000, which is how spreadsheets damage identity numbers.
  std::string Issue(const Holder& holder, Dice& dice);

  // The number of a holder with a sequence (< kNumbersOfDay) among those of the same sex and day.
  static std::string NumberOf(const Holder& holder, uint32_t sequence);

 private:
  NumberRange range_;
  std::unordered_set<uint64_t> issued_;  // the first 17 digits
};

// 11 digits.
std::string DrawMobile(Dice& dice);

// 18 characters; `type` is the code's first two, e.g. "12" for a public institution. Unique by `ordinal` (<
// 10,000,000).
std::string CreditCode(absl::string_view type, absl::string_view county, int ordinal);

}  // namespace jiedui::demo
