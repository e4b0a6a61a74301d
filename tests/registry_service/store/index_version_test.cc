// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/index_version.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "registry_service/store/keys.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::registry {
namespace {

using store::Family;

PersonRecord NumberedPerson(int number) {
  constexpr const char* kNames[] = {"张三", "李四", "单雪梅", "阿依古丽·买买提", "Smith"};
  PersonRecord record;
  record.mutable_person()->set_name(absl::StrCat("persons/p", number));
  record.mutable_person()->set_display_name(kNames[number % 5]);
  record.mutable_person()->add_employments()->set_organization("organizations/school");
  if (number % 7 == 0) {
    record.mutable_person()->mutable_delete_time()->set_seconds(1);
    record.mutable_person()->mutable_purge_time()->set_seconds(1'637'000'000);
  }
  return record;
}

class IndexVersionTest : public testing::Test {
 protected:
  void PutPersons(int count) {
    for (int i = 0; i < count; ++i)
      ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, NumberedPerson(i)); }),
                  IsOk());
  }
  // Makes the index as another program would have left it.
  void SpoilIndex() {
    const store::Rows rows = store::RowsOf(*store_, Family::kIndex);
    int number = 0;
    for (const auto& [key, value] : rows)
      if (++number % 3 == 0) {
        ASSERT_THAT(
            Commit(*store_, [&key = key](store::Transaction& txn) { return txn.Stage(Family::kIndex, key, {}); }),
            IsOk());
      }
    for (const char* prefix : {kPersonsByPinyinIndex, kPersonsBySearchKeyIndex})
      ASSERT_THAT(Commit(*store_,
                         [&](store::Transaction& txn) {
                           return txn.Stage(Family::kIndex, store::IndexKey(prefix, "of another version", "p1"), "");
                         }),
                  IsOk());
  }
  std::set<std::string> Wanted() {
    std::set<std::string> keys;
    for (const auto& [row_key, bytes] : store::RowsOf(*store_, Family::kRows)) {
      if (row_key.substr(0, 2) != kPersonRows) continue;
      const std::string id = row_key.substr(2);
      for (std::string& key : tables_.persons.IndexKeys(id, *tables_.persons.Decode(id, bytes)))
        keys.insert(std::move(key));
    }
    return keys;
  }
  std::set<std::string> Present() {
    std::set<std::string> keys;
    for (const auto& [key, value] : store::RowsOf(*store_, Family::kIndex)) keys.insert(key);
    return keys;
  }

  const FakeClock clock_;
  const TempDir directory_;
  std::unique_ptr<store::Store> store_ = store::MustOpen(store::TestOptions(directory_.path(), clock_));
  const Tables tables_;
};

TEST_F(IndexVersionTest, AnotherOneMakesRowsAndIndexAgreeExactly) {
  ASSERT_THAT(PrepareIndexes(*store_, tables_, "another version"), IsOk());
  PutPersons(300);
  EXPECT_EQ(Present(), Wanted());
  SpoilIndex();
  EXPECT_NE(Present(), Wanted());
  EXPECT_THAT(PrepareIndexes(*store_, tables_, IndexVersion()), IsOkAndHolds(true));
  EXPECT_EQ(Present(), Wanted());
  EXPECT_THAT(PrepareIndexes(*store_, tables_, IndexVersion()), IsOkAndHolds(false));
}

TEST_F(IndexVersionTest, AStoreOlderThanTheIndexesGetsThem) {
  PutPersons(20);
  SpoilIndex();
  EXPECT_THAT(PrepareIndexes(*store_, tables_, IndexVersion()), IsOkAndHolds(true));
  EXPECT_EQ(Present(), Wanted());
}

}  // namespace
}  // namespace jiedui::registry
