// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/access_log.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AccessLogTest : public testing::Test {
 protected:
  void Add(const std::string& id, const std::string& reason) {
    v1::PersonAccess access;
    access.set_reason(reason);
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return log_.Add(txn, id, access); }), IsOk());
  }
  std::vector<std::string> Reasons(const std::string& id) {
    std::vector<std::string> reasons;
    EXPECT_THAT(Commit(*store_,
                       [&](store::Transaction& txn) {
                         reasons.clear();
                         const auto accesses = log_.Latest(txn, id);
                         if (!accesses.ok()) return accesses.status();
                         for (const v1::PersonAccess& access : *accesses) reasons.push_back(access.reason());
                         return absl::OkStatus();
                       }),
                IsOk());
    return reasons;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  const AccessLog log_{};
};

TEST_F(AccessLogTest, TheLatestComesFirstAndEachPersonHasHerOwn) {
  EXPECT_THAT(Reasons("a"), IsEmpty());
  Add("a", "first");
  Add("a", "second");
  Add("ab", "other");
  EXPECT_THAT(Reasons("a"), ElementsAre("second", "first"));
  EXPECT_THAT(Reasons("ab"), ElementsAre("other"));
}

TEST_F(AccessLogTest, DroppedInStepsNothingIsLeft) {
  for (const char* reason : {"1", "2", "3"}) Add("a", reason);
  Add("ab", "other");
  std::vector<bool> gone;
  const auto drop = [&](store::Transaction& txn) {
    const absl::StatusOr<bool> dropped = log_.Drop(txn, "a", 2);
    gone.push_back(dropped.ok() && *dropped);
    return dropped.status();
  };
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Commit(*store_, drop), IsOk());
  EXPECT_THAT(gone, ElementsAre(false, true, true));
  EXPECT_THAT(Reasons("a"), IsEmpty());
  EXPECT_THAT(Reasons("ab"), ElementsAre("other"));
  std::vector<std::string> keys;
  ASSERT_THAT(store_->NewSnapshot(store::ReadTier::kDisk)
                  ->Scan(store::Family::kRows, {},
                         [&keys](absl::string_view key, absl::string_view) {
                           keys.emplace_back(key);
                           return true;
                         }),
              IsOk());
  EXPECT_THAT(keys, ElementsAre("ac/ab/0000000001", "an/ab"));
}

TEST_F(AccessLogTest, NoMoreThanTheLatestAreKept) {
  for (uint64_t i = 0; i < kAccessesKeptMax + 5; ++i) Add("a", absl::StrCat(i));
  const std::vector<std::string> reasons = Reasons("a");
  ASSERT_EQ(reasons.size(), kAccessesKeptMax);
  EXPECT_EQ(reasons.front(), absl::StrCat(kAccessesKeptMax + 4));
  EXPECT_EQ(reasons.back(), "5");
}

}  // namespace
}  // namespace jiedui::registry
