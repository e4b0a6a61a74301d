// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;
using testing::Pair;

class OverlayTest : public testing::Test {
 protected:
  OverlayTest() : store_(NewMemoryStore(clock_)) {
    EXPECT_THAT(MutateAndWait(*store_, PutCommand("a", "1")), IsOk());
    EXPECT_THAT(MutateAndWait(*store_, PutCommand("b", "2")), IsOk());
    base_ = store_->NewSnapshot(ReadTier::kDisk);
  }

  FakeClock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Snapshot> base_;
};

TEST_F(OverlayTest, LaterWritesCoverEarlierOnes) {
  Overlay overlay(base_.get());
  overlay.Merge(Family::kRows, {{"a", "first"}, {"c", "3"}});
  overlay.Merge(Family::kRows, {{"a", "second"}, {"b", std::nullopt}});
  EXPECT_THAT(overlay.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("second"))));
  EXPECT_THAT(overlay.Get(Family::kRows, "b"), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(RowsOf(overlay, Family::kRows), ElementsAre(Pair("a", "second"), Pair("c", "3")));
  EXPECT_EQ(RowsOf(*base_, Family::kRows).size(), 2u);
}

TEST_F(OverlayTest, FamiliesDoNotMix) {
  Overlay overlay(base_.get());
  overlay.Put(Family::kRequests, "a", "request");
  EXPECT_THAT(overlay.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
  EXPECT_THAT(overlay.Get(Family::kRequests, "a"), IsOkAndHolds(Optional(std::string("request"))));
}

TEST_F(OverlayTest, TakesOverTheRowsOfALaterOne) {
  Overlay overlay(base_.get());
  Overlay later(&overlay);
  overlay.Merge(Family::kRows, {{"a", std::nullopt}, {"c", "3"}});
  later.Merge(Family::kRows, {{"b", std::nullopt}, {"c", "4"}});
  EXPECT_THAT(RowsOf(later, Family::kRows), ElementsAre(Pair("c", "4")));
  overlay.TakeOver(later);
  EXPECT_TRUE(later.staged(Family::kRows).empty());
  EXPECT_THAT(RowsOf(later, Family::kRows), ElementsAre(Pair("a", "1"), Pair("c", "4")));
  overlay.TakeOver(later);
  EXPECT_EQ(RowsOf(overlay, Family::kRows), RowsOf(*base_, Family::kRows));
}

}  // namespace
}  // namespace jiedui::store
