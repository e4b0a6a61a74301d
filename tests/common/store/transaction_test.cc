// SPDX-License-Identifier: Apache-2.0
#include "common/store/transaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

// A committed state that holds rows a, b and index rows.
class TransactionTest : public testing::Test {
 protected:
  TransactionTest() : store_(NewMemoryStore(clock_)) {
    const auto committed = MutateAndWait(*store_, MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
      EXPECT_THAT(PutRow(txn, "a", "1"), IsOk());
      EXPECT_THAT(PutRow(txn, "b", "2"), IsOk());
      EXPECT_THAT(txn.Stage(Family::kIndex, "i1", ""), IsOk());
      EXPECT_THAT(txn.Stage(Family::kIndex, "i2", ""), IsOk());
      return "";
    }));
    EXPECT_THAT(committed, IsOk());
    base_ = store_->NewSnapshot(ReadTier::kDisk);
  }
  Transaction Begin() { return Transaction(*base_, {.now = clock_.Now(), .revision = 2, .actor = "tester"}); }

  FakeClock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Snapshot> base_;
};

std::vector<std::string> IndexKeysUnder(const Transaction& txn, absl::string_view guard) {
  std::vector<std::string> keys;
  EXPECT_THAT(txn.ScanUnder(guard, Family::kIndex, {},
                            [&](absl::string_view key, absl::string_view) {
                              keys.emplace_back(key);
                              return true;
                            }),
              IsOk());
  return keys;
}

TEST_F(TransactionTest, ReadsItsOwnWrites) {
  Transaction txn = Begin();
  EXPECT_THAT(txn.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
  ASSERT_THAT(PutRow(txn, "a", "new"), IsOk());
  ASSERT_THAT(PutRow(txn, "b", std::nullopt), IsOk());
  EXPECT_THAT(txn.Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("new"))));
  EXPECT_THAT(txn.Get(Family::kRows, "b"), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(base_->Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
}

TEST_F(TransactionTest, ScanUnderAGuardSeesStagedRows) {
  Transaction txn = Begin();
  ASSERT_THAT(txn.Get(Family::kRows, "a"), IsOk());
  ASSERT_THAT(txn.Stage(Family::kIndex, "i0", ""), IsOk());
  ASSERT_THAT(txn.Stage(Family::kIndex, "i1", std::nullopt), IsOk());
  EXPECT_THAT(IndexKeysUnder(txn, "a"), ElementsAre("i0", "i2"));
}

TEST_F(TransactionTest, GuardMayBeARowThatIsNotThere) {
  Transaction txn = Begin();
  ASSERT_THAT(txn.Get(Family::kRows, "missing"), IsOk());
  EXPECT_THAT(IndexKeysUnder(txn, "missing"), ElementsAre("i1", "i2"));
}

TEST_F(TransactionTest, SecondChangeOfARowKeepsTheFirstBefore) {
  Transaction txn = Begin();
  ASSERT_THAT(PutRow(txn, "b", "x"), IsOk());
  ASSERT_THAT(PutRow(txn, "a", "x"), IsOk());
  ASSERT_THAT(PutRow(txn, "a", "y"), IsOk());
  ASSERT_EQ(txn.changes().size(), 2u);
  EXPECT_EQ(txn.changes()[0].key, "b");
  EXPECT_EQ(txn.changes()[1].key, "a");
  EXPECT_EQ(txn.changes()[1].before, "1");
  EXPECT_EQ(txn.changes()[1].after, "y");
  EXPECT_EQ(txn.staged(Family::kRows).at("a"), "y");
}

TEST_F(TransactionTest, IsEmptyUntilSomethingIsStaged) {
  Transaction txn = Begin();
  ASSERT_THAT(txn.Get(Family::kRows, "a"), IsOk());
  EXPECT_TRUE(txn.empty());
  ASSERT_THAT(txn.Stage(Family::kMeta, "cursor", "1"), IsOk());
  EXPECT_FALSE(txn.empty());
}

TEST_F(TransactionTest, EmptyRowIsRefused) {
  Transaction txn = Begin();
  EXPECT_THAT(txn.PutRow({.key = "a", .after = ""}), StatusIs(absl::StatusCode::kInternal));
  EXPECT_TRUE(txn.empty());
}

TEST_F(TransactionTest, KeyAndValueHaveLimits) {
  Transaction txn = Begin();
  const auto refused = FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED");
  EXPECT_THAT(txn.Stage(Family::kIndex, "", ""), refused);
  EXPECT_THAT(txn.Stage(Family::kIndex, std::string(kKeyBytesMax, 'k'), ""), IsOk());
  EXPECT_THAT(txn.Stage(Family::kIndex, std::string(kKeyBytesMax + 1, 'k'), ""), refused);
  EXPECT_THAT(PutRow(txn, "v", std::string(kValueBytesMax, 'v')), IsOk());
  EXPECT_THAT(PutRow(txn, "w", std::string(kValueBytesMax + 1, 'v')), refused);
  EXPECT_EQ(txn.changes().size(), 1u);
}

TEST_F(TransactionTest, RowsPerCommandHaveALimit) {
  Transaction txn = Begin();
  for (size_t i = 0; i < kOpsPerCommandMax; ++i)
    ASSERT_THAT(txn.Stage(Family::kIndex, absl::StrCat("k", i), "v"), IsOk()) << i;
  EXPECT_THAT(txn.Stage(Family::kIndex, "k0", "again"), IsOk());
  EXPECT_THAT(txn.Stage(Family::kIndex, "one more", "v"),
              FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST_F(TransactionTest, BytesPerCommandHaveALimitAndRewritingARowCountsOnce) {
  Transaction txn = Begin();
  const std::string large(kValueBytesMax, 'v');
  for (int i = 0; i < 10; ++i) ASSERT_THAT(PutRow(txn, "a", large), IsOk()) << i;
  for (size_t i = 2; i < kBytesPerCommandMax / kValueBytesMax; ++i)
    ASSERT_THAT(PutRow(txn, absl::StrCat("a", i), large), IsOk()) << i;
  EXPECT_THAT(PutRow(txn, "b", large), FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  ASSERT_THAT(PutRow(txn, "a", "small"), IsOk());
  EXPECT_THAT(PutRow(txn, "b", large), IsOk());
}

using TransactionDeathTest = TransactionTest;

TEST_F(TransactionDeathTest, ScanWithoutReadingTheGuard) {
  Transaction txn = Begin();
  EXPECT_DEATH(IndexKeysUnder(txn, "a"), "guard a, which was not read");
}

TEST_F(TransactionDeathTest, StagingDuringAScan) {
  Transaction txn = Begin();
  ASSERT_THAT(txn.Get(Family::kRows, "a"), IsOk());
  EXPECT_DEATH(
      txn.ScanUnder("a", Family::kIndex, {},
                    [&](absl::string_view, absl::string_view) { return txn.Stage(Family::kIndex, "x", "").ok(); })
          .IgnoreError(),
      "during a scan");
}

TEST_F(TransactionDeathTest, StagingWhatBelongsToTheStore) {
  Transaction txn = Begin();
  EXPECT_DEATH(txn.Stage(Family::kRows, "a", "x").IgnoreError(), "not the caller's");
  EXPECT_DEATH(txn.Stage(Family::kChanges, "a", "x").IgnoreError(), "not the caller's");
  EXPECT_DEATH(txn.Stage(Family::kRequests, "a", "x").IgnoreError(), "not the caller's");
  EXPECT_DEATH(txn.Stage(Family::kMeta, "store/head", "x").IgnoreError(), "not the caller's");
}

}  // namespace
}  // namespace jiedui::store
