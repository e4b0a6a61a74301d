// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/purge.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "registry_service/domain/merge.h"
#include "registry_service/domain/stamp.h"
#include "registry_service/domain/union.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::registry {
namespace {

using store::Family;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::SizeIs;

constexpr absl::Duration kRetention = absl::Hours(24 * 10);

class PurgeTest : public testing::Test {
 protected:
  static PersonRecord Person(const std::string& id) {
    PersonRecord record;
    record.mutable_person()->set_name("persons/" + id);
    record.mutable_person()->set_display_name("张三");
    return record;
  }
  PersonRecord Deleted(PersonRecord record) const {
    *record.mutable_person()->mutable_delete_time() = ToTimestamp(clock_.Now());
    *record.mutable_person()->mutable_purge_time() = ToTimestamp(clock_.Now() + kRetention);
    return record;
  }
  PersonRecord MergedInto(const std::string& survivor, PersonRecord record) const {
    *record.mutable_person()->mutable_delete_time() = ToTimestamp(clock_.Now());
    record.mutable_person()->set_merged_into("persons/" + survivor);
    return record;
  }
  void Put(const PersonRecord& record) {
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, record); }), IsOk());
  }
  void PutMerge(const std::string& ended) {
    storage::v1::MergeRecord merge;
    *merge.mutable_duplicate() = Person(ended);
    *merge.mutable_survivor() = Person("survivor");
    *merge.mutable_merge_time() = ToTimestamp(clock_.Now());
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.merges.Put(txn, merge); }), IsOk());
  }
  void LookAt(const std::string& id, size_t times) {
    for (size_t i = 0; i < times; ++i)
      ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.accesses.Add(txn, id, {}); }), IsOk());
  }
  Purged Tick() {
    const auto purged = purge_.Tick(clock_.Now());
    EXPECT_THAT(purged, IsOk());
    return purged.value_or(Purged());
  }
  // But for the claims on the ids of those who are gone.
  store::Rows Rows() const {
    store::Rows rows = store::RowsOf(*store_, Family::kRows);
    std::erase_if(rows, [](const auto& row) { return absl::StartsWith(row.first, kGoneClaimRows); });
    return rows;
  }
  store::Rows IndexRows() const { return store::RowsOf(*store_, Family::kIndex); }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  const Tables tables_;
  Purge purge_{*store_, tables_};
};

// All lists full and in every index when she is deleted, and looked at as often as one command removes.
TEST_F(PurgeTest, TheLargestPersonGoesWithoutALimitInHerWay) {
  PersonRecord record = Person("zhang");
  v1::Person& person = *record.mutable_person();
  for (int i = 0; i < kAliasesMax; ++i) person.add_aliases(std::string(100, static_cast<char>('a' + i)));
  for (int i = 0; i < kEmploymentsMax; ++i)
    person.add_employments()->set_organization(absl::StrCat("organizations/o", i));
  for (int i = 0; i < kLicencesMax; ++i) person.add_licences()->set_valid_to(absl::StrCat("2030-01-", 10 + i));
  for (int i = 0; i < kMergedPersonsMax; ++i) record.add_merged_persons("persons/" + std::string(63, 'x'));
  Put(record);
  Put(Deleted(record));
  LookAt("zhang", kAccessesPurgedPerCommandMax);
  PutMerge("zhang");
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, 1U);
  EXPECT_THAT(Rows(), IsEmpty());
  EXPECT_THAT(IndexRows(), IsEmpty());
}

// The scheduler's records go on naming the id.
TEST_F(PurgeTest, NobodyElseGetsTheId) {
  Put(Deleted(Person("zhang")));
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, 1U);
  PersonDraft draft;
  draft.person = Person("zhang").person();
  absl::StatusOr<PersonFacts> facts = absl::UnknownError("not asked");
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) {
                       facts = LoadFacts(txn, tables_, draft);
                       return absl::OkStatus();
                     }),
              IsOk());
  ASSERT_THAT(facts, IsOk());
  EXPECT_TRUE(facts->is_gone);
  EXPECT_THAT(Register(draft, *facts, PlainSeal("key"), {}), FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST_F(PurgeTest, NothingIsLeftOfAPersonWhoseTimeHasCome) {
  Put(Deleted(Person("zhang")));
  LookAt("zhang", 2 * kAccessesPurgedPerCommandMax + 1);
  clock_.Advance(kRetention - absl::Seconds(1));
  const store::Rows before = Rows();
  EXPECT_EQ(Tick().persons, 0U);
  EXPECT_EQ(Rows(), before);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Tick().persons, 1U);
  EXPECT_THAT(Rows(), IsEmpty());
  EXPECT_THAT(IndexRows(), IsEmpty());
  EXPECT_EQ(Tick().persons, 0U);
}

TEST_F(PurgeTest, TheChangeLogTellsOfTheRemoval) {
  Put(Deleted(Person("zhang")));
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, 1U);
  const auto change = store::ChangesOf(*store_).back().changes(0);
  EXPECT_EQ(change.key(), "p/zhang");
  EXPECT_FALSE(change.before().empty());
  EXPECT_TRUE(change.after().empty());
}

TEST_F(PurgeTest, WhoWasUndeletedStays) {
  Put(Deleted(Person("zhang")));
  Put(Person("zhang"));
  clock_.Advance(kRetention * 2);
  EXPECT_EQ(Tick().persons, 0U);
  EXPECT_THAT(Rows(), ElementsAre(Key("p/zhang")));
}

TEST_F(PurgeTest, AMergedPersonStaysAsLongAsTheSurvivor) {
  Put(Person("survivor"));
  Put(MergedInto("survivor", Person("ended")));
  clock_.Advance(absl::Hours(24 * 365 * 100));
  EXPECT_EQ(Tick().persons, 0U);
  EXPECT_THAT(Rows(), SizeIs(2));
}

TEST_F(PurgeTest, WithTheSurvivorGoesEveryoneMergedIntoHer) {
  Put(Deleted(Person("survivor")));
  Put(MergedInto("survivor", Person("middle")));
  Put(MergedInto("middle", Person("far")));
  Put(MergedInto("survivor", Person("near")));
  LookAt("far", kAccessesPurgedPerCommandMax + 1);
  PutMerge("near");
  Put(Person("another"));
  Put(MergedInto("another", Person("ofanother")));
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, 1U);
  EXPECT_THAT(Rows(), ElementsAre(Key("p/another"), Key("p/ofanother")));
  for (const auto& [key, value] : IndexRows()) EXPECT_THAT(key, testing::HasSubstr("another"));
}

TEST_F(PurgeTest, ATickDoesNoMoreThanItMay) {
  for (int i = 0; i < kPurgeCommandsPerTickMax + 5; ++i) Put(Deleted(Person(absl::StrCat("p", i))));
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, static_cast<size_t>(kPurgeCommandsPerTickMax));
  EXPECT_EQ(Tick().persons, 5U);
  EXPECT_THAT(Rows(), IsEmpty());
}

TEST_F(PurgeTest, WhatATickCouldNotFinishTheNextOneDoes) {
  Put(Deleted(Person("a")));
  for (int i = 0; i < kPurgeCommandsPerTickMax; ++i) Put(MergedInto("a", Person(absl::StrCat("m", i))));
  clock_.Advance(kRetention);
  EXPECT_EQ(Tick().persons, 0U);
  EXPECT_THAT(Rows(), ElementsAre(Key("p/a")));
  EXPECT_EQ(Tick().persons, 1U);
  EXPECT_THAT(Rows(), IsEmpty());
}

TEST_F(PurgeTest, AMergeIsKeptWhileItCanBeUndone) {
  PutMerge("old");
  clock_.Advance(absl::Hours(1));
  PutMerge("young");
  clock_.Advance(kUnmergeWindow - absl::Hours(1));
  EXPECT_EQ(Tick().merges, 0U);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Tick().merges, 1U);
  EXPECT_THAT(Rows(), ElementsAre(Key("m/young")));
}

TEST_F(PurgeTest, MergesAreReadAFewAtATimeAndAllInTheEnd) {
  for (size_t i = 0; i < kMergesReadPerTickMax; ++i) PutMerge(absl::StrCat("young", 1000 + i));
  clock_.Advance(-kUnmergeWindow);
  storage::v1::MergeRecord last;
  *last.mutable_duplicate() = Person("z");
  *last.mutable_merge_time() = ToTimestamp(clock_.Now() - absl::Seconds(1));
  ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.merges.Put(txn, last); }), IsOk());
  clock_.Advance(kUnmergeWindow);
  EXPECT_EQ(Tick().merges, 0U);
  EXPECT_EQ(Tick().merges, 1U);
  EXPECT_EQ(Tick().merges, 0U);
  EXPECT_THAT(Rows(), Not(Contains(Key("m/z"))));
  EXPECT_THAT(Rows(), SizeIs(kMergesReadPerTickMax));
}

TEST_F(PurgeTest, OneDamagedRowDoesNotStopTheOthers) {
  Put(Deleted(Person("a")));
  Put(Deleted(Person("b")));
  ASSERT_THAT(Commit(*store_,
                     [](store::Transaction& txn) {
                       return txn.PutRow({.key = "p/a", .before = std::nullopt, .after = "\xff"});
                     }),
              IsOk());
  clock_.Advance(kRetention);
  EXPECT_THAT(purge_.Tick(clock_.Now()), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(Rows(), ElementsAre(Key("p/a")));
}

TEST_F(PurgeTest, OfAClosedStoreIsUnavailable) {
  Put(Deleted(Person("a")));
  clock_.Advance(kRetention);
  store_->Close();
  EXPECT_THAT(purge_.Tick(clock_.Now()), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::registry
