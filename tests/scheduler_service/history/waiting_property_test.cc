// SPDX-License-Identifier: Apache-2.0
// Random histories: a few courses and postings with quotas, ceilings and floors, on days that overlap, a few dozen
// people of several divisions, and every verb there is, through the handlers of the services. After every step nobody
// who may take a free seat waits, and nobody was passed over (waiting_oracle.h); after every history
// AdminService.Verify finds nothing. Two thousand histories of 500 steps; JIEDUI_SEED=seed runs one again.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/scheduler_service/history/random_history.h"
#include "tests/support/rounds.h"
#include "tests/support/seed.h"

namespace jiedui::scheduler {
namespace {

constexpr int kStepsPerHistory = 500;

TEST(RandomHistories, NobodyWaitsBesideAFreeSeat) {
  uint64_t seed = SomeSeed();
  const int64_t rounds = GivenSeed().has_value() ? 1 : Rounds(2000);
  size_t offers = 0;
  size_t moves = 0;
  size_t changed = 0;
  for (int round = 0; round < rounds && !testing::Test::HasFailure(); ++round, ++seed) {
    SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed));
    History history(seed, false);
    EXPECT_EQ(history.Run(kStepsPerHistory), "");
    offers += history.oracle().offers();
    moves += history.oracle().moves();
    changed += static_cast<size_t>(history.changed());
  }
  // With the store of the tests, now and then: the change log too is verified.
  for (int round = 0; round < std::max<int64_t>(1, rounds / 100) && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed + static_cast<uint64_t>(round)));
    EXPECT_EQ(History(seed + static_cast<uint64_t>(round), true).Run(kStepsPerHistory / 5), "");
  }
  // What happens is worth looking at: whoever changes the odds looks here.
  EXPECT_TRUE(rounds < 100 || offers * 100 > changed) << changed << " commits with " << offers << " offers";
  // Nobody moves who may keep what they have: that leaves fewer than there once were.
  EXPECT_TRUE(rounds < 100 || moves * 1000 > changed) << changed << " commits with " << moves << " moves";
}

}  // namespace
}  // namespace jiedui::scheduler
