// SPDX-License-Identifier: Apache-2.0
#include "common/store/change_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "common/base/digest.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A state that a test may damage.
class LogState final : public Snapshot {
 public:
  // Entries 1..count, of which those up to `trimmed` are gone.
  explicit LogState(uint64_t count, uint64_t trimmed = 0) : revision_(count) {
    std::string digest;
    for (uint64_t revision = 1; revision <= count; ++revision) {
      v1::ChangeEntry entry;
      entry.set_revision(revision);
      entry.set_method("method");
      entry.add_changes()->set_key("key");
      Chained chained = Chain(entry, digest);
      digest = chained.digest;
      if (revision > trimmed) Changes()[RevisionKey(revision)] = chained.bytes;
      if (revision == trimmed) PutHead(kTrimmedKey, revision, digest);
    }
    if (count > 0) PutHead(kHeadKey, count, digest);
  }

  Rows& Changes() { return families_[static_cast<size_t>(Family::kChanges)]; }
  Rows& Meta() { return families_[static_cast<size_t>(Family::kMeta)]; }
  std::string& Entry(uint64_t revision) { return Changes().at(RevisionKey(revision)); }

  uint64_t revision() const override { return revision_; }
  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    const Rows& rows = families_[static_cast<size_t>(family)];
    const auto row = rows.find(std::string(key));
    return row == rows.end() ? std::nullopt : std::optional<std::string>(row->second);
  }
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override {
    const Rows& rows = families_[static_cast<size_t>(family)];
    for (auto row = rows.lower_bound(range.first); row != rows.end(); ++row)
      if (!visit(row->first, row->second)) break;
    return absl::OkStatus();
  }

 private:
  void PutHead(absl::string_view key, uint64_t revision, const std::string& digest) {
    v1::Head head;
    head.set_revision(revision);
    head.set_digest(digest);
    Meta()[std::string(key)] = head.SerializeAsString();
  }

  const uint64_t revision_;
  std::array<Rows, kFamilyCount> families_;
};

absl::StatusOr<std::vector<uint64_t>> RevisionsFrom(const Snapshot& snapshot, uint64_t from) {
  std::vector<uint64_t> revisions;
  absl::Status status = ReadChanges(snapshot, from, [&](const v1::ChangeEntry& entry) {
    revisions.push_back(entry.revision());
    return true;
  });
  if (!status.ok()) return status;
  return revisions;
}

TEST(RevisionKey, SortsAsTheNumberDoes) {
  for (const uint64_t revision : {0ULL, 1ULL, 255ULL, 256ULL, 65535ULL, 1ULL << 32, ~0ULL - 1}) {
    EXPECT_EQ(RevisionOfKey(RevisionKey(revision)), revision);
    EXPECT_LT(RevisionKey(revision), RevisionKey(revision + 1));
  }
}

TEST(Chain, IsASerialisedChainedEntryWhoseDigestFollowsTheOneBefore) {
  v1::ChangeEntry entry;
  entry.set_revision(300);
  for (int i = 0; i < 20; ++i) entry.add_changes()->set_after(std::string(100, 'x'));
  const Chained chained = Chain(entry, "before");
  v1::ChainedEntry parsed;
  ASSERT_TRUE(parsed.ParseFromString(chained.bytes));
  EXPECT_EQ(parsed.entry(), entry.SerializeAsString());
  EXPECT_EQ(parsed.digest(), Sha256({"before", entry.SerializeAsString()}));
  EXPECT_EQ(chained.digest, parsed.digest());
  EXPECT_EQ(parsed.SerializeAsString(), chained.bytes);
}

TEST(ReadChanges, FromARevisionOnInOrder) {
  const LogState log(5);
  EXPECT_THAT(RevisionsFrom(log, 0), IsOkAndHolds(ElementsAre(1, 2, 3, 4, 5)));
  EXPECT_THAT(RevisionsFrom(log, 1), IsOkAndHolds(ElementsAre(1, 2, 3, 4, 5)));
  EXPECT_THAT(RevisionsFrom(log, 4), IsOkAndHolds(ElementsAre(4, 5)));
  EXPECT_THAT(RevisionsFrom(log, 6), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(RevisionsFrom(log, 100), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(RevisionsFrom(LogState(0), 0), IsOkAndHolds(IsEmpty()));
}

TEST(ReadChanges, StopsWhereToldTo) {
  int visits = 0;
  EXPECT_THAT(ReadChanges(LogState(5), 2, [&](const v1::ChangeEntry&) { return ++visits < 2; }), IsOk());
  EXPECT_EQ(visits, 2);
}

TEST(ReadChanges, TrimmedRevisionIsOutOfRange) {
  const LogState log(10, 4);
  const auto expired = FailsWith(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED");
  EXPECT_THAT(RevisionsFrom(log, 0), expired);
  EXPECT_THAT(RevisionsFrom(log, 4), expired);
  EXPECT_THAT(RevisionsFrom(log, 4), StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("oldest is 5")));
  EXPECT_THAT(RevisionsFrom(log, 5), IsOkAndHolds(ElementsAre(5, 6, 7, 8, 9, 10)));
}

TEST(LastCommitTime, IsThatOfTheHeadsEntry) {
  const TempDir directory;
  FakeClock clock;
  const auto store = MustOpen(TestOptions(directory.path(), clock));
  const auto last = [&store] { return LastCommitTime(*store->NewSnapshot(ReadTier::kDisk)); };
  EXPECT_THAT(last(), IsOkAndHolds(absl::InfinitePast()));
  const absl::Time first = clock.Now();
  ASSERT_THAT(MutateAndWait(*store, PutCommand("a", "1")), IsOk());
  EXPECT_THAT(last(), IsOkAndHolds(first));
  clock.Advance(absl::Nanoseconds(90'000'000'001));
  ASSERT_THAT(MutateAndWait(*store, PutCommand("b", "1")), IsOk());
  EXPECT_THAT(last(), IsOkAndHolds(first + absl::Nanoseconds(90'000'000'001)));
}

TEST(ReadChanges, DamageIsDataLoss) {
  LogState hole(5);
  hole.Changes().erase(RevisionKey(3));
  EXPECT_THAT(RevisionsFrom(hole, 1), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 3")));
  EXPECT_THAT(RevisionsFrom(hole, 3), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 3")));
  LogState cut(5);
  cut.Changes().erase(RevisionKey(5));
  EXPECT_THAT(RevisionsFrom(cut, 1), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 5")));
}

TEST(VerifyChain, GoodChainsPass) {
  EXPECT_THAT(VerifyChain(LogState(0)), IsOk());
  EXPECT_THAT(VerifyChain(LogState(1)), IsOk());
  EXPECT_THAT(VerifyChain(LogState(50)), IsOk());
  EXPECT_THAT(VerifyChain(LogState(50, 49)), IsOk());
  EXPECT_THAT(VerifyChain(LogState(50, 20), 10), IsOk());
  EXPECT_THAT(VerifyChain(LogState(50, 20), 30), IsOk());
  EXPECT_THAT(VerifyChain(LogState(50, 20), 31), IsOk());
}

TEST(VerifyChain, AnyFlippedBitIsFoundAndNamed) {
  for (const uint64_t trimmed : {0u, 3u}) {
    const size_t bits = LogState(8, trimmed).Entry(5).size() * 8;
    for (size_t bit = 0; bit < bits; ++bit)
      for (const uint64_t revision : {4u, 5u, 8u}) {
        LogState log(8, trimmed);
        log.Entry(revision)[bit / 8] = static_cast<char>(log.Entry(revision)[bit / 8] ^ (1 << (bit % 8)));
        ASSERT_THAT(VerifyChain(log),
                    StatusIs(absl::StatusCode::kDataLoss, HasSubstr(absl::StrCat("revision ", revision, ":"))))
            << bit;
      }
  }
}

TEST(VerifyChain, SwappedMissingAndSurplusEntriesAreFound) {
  LogState swapped(8);
  std::swap(swapped.Entry(3), swapped.Entry(4));
  EXPECT_THAT(VerifyChain(swapped), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 3")));
  LogState missing(8);
  missing.Changes().erase(RevisionKey(4));
  EXPECT_THAT(VerifyChain(missing), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 4")));
  LogState first_gone(8, 2);
  first_gone.Changes().erase(RevisionKey(3));
  EXPECT_THAT(VerifyChain(first_gone), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 3")));
  LogState surplus(8);
  surplus.Changes()[RevisionKey(9)] = LogState(9).Entry(9);
  EXPECT_THAT(VerifyChain(surplus), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 9")));
}

TEST(VerifyChain, HeadThatDisagreesIsFound) {
  LogState other(8);
  other.Meta()[std::string(kHeadKey)] = LogState(7).Meta().at(std::string(kHeadKey));
  EXPECT_THAT(VerifyChain(other), StatusIs(absl::StatusCode::kDataLoss));
  LogState damaged(8);
  damaged.Meta()[std::string(kHeadKey)] = "\xff";
  EXPECT_THAT(VerifyChain(damaged), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("store/head")));
  LogState none(8);
  none.Meta().clear();
  EXPECT_THAT(VerifyChain(none), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(VerifyChain, TailLeavesTheRestAlone) {
  LogState log(50);
  log.Entry(10) = "damaged";
  EXPECT_THAT(VerifyChain(log, 39), IsOk());
  EXPECT_THAT(VerifyChain(log, 40), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("revision 10")));
}

}  // namespace
}  // namespace jiedui::store
