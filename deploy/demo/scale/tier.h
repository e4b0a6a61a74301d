// SPDX-License-Identifier: Apache-2.0
// How large a data set is: pairs, years, and the size of each pair. Pair 0 is the golden pair, with its own numbers.
// Everything follows from (tier, seed), so that any pair can be made alone. Pure, any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "deploy/demo/identity.h"
#include "deploy/demo/scale/counties.h"

namespace jiedui::demo {

struct Tier {
  absl::string_view name;
  int pairs;
  int first_year;
  int years;
  int courses_per_cent;       // courses a year of a pair, in per cent of its size
  int hot_pair;               // which has a fifth of all rows, and a course of 5,000 online; 0 = none
  uint32_t sellers_per_cent;  // of the traders who are new, those who begin to sell
  bool attendance = true;     // whether half-days are marked: more rows than all others together
};

// "province": 100 pairs, one year, about 60,000 people; "nation": 500 pairs, five years, about 2.5 million. nullptr:
// none of that name.
const Tier* FindTier(absl::string_view name);

// A tier, which pairs have which counties, and whose identity numbers lie where.
class TierMap {
 public:
  TierMap(const Tier& tier, uint64_t seed);

  const Tier& tier() const { return tier_; }
  uint64_t seed() const { return seed_; }
  // "pair-007"; of pair 0 the golden pair's.
  static std::string PairId(int pair);
  // Of pairs from 1.
  static const County& East(int pair);
  static const County& West(int pair);
  // How many pairs before this one have the same county: 0 of most, as there are more pairs than western counties.
  static int EastTurn(int pair);
  static int WestTurn(int pair);
  // Identity numbers that nobody else issues.
  NumberRange EastNumbers(int pair) const { return numbers_[static_cast<size_t>(2 * pair)]; }
  NumberRange WestNumbers(int pair) const { return numbers_[static_cast<size_t>(2 * pair + 1)]; }
  // Which of those that share the last four digits of the western county's code the pair is, from 0.
  int WestIssuer(int pair) const { return issuers_[static_cast<size_t>(2 * pair + 1)]; }
  // In tenths: 10 is a pair as large as the golden one.
  int Size(int pair) const { return sizes_[static_cast<size_t>(pair)]; }
  // As many postings as of such a size: the hot pair has no more than other large ones.
  int PostingSize(int pair) const { return std::min(Size(pair), kOrdinarySizeMax); }
  int CoursesInYear(int pair) const { return std::max(1, Size(pair) * tier_.courses_per_cent / 100); }
  // The pair to which people of this one change: the next, past the golden one.
  int NextPair(int pair) const { return pair % (tier_.pairs - 1) + 1; }
  int PreviousPair(int pair) const { return pair == 1 ? tier_.pairs - 1 : pair - 1; }
  // People of a pair who may be trained in the next one too, each year, where both have courses for them.
  int Movers(int pair) const { return pair == 0 ? 0 : Size(pair); }

 private:
  static constexpr int kOrdinarySizeMax = 80;

  const Tier& tier_;
  uint64_t seed_;
  std::vector<NumberRange> numbers_;
  std::vector<int> issuers_;
  std::vector<int> sizes_;
};

}  // namespace jiedui::demo
