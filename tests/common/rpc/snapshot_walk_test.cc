// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/snapshot_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::rpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SnapshotWalkTest : public testing::Test {
 protected:
  void Put(const std::string& key, const std::string& value = "x") {
    ASSERT_THAT(store::MutateAndWait(*store_, store::PutCommand(key, value)), IsOk());
  }
  // Rows prefix0..prefix<count - 1>, all with the value "x".
  void PutMany(const std::string& prefix, int count) {
    constexpr int kRowsPerCommand = static_cast<int>(store::kOpsPerCommandMax) / 2;
    for (int first = 0; first < count; first += kRowsPerCommand) {
      const auto decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
        for (int i = first; i < std::min(first + kRowsPerCommand, count); ++i)
          RETURN_IF_ERROR(store::PutRow(txn, absl::StrCat(prefix, i), "x"));
        return "";
      };
      ASSERT_THAT(store::MutateAndWait(*store_, store::MakeCommand(decide)), IsOk());
    }
  }
  SnapshotWalk Walk() const {
    return SnapshotWalk(store_->NewSnapshot(store::ReadTier::kDisk), {{1, "a/"}, {2, "b/"}, {3, "c/"}});
  }
  // The keys of the next page, which takes every row whose value is not "left out".
  static std::vector<std::string> PageOf(SnapshotWalk& walk) {
    std::vector<std::string> keys;
    const auto visit = [&keys](const FeedType& type, absl::string_view key,
                               absl::string_view bytes) -> absl::StatusOr<bool> {
      EXPECT_EQ(key.substr(0, 2), type.row_prefix);
      if (bytes == "left out") return false;
      keys.emplace_back(key);
      return true;
    };
    EXPECT_THAT(walk.NextPage(visit), IsOk());
    return keys;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
};

TEST_F(SnapshotWalkTest, APageIsOfOneType) {
  for (const char* key : {"a/1", "a/2", "aa/1", "c/1", "d/1"}) Put(key);
  SnapshotWalk walk = Walk();
  EXPECT_THAT(PageOf(walk), ElementsAre("a/1", "a/2"));
  EXPECT_FALSE(walk.at_end());
  EXPECT_THAT(PageOf(walk), ElementsAre("c/1"));
  EXPECT_TRUE(walk.at_end());
}

TEST_F(SnapshotWalkTest, NothingIsOnePage) {
  SnapshotWalk walk = Walk();
  EXPECT_THAT(PageOf(walk), IsEmpty());
  EXPECT_TRUE(walk.at_end());
  SnapshotWalk of_no_type(store_->NewSnapshot(store::ReadTier::kDisk), {});
  EXPECT_TRUE(of_no_type.at_end());
}

TEST_F(SnapshotWalkTest, WhatIsLeftOutMakesNoPage) {
  Put("a/1", "left out");
  Put("b/1");
  Put("b/2", "left out");
  Put("c/1", "left out");
  SnapshotWalk walk = Walk();
  EXPECT_THAT(PageOf(walk), ElementsAre("b/1"));
  EXPECT_THAT(PageOf(walk), IsEmpty());
  EXPECT_TRUE(walk.at_end());
}

TEST_F(SnapshotWalkTest, PagesAreBoundedByCount) {
  PutMany("a/", 2 * kFeedItemsPerStepMax);
  SnapshotWalk walk = Walk();
  const std::vector<std::string> first = PageOf(walk);
  const std::vector<std::string> second = PageOf(walk);
  EXPECT_EQ(first.size(), kFeedItemsPerStepMax);
  EXPECT_EQ(second.size(), kFeedItemsPerStepMax);
  EXPECT_LT(first.back(), second.front());
}

TEST_F(SnapshotWalkTest, PagesAreBoundedByTheBytesOfWhatIsInThem) {
  const std::string big(100'000, 'x');
  for (const char* key : {"a/1", "a/2", "a/3", "a/4"}) Put(key, big);
  SnapshotWalk walk = Walk();
  EXPECT_THAT(PageOf(walk), ElementsAre("a/1", "a/2", "a/3"));
  EXPECT_THAT(PageOf(walk), ElementsAre("a/4"));
}

// However few of them are wanted, a page reads only so many rows, over all types, and the next one goes on there.
TEST_F(SnapshotWalkTest, PagesAreBoundedByTheRowsThatAreLookedAt) {
  constexpr int kOfA = 15'000;
  PutMany("a/", kOfA);
  PutMany("b/", kOfA);
  SnapshotWalk walk = Walk();
  int seen = 0;
  int taken = 0;
  const auto visit = [&](const FeedType&, absl::string_view, absl::string_view) -> absl::StatusOr<bool> {
    const bool is_last = ++seen == 2 * kOfA;
    taken += is_last;
    return is_last;
  };
  ASSERT_THAT(walk.NextPage(visit), IsOk());
  EXPECT_EQ(seen, kFeedRowsPerStepMax);
  EXPECT_EQ(taken, 0);
  EXPECT_FALSE(walk.at_end());
  ASSERT_THAT(walk.NextPage(visit), IsOk());
  EXPECT_EQ(seen, 2 * kOfA);
  EXPECT_EQ(taken, 1);
}

TEST_F(SnapshotWalkTest, IsOfOneRevision) {
  Put("a/1");
  SnapshotWalk walk = Walk();
  EXPECT_EQ(walk.snapshot().revision(), 1U);
  Put("a/2");
  EXPECT_THAT(PageOf(walk), ElementsAre("a/1"));
}

TEST_F(SnapshotWalkTest, ARowThatCannotBeToldEndsIt) {
  Put("a/1");
  SnapshotWalk walk = Walk();
  const auto visit = [](const FeedType&, absl::string_view, absl::string_view) -> absl::StatusOr<bool> {
    return absl::DataLossError("damaged");
  };
  EXPECT_THAT(walk.NextPage(visit), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::rpc
