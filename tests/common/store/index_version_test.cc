// SPDX-License-Identifier: Apache-2.0
#include "common/store/index_version.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "common/store/transaction.h"
#include "jiedui/store/v1/records.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

class IndexVersionTest : public testing::Test {
 protected:
  absl::StatusOr<bool> Prepare(absl::string_view version) {
    return PrepareIndexes(*store_, version, {IndexedRowsOf(table_)});
  }
  void Commit(std::function<absl::Status(Transaction&)> write) {
    ASSERT_THAT(MutateAndWait(*store_, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                  RETURN_IF_ERROR(write(txn));
                  return "";
                })),
                IsOk());
  }
  void PutRecords(int count) {
    for (int i = 0; i < count; ++i)
      Commit([&](Transaction& txn) {
        v1::RowChange record;
        record.set_key(absl::StrCat(i));
        record.set_after(absl::StrCat("value ", i));
        return table_.Put(txn, record);
      });
  }
  void SpoilIndex() {
    const Rows rows = RowsOf(*store_, Family::kIndex);
    Commit([&](Transaction& txn) { return txn.Stage(Family::kIndex, rows.begin()->first, std::nullopt); });
    Commit([](Transaction& txn) { return txn.Stage(Family::kIndex, IndexKey("t.after/", "of another", "1"), ""); });
  }
  void PutDamaged(std::optional<std::string> bytes) {
    Commit([&](Transaction& txn) { return PutRow(txn, "t/damaged", bytes); });
  }

  const FakeClock clock_;
  const Table<v1::RowChange> table_{{.prefix = "t/",
                                     .key_of = [](const v1::RowChange& record) { return record.key(); },
                                     .indexes = {{.prefix = "t.after/", .values = [](const v1::RowChange& record) {
                                                    return std::vector<std::string>{record.after()};
                                                  }}}}};
  const std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
};

TEST_F(IndexVersionTest, OfANewStoreIsWrittenDownOnce) {
  EXPECT_THAT(Prepare("1"), IsOkAndHolds(false));
  const uint64_t revision = store_->Info().revision;
  PutRecords(1);
  EXPECT_THAT(Prepare("1"), IsOkAndHolds(false));
  EXPECT_EQ(store_->Info().revision, revision + 1);
}

TEST_F(IndexVersionTest, AnotherOneMakesTheIndexAnew) {
  ASSERT_THAT(Prepare("1"), IsOk());
  PutRecords(300);
  const Rows index = RowsOf(*store_, Family::kIndex);
  SpoilIndex();
  EXPECT_THAT(Prepare("1"), IsOkAndHolds(false)) << "nothing says that it is spoilt";
  EXPECT_THAT(Prepare("2"), IsOkAndHolds(true));
  EXPECT_EQ(RowsOf(*store_, Family::kIndex), index);
  EXPECT_THAT(Prepare("2"), IsOkAndHolds(false));
}

TEST_F(IndexVersionTest, AStoreThatRemembersNoneGetsItsIndex) {
  PutRecords(20);
  const Rows index = RowsOf(*store_, Family::kIndex);
  SpoilIndex();
  EXPECT_THAT(Prepare("1"), IsOkAndHolds(true));
  EXPECT_EQ(RowsOf(*store_, Family::kIndex), index);
}

TEST_F(IndexVersionTest, OfAnIndexThatCouldNotBeMadeIsNotWrittenDown) {
  PutRecords(1);
  PutDamaged("\xff");
  for (int i = 0; i < 2; ++i) EXPECT_THAT(Prepare("1"), StatusIs(absl::StatusCode::kDataLoss));
}

// A program that is updated and fails, and the one before it again.
TEST_F(IndexVersionTest, OneThatWasNotFinishedIsNotThatOfBefore) {
  ASSERT_THAT(Prepare("before"), IsOk());
  PutRecords(20);
  const Rows index = RowsOf(*store_, Family::kIndex);
  PutDamaged("\xff");
  ASSERT_THAT(Prepare("after"), StatusIs(absl::StatusCode::kDataLoss));
  PutDamaged(std::nullopt);
  EXPECT_NE(RowsOf(*store_, Family::kIndex), index) << "or there is nothing to make anew";
  EXPECT_THAT(Prepare("before"), IsOkAndHolds(true));
  EXPECT_EQ(RowsOf(*store_, Family::kIndex), index);
}

}  // namespace
}  // namespace jiedui::store
