// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/verify_together.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/planning/one_person.h"

namespace jiedui::planning {
namespace {

// Of all sets of options.
absl::int128 BestByTrying(const Instance& instance, const std::vector<Gain>& options, int32_t most) {
  absl::int128 best = 0;
  for (unsigned set = 0; set < 1U << options.size(); ++set) {
    absl::int128 sum = 0;
    int32_t count = 0;
    bool fits = true;
    for (size_t a = 0; a < options.size(); ++a) {
      if ((set >> a & 1U) == 0) continue;
      sum += options[a].gain;
      ++count;
      for (size_t b = 0; b < a; ++b)
        fits = fits && ((set >> b & 1U) == 0 || GoTogether(instance, options[a].item, options[b].item));
    }
    if (fits && count <= most) best = std::max(best, sum);
  }
  return best;
}

TEST(BestTogether, IsTheBestOfAllSetsAndNeverLess) {
  int exact = 0;
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    Dice dice(seed);
    const Instance instance = OnePersonInstance(dice);
    std::vector<Gain> options;
    for (const int32_t item : instance.pair_item) options.push_back({item, dice.Between(1, 9)});
    const int32_t most = dice.Between(1, instance.pairs());
    const absl::int128 expected = BestByTrying(instance, options, most);
    const absl::int128 best = BestTogether(Reading(instance), options, most);
    ASSERT_GE(best, expected) << seed;
    const bool by_days_alone =
        !instance.exclusions.empty() && !AreAllTiedInFull(instance, FirstTied(instance));  // then it may be more
    if (!by_days_alone) {
      ASSERT_EQ(best, expected) << seed;
      ++exact;
    }
  }
  EXPECT_GT(exact, 500);
}

TEST(BestTogether, OfNothingIsNothing) {
  Dice dice(1);
  EXPECT_EQ(BestTogether(Reading(OnePersonInstance(dice)), {}, 3), 0);
}

}  // namespace
}  // namespace jiedui::planning
