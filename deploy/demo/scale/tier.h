// SPDX-License-Identifier: Apache-2.0
// How large a data set is: pairs, years, and the size of each pair. Pair 0 is the golden pair, with its own numbers.
// Everything follows from (tier, seed), so that any pair can be made alone. Pure, any thread.
#pragma once

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
  int volume;    // courses a year for each tenth of a pair's size
  int hot_pair;  // which has a fifth of all rows, and a course of 5,000 online; 0 = none
};

// "province": 100 pairs, one year, about 60,000 people; "nation": 413 pairs, five years, about 3 million. nullptr: none
// of that name.
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
  // Identity numbers that nobody else issues.
  NumberRange EastNumbers(int pair) const { return numbers_[static_cast<size_t>(2 * pair)]; }
  NumberRange WestNumbers(int pair) const { return numbers_[static_cast<size_t>(2 * pair + 1)]; }
  // In tenths: 10 is a pair as large as the golden one.
  int Size(int pair) const { return sizes_[static_cast<size_t>(pair)]; }
  // The pair to which people of this one change: the next, past the golden one.
  int NextPair(int pair) const { return pair % (tier_.pairs - 1) + 1; }
  int PreviousPair(int pair) const { return pair == 1 ? tier_.pairs - 1 : pair - 1; }
  // People of a pair who are trained in the next one too, each year.
  int Movers(int pair) const { return pair == 0 ? 0 : (Size(pair) + 1) / 2; }

 private:
  const Tier& tier_;
  uint64_t seed_;
  std::vector<NumberRange> numbers_;
  std::vector<int> sizes_;
};

}  // namespace jiedui::demo
