// SPDX-License-Identifier: Apache-2.0
#include "common/store/rehearsal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::store {
namespace {

using Decide = std::function<absl::Status(Transaction&)>;

class RehearsalTest : public testing::Test {
 protected:
  RehearsalTest() { EXPECT_THAT(MutateAndWait(*store_, PutCommand("a", "stored")), IsOk()); }

  // One more command of the stream.
  absl::Status Run(const Decide& decide) {
    Command command = MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
      RETURN_IF_ERROR(rehearsal_.Run(txn, decide));
      return "done";
    });
    command.validate_only = true;
    return MutateAndWait(*store_, std::move(command)).status();
  }
  std::optional<std::string> Seen(const std::string& key) {
    std::optional<std::string> seen;
    EXPECT_THAT(Run([&](Transaction& txn) -> absl::Status {
                  ASSIGN_OR_RETURN(seen, txn.Get(Family::kRows, key));
                  return absl::OkStatus();
                }),
                IsOk());
    return seen;
  }
  uint64_t Revision() {
    uint64_t revision = 0;
    EXPECT_THAT(Run([&](Transaction& txn) {
                  revision = txn.context().revision;
                  return absl::OkStatus();
                }),
                IsOk());
    return revision;
  }

  FakeClock clock_;
  std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
  Rehearsal rehearsal_;
};

TEST_F(RehearsalTest, EachSeesWhatTheEarlierOnesWouldHaveLeft) {
  EXPECT_EQ(Seen("a"), "stored");
  EXPECT_THAT(Run([](Transaction& txn) { return PutRow(txn, "a", "rehearsed"); }), IsOk());
  EXPECT_THAT(Run([](Transaction& txn) { return PutRow(txn, "b", "new"); }), IsOk());
  EXPECT_EQ(Seen("a"), "rehearsed");
  EXPECT_EQ(Seen("b"), "new");
  EXPECT_THAT(Run([](Transaction& txn) { return PutRow(txn, "a", std::nullopt); }), IsOk());
  EXPECT_EQ(Seen("a"), std::nullopt);
}

TEST_F(RehearsalTest, ScansSeeItToo) {
  EXPECT_THAT(MutateAndWait(*store_, MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
                RETURN_IF_ERROR(txn.Stage(Family::kIndex, "i/1", ""));
                RETURN_IF_ERROR(txn.Stage(Family::kIndex, "i/2", ""));
                return "";
              })),
              IsOk());
  EXPECT_THAT(Run([](Transaction& txn) -> absl::Status {
                RETURN_IF_ERROR(txn.Stage(Family::kIndex, "i/2", std::nullopt));
                return txn.Stage(Family::kIndex, "i/3", "");
              }),
              IsOk());
  std::vector<std::string> seen;
  EXPECT_THAT(Run([&](Transaction& txn) -> absl::Status {
                RETURN_IF_ERROR(txn.Get(Family::kRows, "a").status());
                return txn.ScanUnder("a", Family::kIndex, PrefixRange("i/"),
                                     [&](absl::string_view key, absl::string_view) {
                                       seen.emplace_back(key);
                                       return true;
                                     });
              }),
              IsOk());
  EXPECT_THAT(seen, testing::ElementsAre("i/1", "i/3"));
}

TEST_F(RehearsalTest, NothingIsKept) {
  const uint64_t revision = store_->Info().revision;
  EXPECT_THAT(Run([](Transaction& txn) { return PutRow(txn, "a", "rehearsed"); }), IsOk());
  EXPECT_EQ(store_->Info().revision, revision);
  EXPECT_EQ(ValueOf(*store_, "a"), "stored");
}

TEST_F(RehearsalTest, ARefusedCommandLeavesNothing) {
  EXPECT_THAT(Run([](Transaction& txn) -> absl::Status {
                RETURN_IF_ERROR(PutRow(txn, "a", "refused"));
                return absl::FailedPreconditionError("no");
              }),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Seen("a"), "stored");
}

TEST_F(RehearsalTest, RevisionsGoUpAsInTheRealRun) {
  const uint64_t first = Revision();
  EXPECT_EQ(Revision(), first);  // a read makes no commit
  EXPECT_THAT(Run([](Transaction& txn) { return PutRow(txn, "a", "x"); }), IsOk());
  EXPECT_EQ(Revision(), first + 1);
}

TEST_F(RehearsalTest, MemoryIsBounded) {
  const std::string big(400 * 1024, 'x');
  absl::Status status;
  size_t rows = 0;
  while (status.ok() && rows < 1000)
    status = Run([&](Transaction& txn) { return PutRow(txn, absl::StrCat("row", rows++), big); });
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_LE(rows * big.size(), kRehearsalBytesMax + 3 * big.size());
}

}  // namespace
}  // namespace jiedui::store
