// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_log.h"

#include <map>
#include <utility>

#include "common/store/change_log.h"
#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using store::Family;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// A snapshot some of whose rows are not what was written; nullopt = lost.
class Altered final : public store::Snapshot {
 public:
  using Rows = std::map<std::pair<Family, std::string>, std::optional<std::string>>;
  Altered(std::unique_ptr<store::Snapshot> base, Rows rows) : base_(std::move(base)), rows_(std::move(rows)) {}

  uint64_t revision() const override { return base_->revision(); }
  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    const auto row = rows_.find({family, std::string(key)});
    return row == rows_.end() ? base_->Get(family, key) : row->second;
  }
  absl::Status Scan(Family family, const store::KeyRange& range, store::KeyVisitor visit) const override {
    return base_->Scan(family, range, [&](absl::string_view key, absl::string_view value) {
      const auto row = rows_.find({family, std::string(key)});
      if (row == rows_.end()) return visit(key, value);
      return !row->second.has_value() || visit(key, *row->second);
    });
  }

 private:
  const std::unique_ptr<store::Snapshot> base_;
  const Rows rows_;
};

class VerifyLog : public VerifiedWorld {
 protected:
  std::unique_ptr<store::Snapshot> Now() { return store_->NewSnapshot(store::ReadTier::kDisk); }
  std::vector<std::string> FindingsWith(Altered::Rows rows) {
    return Findings(std::make_unique<Altered>(Now(), std::move(rows)));
  }
};

TEST_F(VerifyLog, FindsAnEntryThatIsLostOrAltered) {
  const std::string key = store::RevisionKey(3);
  EXPECT_THAT(FindingsWith({{{Family::kChanges, key}, std::nullopt}}), Contains(HasSubstr("5 CHANGE_LOG")));
  std::string entry = *Now()->Get(Family::kChanges, key).value();
  entry[entry.size() / 2] = static_cast<char>(entry[entry.size() / 2] ^ 1);
  EXPECT_THAT(FindingsWith({{{Family::kChanges, key}, entry}}), Contains(HasSubstr("the digest does not match")));
}

TEST_F(VerifyLog, FindsAHeadThatIsNotTheLogs) {
  store::v1::Head head;
  head.set_revision(store_->Info().revision);
  head.set_digest("other");
  EXPECT_THAT(FindingsWith({{{Family::kMeta, std::string(store::kHeadKey)}, head.SerializeAsString()}}),
              Contains(HasSubstr("5 CHANGE_LOG")));
}

TEST_F(VerifyLog, FindsRowsThatTheLogDoesNotYield) {
  const auto row = Now()->Get(Family::kRows, "dperson/sun");
  storage::v1::DirectoryPersonRecord other;
  ASSERT_TRUE(other.ParseFromString(**row));
  other.set_generation(7);
  EXPECT_THAT(FindingsWith({{{Family::kRows, "dperson/sun"}, other.SerializeAsString()}}),
              testing::ElementsAre("5 REPLAY dperson/sun: found a row, required what the change log says"));
  EXPECT_THAT(FindingsWith({{{Family::kRows, "dorg/lingjiang"}, std::nullopt}}),
              Contains("5 REPLAY dorg/lingjiang: found no row, required what the change log says"));
}

TEST_F(VerifyLog, ReplaysInPassesOfAnySize) {
  const auto snapshot = Now();
  for (const size_t rows : {size_t{1}, size_t{2}, size_t{7}, size_t{1000}}) {
    const auto step = VerifyReplay({tables_, *snapshot}, rows);
    VerifyReport report(step->name());
    absl::StatusOr<bool> ended = false;
    while (ended.ok() && !*ended) ended = step->Step(report);
    ASSERT_THAT(ended, IsOk());
    EXPECT_THAT(report.TakeFindings(), IsEmpty());
  }
}

TEST_F(VerifyLog, SaysThatATrimmedLogYieldsNoRows) {
  clock_.Advance(absl::Hours(24 * 30));
  Write([&](store::Transaction& txn) { return PutPerson(tables_, txn, VillageDoctor("li")); });
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  ASSERT_GT(store_->Info().oldest_revision, 1U);
  const auto messages = Messages(Now());
  const v1::VerifySummary& summary = messages.back().summary();
  EXPECT_EQ(summary.findings(), 0);
  EXPECT_THAT(summary.checks(summary.checks_size() - 1).not_checked(), HasSubstr("the log begins with revision"));
}

}  // namespace
}  // namespace jiedui::scheduler
