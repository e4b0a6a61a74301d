// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/tables.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "common/store/memory/memory_store.h"
#include "registry_service/domain/name_order.h"
#include "registry_service/store/keys.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TablesTest : public testing::Test {
 protected:
  // Puts `after` where `before` was, as a handler does.
  void Replace(const std::optional<PersonRecord>& before, const PersonRecord& after) {
    ASSERT_THAT(
        Commit(*store_, [&](store::Transaction& txn) { return PutPerson(txn, tables_, {.current = before}, after); }),
        IsOk());
  }
  void Replace(const std::optional<OrganizationRecord>& before, const OrganizationRecord& after) {
    ASSERT_THAT(
        Commit(*store_,
               [&](store::Transaction& txn) { return PutOrganization(txn, tables_, {.current = before}, after); }),
        IsOk());
  }

  std::vector<std::string> KeysIn(store::Family family, absl::string_view prefix = "") {
    std::vector<std::string> keys;
    EXPECT_THAT(store_->NewSnapshot(store::ReadTier::kDisk)
                    ->Scan(family, store::PrefixRange(prefix),
                           [&keys](absl::string_view key, absl::string_view) {
                             keys.emplace_back(key);
                             return true;
                           }),
                IsOk());
    return keys;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

PersonRecord Zhang(const std::string& blind_index) {
  PersonRecord record;
  record.mutable_person()->set_name("persons/zhang");
  record.set_id_blind_index(blind_index);
  return record;
}

PersonRecord Deleted(PersonRecord record) {
  record.mutable_person()->mutable_delete_time()->set_seconds(1);
  return record;
}

OrganizationRecord School(const std::string& credit_code) {
  OrganizationRecord record;
  record.mutable_organization()->set_name("organizations/school");
  record.mutable_organization()->set_credit_code(credit_code);
  return record;
}

TEST_F(TablesTest, ARowLiesUnderItsId) {
  Replace(std::nullopt, Zhang(""));
  Replace(std::nullopt, School(""));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("o/school", "p/zhang"));
}

TEST_F(TablesTest, AClaimFollowsItsNumber) {
  Replace(std::nullopt, Zhang("one"));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/zhang", "u/id/one"));
  Replace(Zhang("one"), Zhang("two"));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/zhang", "u/id/two"));
  Replace(Zhang("two"), Zhang(""));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/zhang"));
}

TEST_F(TablesTest, ADeletedPersonClaimsNothing) {
  Replace(std::nullopt, Zhang("one"));
  Replace(Zhang("one"), Deleted(Zhang("one")));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/zhang"));
  Replace(Deleted(Zhang("one")), Zhang("one"));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/zhang", "u/id/one"));
}

TEST_F(TablesTest, AClaimFollowsItsCreditCode) {
  Replace(std::nullopt, School("A"));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("o/school", "u/cc/A"));
  OrganizationRecord deleted = School("A");
  deleted.mutable_organization()->mutable_delete_time()->set_seconds(1);
  Replace(School("A"), deleted);
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("o/school"));
}

TEST_F(TablesTest, AnUnchangedRecordMakesNoCommit) {
  Replace(std::nullopt, Zhang("one"));
  const uint64_t before = store_->Info().revision;
  Replace(Zhang("one"), Zhang("one"));
  EXPECT_EQ(store_->Info().revision, before);
}

TEST_F(TablesTest, PersonsAreFoundByEveryEmployerOnce) {
  PersonRecord record = Zhang("");
  for (const char* organization : {"organizations/b", "organizations/a", "organizations/b"})
    record.mutable_person()->add_employments()->set_organization(organization);
  Replace(std::nullopt, record);
  EXPECT_THAT(KeysIn(store::Family::kIndex, kPersonsByEmployerIndex),
              ElementsAre(store::IndexKey(kPersonsByEmployerIndex, "a", "zhang"),
                          store::IndexKey(kPersonsByEmployerIndex, "b", "zhang")));
  Replace(record, Deleted(record));
  EXPECT_THAT(KeysIn(store::Family::kIndex), IsEmpty());
}

TEST_F(TablesTest, AnOrganizationIsFoundByItsNamesUntilItIsDeleted) {
  OrganizationRecord school = School("");
  school.mutable_organization()->set_display_name("一小");
  school.mutable_organization()->add_aliases("县小");
  Replace(std::nullopt, school);
  const auto keys = KeysIn(store::Family::kIndex, kOrganizationsBySearchKeyIndex);
  for (const char* key : {"n一小", "a县小", "pyixiao", "iyx", "pxianxiao", "ixx"})
    EXPECT_THAT(keys, testing::Contains(store::IndexKey(kOrganizationsBySearchKeyIndex, key, "school"))) << key;
  OrganizationRecord deleted = school;
  deleted.mutable_organization()->mutable_delete_time()->set_seconds(1);
  Replace(school, deleted);
  EXPECT_THAT(KeysIn(store::Family::kIndex), IsEmpty());
}

TEST_F(TablesTest, AMergedOrganizationIsFoundByItsSuccessor) {
  const OrganizationRecord school = School("");
  OrganizationRecord merged = school;
  merged.mutable_organization()->set_merged_into("organizations/other");
  merged.mutable_organization()->set_merge_date("2199-01-01");
  Replace(school, merged);
  EXPECT_THAT(KeysIn(store::Family::kIndex, kOrganizationsBySuccessorIndex),
              ElementsAre(store::IndexKey(kOrganizationsBySuccessorIndex, "other", "school")));
  Replace(merged, school);
  EXPECT_THAT(KeysIn(store::Family::kIndex, kOrganizationsBySuccessorIndex), IsEmpty());
}

TEST_F(TablesTest, NamesAreInOrderOnlyWhileThePersonMayBeFound) {
  PersonRecord record = Zhang("");
  record.mutable_person()->set_display_name("张三");
  Replace(std::nullopt, record);
  EXPECT_THAT(KeysIn(store::Family::kIndex, kPersonsByPinyinIndex),
              ElementsAre(store::IndexKey(kPersonsByPinyinIndex, SortKey(NameOrder::kPinyin, "张三"), "zhang")));
  EXPECT_THAT(KeysIn(store::Family::kIndex, kPersonsByStrokeIndex),
              ElementsAre(store::IndexKey(kPersonsByStrokeIndex, SortKey(NameOrder::kStroke, "张三"), "zhang")));
  PersonRecord restricted = record;
  restricted.mutable_person()->mutable_restrict_time()->set_seconds(1);
  Replace(record, restricted);
  EXPECT_THAT(KeysIn(store::Family::kIndex), IsEmpty());
}

TEST_F(TablesTest, ADeletedPersonIsFoundByHerPurgeTimeAndAMergedOneByHerSurvivor) {
  PersonRecord deleted = Deleted(Zhang(""));
  deleted.mutable_person()->mutable_purge_time()->set_seconds(1'637'000'000);
  Replace(std::nullopt, deleted);
  EXPECT_THAT(KeysIn(store::Family::kIndex),
              ElementsAre(store::IndexKey(kPersonsByPurgeTimeIndex, "001637000000", "zhang")));
  PersonRecord merged = Deleted(Zhang(""));
  merged.mutable_person()->set_merged_into("persons/li");
  Replace(deleted, merged);
  EXPECT_THAT(KeysIn(store::Family::kIndex), ElementsAre(store::IndexKey(kPersonsBySurvivorIndex, "li", "zhang")));
}

// Of a decision that did not ask who has the number, nothing is left.
TEST_F(TablesTest, AnothersClaimIsNeitherTakenNorDropped) {
  PersonRecord li = Zhang("two");
  li.mutable_person()->set_name("persons/li");
  Replace(std::nullopt, Zhang("one"));
  Replace(std::nullopt, li);
  const auto put = [this](const std::optional<PersonRecord>& before, const PersonRecord& after) {
    return Commit(*store_,
                  [&](store::Transaction& txn) { return PutPerson(txn, tables_, {.current = before}, after); });
  };
  EXPECT_THAT(put(Zhang("one"), Zhang("two")), StatusIs(absl::StatusCode::kInternal, testing::HasSubstr("persons/li")));
  EXPECT_THAT(put(Zhang("two"), Zhang("three")), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(KeysIn(store::Family::kRows), ElementsAre("p/li", "p/zhang", "u/id/one", "u/id/two"));
  EXPECT_THAT(Commit(*store_,
                     [this](store::Transaction& txn) {
                       EXPECT_EQ(*tables_.id_claims.Holder(txn, "two"), "persons/li");
                       return absl::OkStatus();
                     }),
              IsOk());
}

TEST_F(TablesTest, ADamagedClaimIsDataLoss) {
  ASSERT_THAT(Commit(*store_,
                     [](store::Transaction& txn) {
                       return txn.PutRow({.key = "u/id/x", .before = std::nullopt, .after = "\xff\xff"});
                     }),
              IsOk());
  EXPECT_THAT(Commit(*store_, [this](store::Transaction& txn) { return tables_.id_claims.Holder(txn, "x").status(); }),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(IdOf, IsTheLastPartOfAName) {
  EXPECT_EQ(IdOf("persons/zhang"), "zhang");
  EXPECT_EQ(IdOf("zhang"), "zhang");
}

}  // namespace
}  // namespace jiedui::registry
