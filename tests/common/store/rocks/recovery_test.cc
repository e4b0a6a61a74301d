// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/recovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/change_log.h"
#include "common/store/rocks/rocks_options.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;
using testing::HasSubstr;

constexpr char kIdentityKey[] = "store/identity";

class RecoveryTest : public testing::Test {
 protected:
  RecoveryTest() : options_(TestOptions(directory_.File("data"), clock_)) {}

  void Commit(int count) {
    const auto store = MustOpen(options_);
    for (int i = 0; i < count; ++i) ASSERT_THAT(MutateAndWait(*store, PutCommand("k", absl::StrCat(i))), IsOk());
  }
  // Changes a row behind the store's back; nullopt deletes.
  void Tamper(Family family, const std::string& key, std::optional<std::string> value) {
    const auto database = Database::Open(options_);
    ASSERT_THAT(database, IsOk());
    rocksdb::DB& rocks = (*database)->rocks();
    auto* handle = (*database)->family(family);
    ASSERT_TRUE(
        (value.has_value() ? rocks.Put(SyncedWrite(), handle, key, *value) : rocks.Delete(SyncedWrite(), handle, key))
            .ok());
  }
  v1::Identity Identity() {
    v1::Identity identity;
    EXPECT_TRUE(identity.ParseFromString(RowsOf(*MustOpen(options_), Family::kMeta).at(kIdentityKey)));
    return identity;
  }

  TempDir directory_;
  FakeClock clock_;
  RocksOptions options_;
};

TEST_F(RecoveryTest, IdentityIsMadeOnce) {
  const v1::Identity first = Identity();
  EXPECT_EQ(first.format_version(), kFormatVersion);
  EXPECT_EQ(first.service(), "test");
  EXPECT_EQ(first.incarnation().size(), 16u);
  EXPECT_EQ(first.token_key().size(), 32u);
  EXPECT_EQ(Identity().SerializeAsString(), first.SerializeAsString());
}

TEST_F(RecoveryTest, TipIsWhereItStopped) {
  Commit(3);
  const auto database = Database::Open(options_);
  ASSERT_THAT(database, IsOk());
  const auto recovered = Recover(*database, options_);
  ASSERT_THAT(recovered, IsOk());
  EXPECT_EQ(recovered->tip.revision, 3u);
  EXPECT_EQ(recovered->tip.digest.size(), 32u);
  EXPECT_EQ(recovered->tip.commit_time, clock_.Now());
  EXPECT_EQ(recovered->trimmed_revision, 0u);
}

TEST_F(RecoveryTest, NewerFormatIsRefused) {
  v1::Identity identity = Identity();
  identity.set_format_version(kFormatVersion + 1);
  Tamper(Family::kMeta, kIdentityKey, identity.SerializeAsString());
  EXPECT_THAT(OpenRocksStore(options_),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("has format 2, this version knows up to 1")));
}

TEST_F(RecoveryTest, StoreOfAnotherServiceIsRefused) {
  Commit(1);
  options_.service = "registry";
  EXPECT_THAT(OpenRocksStore(options_),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("belongs to service 'test', not 'registry'")));
}

TEST_F(RecoveryTest, LostOrDamagedIdentityIsDataLoss) {
  Commit(1);
  const v1::Identity identity = Identity();
  Tamper(Family::kMeta, kIdentityKey, "\xff");
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss));
  Tamper(Family::kMeta, kIdentityKey, std::nullopt);
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss));
  Tamper(Family::kMeta, kIdentityKey, identity.SerializeAsString());
  EXPECT_THAT(OpenRocksStore(options_), IsOk());
}

TEST_F(RecoveryTest, CrashBeforeTheIdentityLeavesANewStore) {
  ASSERT_THAT(Database::Open(options_), IsOk());  // column families, and nothing in them
  EXPECT_THAT(OpenRocksStore(options_), IsOk());
}

TEST_F(RecoveryTest, HeadAndChangeLogMustAgree) {
  Commit(3);
  const Rows meta = RowsOf(*MustOpen(options_), Family::kMeta);
  const Rows changes = RowsOf(*MustOpen(options_), Family::kChanges);
  Tamper(Family::kChanges, RevisionKey(3), std::nullopt);
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss, HasSubstr("revision 3")));
  Tamper(Family::kChanges, RevisionKey(3), changes.at(RevisionKey(2)));
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss, HasSubstr("revision 3")));
  Tamper(Family::kChanges, RevisionKey(3), changes.at(RevisionKey(3)));
  EXPECT_THAT(OpenRocksStore(options_), IsOk());
  Tamper(Family::kMeta, std::string(kHeadKey), std::nullopt);
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss));
}

TEST_F(RecoveryTest, AlteredEntryAmongTheLastThousandIsFound) {
  Commit(20);
  std::string entry = RowsOf(*MustOpen(options_), Family::kChanges).at(RevisionKey(12));
  entry[entry.size() / 3] = static_cast<char>(entry[entry.size() / 3] ^ 4);
  Tamper(Family::kChanges, RevisionKey(12), entry);
  EXPECT_THAT(OpenRocksStore(options_), StatusIs(StatusCode::kDataLoss, HasSubstr("revision 12")));
}

TEST_F(RecoveryTest, TimeDoesNotGoBackOverARestart) {
  Commit(1);
  const absl::Time committed = clock_.Now();
  clock_.Advance(-absl::Hours(5));
  const auto store = MustOpen(options_);
  ASSERT_THAT(MutateAndWait(*store, MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                EXPECT_EQ(txn.context().now, committed);
                EXPECT_EQ(txn.context().revision, 2u);
                return "";
              })),
              IsOk());
}

}  // namespace
}  // namespace jiedui::store
