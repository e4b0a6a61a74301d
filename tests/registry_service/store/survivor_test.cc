// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/survivor.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

class SurvivorTest : public testing::Test {
 protected:
  void Put(const std::string& id, const std::string& merged_into) {
    PersonRecord record;
    record.mutable_person()->set_name(absl::StrCat("persons/", id));
    record.mutable_person()->set_merged_into(merged_into);
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return tables_.persons.Put(txn, record); }), IsOk());
  }
  // Name of the survivor; "nobody" if there is none.
  std::string Find(const std::string& id) {
    const auto record = FindSurvivor(*store_->NewSnapshot(store::ReadTier::kDisk), tables_, id);
    EXPECT_THAT(record, IsOk());
    return record->has_value() ? (*record)->person().name() : "nobody";
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(SurvivorTest, IsWhereTheNameLeads) {
  Put("a", "persons/b");
  Put("b", "persons/c");
  Put("c", "");
  EXPECT_EQ(Find("a"), "persons/c");
  EXPECT_EQ(Find("c"), "persons/c");
}

TEST_F(SurvivorTest, MayBeNobody) {
  Put("a", "persons/b");
  EXPECT_EQ(Find("a"), "nobody");
  EXPECT_EQ(Find("b"), "nobody");
}

TEST_F(SurvivorTest, OfAChainWithoutEndIsTheLastReached) {
  for (int i = 0; i <= kMergesFollowedMax + 5; ++i) Put(absl::StrCat(i), absl::StrCat("persons/", i + 1));
  EXPECT_EQ(Find("0"), absl::StrCat("persons/", kMergesFollowedMax));
}

}  // namespace
}  // namespace jiedui::registry
