// SPDX-License-Identifier: Apache-2.0
#include "common/store/index_rebuild.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "common/store/transaction.h"
#include "jiedui/store/v1/records.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Pair;

// Records found by their `after`, with something before it.
Table<v1::RowChange> TableBy(const std::string& way) {
  return Table<v1::RowChange>({.prefix = "t/",
                               .key_of = [](const v1::RowChange& record) { return record.key(); },
                               .indexes = {{.prefix = "t.after/", .values = [way](const v1::RowChange& record) {
                                              return std::vector<std::string>{way + record.after()};
                                            }}}});
}

void Put(Store& store, const Table<v1::RowChange>& table, const std::string& key) {
  v1::RowChange record;
  record.set_key(key);
  record.set_after(absl::StrCat("of ", key));
  ASSERT_THAT(MutateAndWait(store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                              RETURN_IF_ERROR(table.Put(txn, record));
                              return "";
                            })),
              IsOk());
}

TEST(RebuildIndexes, LeavesExactlyTheRowsOfThePresentFunctions) {
  const FakeClock clock;
  const TempDir directory;
  const auto store = MustOpen(TestOptions(directory.path(), clock));
  // More than fit into the commands that wait at a time.
  const size_t count = kIndexRowsPerCommand * 3 + 7;
  for (size_t i = 0; i < count; ++i) Put(*store, TableBy("old "), absl::StrCat(i));
  const Table<v1::RowChange> now = TableBy("new ");
  ASSERT_THAT(RebuildIndexes(*store, IndexedRowsOf(now)), IsOk());
  Rows wanted;
  for (size_t i = 0; i < count; ++i) wanted[IndexKey("t.after/", absl::StrCat("new of ", i), absl::StrCat(i))] = "";
  EXPECT_EQ(RowsOf(*store, Family::kIndex), wanted);
  EXPECT_EQ(RowsOf(*store, Family::kRows).size(), count);
}

TEST(RebuildIndexes, LeavesOtherIndexesAlone) {
  const FakeClock clock;
  const Table<v1::RowChange> table = TableBy("");
  const auto store = NewMemoryStore(clock);
  ASSERT_THAT(MutateAndWait(*store, MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
                RETURN_IF_ERROR(txn.Stage(Family::kIndex, "other/row", "value"));
                return "";
              })),
              IsOk());
  ASSERT_THAT(RebuildIndexes(*store, IndexedRowsOf(table)), IsOk());
  EXPECT_THAT(RowsOf(*store, Family::kIndex), ElementsAre(Pair("other/row", "value")));
}

TEST(RebuildIndexes, ADamagedRowIsDataLoss) {
  const FakeClock clock;
  const Table<v1::RowChange> table = TableBy("");
  const auto store = NewMemoryStore(clock);
  Put(*store, table, "1");
  ASSERT_THAT(MutateAndWait(*store, PutCommand("t/2", "\xff")), IsOk());
  EXPECT_THAT(RebuildIndexes(*store, IndexedRowsOf(table)), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(RebuildIndexes, OverAClosedStoreIsUnavailable) {
  const FakeClock clock;
  const Table<v1::RowChange> table = TableBy("");
  const auto store = NewMemoryStore(clock);
  Put(*store, table, "1");
  store->Close();
  EXPECT_THAT(RebuildIndexes(*store, IndexedRowsOf(table)), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::store
