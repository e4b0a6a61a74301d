// SPDX-License-Identifier: Apache-2.0
#include "common/store/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.h"
#include "jiedui/store/v1/records.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::Key;

// A RowChange as a record: its key is the id, found by `before`, and by each character of `after`.
Table<v1::RowChange> MakeTable(bool log_before = true) {
  return Table<v1::RowChange>({.prefix = "t/",
                               .key_of = [](const v1::RowChange& record) { return record.key(); },
                               .indexes = {{.prefix = "t.name/",
                                            .values = [](const v1::RowChange& record) -> std::vector<std::string> {
                                              if (record.before().empty()) return {};
                                              return {record.before()};
                                            }},
                                           {.prefix = "t.letter/",
                                            .values =
                                                [](const v1::RowChange& record) {
                                                  std::vector<std::string> letters;
                                                  for (const char c : record.after()) letters.emplace_back(1, c);
                                                  return letters;
                                                }}},
                               .log_before = log_before});
}

v1::RowChange Record(const std::string& key, const std::string& name, const std::string& letters) {
  v1::RowChange record;
  record.set_key(key);
  record.set_before(name);
  record.set_after(letters);
  return record;
}

absl::StatusOr<Committed> Put(Store& store, const Table<v1::RowChange>& table, const v1::RowChange& record) {
  return MutateAndWait(store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                         RETURN_IF_ERROR(table.Put(txn, record));
                         return "";
                       }));
}

TEST(Table, IndexRowsFollowTheRecord) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(Put(*store, table, Record("1", "li", "ab")), IsOk());
  EXPECT_THAT(RowsOf(*store, Family::kIndex),
              ElementsAre(Key(IndexKey("t.letter/", "a", "1")), Key(IndexKey("t.letter/", "b", "1")),
                          Key(IndexKey("t.name/", "li", "1"))));
  ASSERT_THAT(Put(*store, table, Record("1", "", "bc")), IsOk());
  EXPECT_THAT(RowsOf(*store, Family::kIndex),
              ElementsAre(Key(IndexKey("t.letter/", "b", "1")), Key(IndexKey("t.letter/", "c", "1"))));
  EXPECT_THAT(RowsOf(*store, Family::kRows), ElementsAre(Key("t/1")));
}

TEST(Table, AnIndexRowThatStaysIsNotWrittenAgain) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(Put(*store, table, Record("1", "li", "aab")), IsOk());
  size_t ops = 0;
  ASSERT_THAT(MutateAndWait(*store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                RETURN_IF_ERROR(table.Put(txn, Record("1", "li", "abc")));  // "a" once now, and "c"
                ops = txn.ops();
                return "";
              })),
              IsOk());
  EXPECT_EQ(ops, 2U);
  EXPECT_THAT(RowsOf(*store, Family::kIndex),
              ElementsAre(Key(IndexKey("t.letter/", "a", "1")), Key(IndexKey("t.letter/", "b", "1")),
                          Key(IndexKey("t.letter/", "c", "1")), Key(IndexKey("t.name/", "li", "1"))));
}

TEST(Table, ASharedRecordIsThatOfItsBytes) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  EXPECT_EQ(*table.FindShared(*store->NewSnapshot(ReadTier::kDisk), "1"), nullptr);
  ASSERT_THAT(Put(*store, table, Record("1", "li", "ab")), IsOk());
  const auto before = store->NewSnapshot(ReadTier::kDisk);
  const auto first = *table.FindShared(*before, "1");
  EXPECT_EQ(first, *table.FindShared(*before, "1"));
  ASSERT_THAT(Put(*store, table, Record("1", "wang", "ab")), IsOk());
  const auto after = store->NewSnapshot(ReadTier::kDisk);
  EXPECT_EQ((*table.FindShared(*after, "1"))->before(), "wang");
  EXPECT_EQ((*table.FindShared(*before, "1"))->before(), "li");
  EXPECT_EQ(first->before(), "li");
}

TEST(Table, DeleteTakesTheIndexRowsWithIt) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(Put(*store, table, Record("1", "li", "ab")), IsOk());
  ASSERT_THAT(MutateAndWait(*store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                RETURN_IF_ERROR(table.Delete(txn, "1"));
                RETURN_IF_ERROR(table.Delete(txn, "not there"));
                return "";
              })),
              IsOk());
  EXPECT_THAT(RowsOf(*store, Family::kIndex), IsEmpty());
  EXPECT_THAT(RowsOf(*store, Family::kRows), IsEmpty());
}

TEST(Table, EqualRecordIsNoChange) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(Put(*store, table, Record("1", "li", "ab")), IsOk());
  const auto again = Put(*store, table, Record("1", "li", "ab"));
  ASSERT_THAT(again, IsOk());
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(again->revision, 1u);
}

TEST(Table, ChangesWithinOneTransactionMoveIndexRowsAsWell) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(MutateAndWait(*store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                RETURN_IF_ERROR(table.Put(txn, Record("1", "li", "a")));
                RETURN_IF_ERROR(table.Put(txn, Record("1", "wang", "b")));
                RETURN_IF_ERROR(table.Put(txn, Record("2", "li", "")));
                return "";
              })),
              IsOk());
  EXPECT_THAT(RowsOf(*store, Family::kIndex),
              ElementsAre(Key(IndexKey("t.letter/", "b", "1")), Key(IndexKey("t.name/", "li", "2")),
                          Key(IndexKey("t.name/", "wang", "1"))));
}

TEST(Table, ChangeLogHoldsBeforeOnlyWhereWanted) {
  FakeClock clock;
  for (const bool log_before : {true, false}) {
    const auto store = NewMemoryStore(clock);
    const auto table = MakeTable(log_before);
    const auto first = Record("1", "li", "a");
    ASSERT_THAT(Put(*store, table, first), IsOk());
    ASSERT_THAT(Put(*store, table, Record("1", "li", "b")), IsOk());
    EXPECT_EQ(ChangesOf(*store)[1].changes(0).before(), log_before ? first.SerializeAsString() : "");
  }
}

TEST(Table, FindReadsSnapshotsAndTransactions) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  const auto table = MakeTable();
  ASSERT_THAT(Put(*store, table, Record("1", "li", "a")), IsOk());
  const auto snapshot = store->NewSnapshot(ReadTier::kDisk);
  const auto found = table.Find(*snapshot, "1");
  ASSERT_THAT(found, IsOk());
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->before(), "li");
  EXPECT_FALSE((*table.Find(*snapshot, "2")).has_value());
  EXPECT_THAT(table.FindBytes(*snapshot, "1"), IsOkAndHolds(Eq((*found)->SerializeAsString())));
}

TEST(Table, DamagedRowIsDataLossThatNamesIt) {
  FakeClock clock;
  const auto store = NewMemoryStore(clock);
  ASSERT_THAT(MutateAndWait(*store, PutCommand("t/1", "\xff\xff not a record")), IsOk());
  EXPECT_THAT(MakeTable().Find(*store->NewSnapshot(ReadTier::kDisk), "1"),
              StatusIs(absl::StatusCode::kDataLoss, testing::HasSubstr("t/1")));
  EXPECT_THAT(Put(*store, MakeTable(), Record("1", "x", "")), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(IndexKey, ValuesSortAsThemselvesAndAreFoundExactly) {
  const std::vector<std::string> values = {"",
                                           std::string("\0", 1),
                                           std::string("\0\1", 2),
                                           std::string("\0\xff", 2),
                                           std::string("\1", 1),
                                           "a",
                                           std::string("a\0", 2),
                                           std::string("a\0b", 3),
                                           "ab",
                                           "\xff"};
  for (const std::string& a : values)
    for (const std::string& b : values) {
      ASSERT_EQ(a < b, IndexKey("p/", a, "k") < IndexKey("p/", b, "k")) << testing::PrintToString(std::pair(a, b));
      const KeyRange range = IndexRange("p/", a);
      const std::string key = IndexKey("p/", b, "any");
      ASSERT_EQ(a == b, key >= range.first && key < range.end) << testing::PrintToString(std::pair(a, b));
    }
}

TEST(KeyOfIndexRow, IsTheKeyThatWentIn) {
  for (const std::string& value : {std::string("li"), std::string("\0\1", 2), std::string("a\0", 2), std::string()})
    for (const std::string& key : {std::string("k"), std::string("\0\1k", 3), std::string()})
      EXPECT_EQ(KeyOfIndexRow("p/", IndexKey("p/", value, key)), key);
}

TEST(KeyOfIndexRow, DamagedRowHasNone) {
  EXPECT_EQ(KeyOfIndexRow("p/", "q/x"), std::nullopt);
  EXPECT_EQ(KeyOfIndexRow("p/", "p/no separator"), std::nullopt);
  EXPECT_EQ(KeyOfIndexRow("p/", ""), std::nullopt);
}

}  // namespace
}  // namespace jiedui::store
