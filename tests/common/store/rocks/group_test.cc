// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/store/limits.h"
#include "common/store/rocks/rocks_options.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

class GroupTest : public testing::Test {
 protected:
  GroupTest() : database_(*Database::Open(TestOptions(directory_.File("data"), clock_))), group_(*database_, Tip{}) {
    group_.Begin(absl::OkStatus());
  }

  void Run(Command command) { group_.Run(std::move(command), clock_.Now()); }

  TempDir directory_;
  FakeClock clock_;
  std::shared_ptr<Database> database_;
  Group group_;
};

Command WithRequestId(Command command, std::string fingerprint) {
  command.request_id = "r1";
  command.fingerprint = std::move(fingerprint);
  return command;
}

TEST_F(GroupTest, EmptyGroupWritesNothing) {
  EXPECT_EQ(group_.Seal(), nullptr);
  Run(MakeCommand([](Transaction&) { return absl::AbortedError("no"); }));
  EXPECT_EQ(group_.Seal(), nullptr);
  EXPECT_EQ(group_.TakeAnswers().size(), 1u);
}

TEST_F(GroupTest, CommandsSeeTheEarlierOnesAndTheHeadIsWrittenOnce) {
  Run(PutCommand("a", "1"));
  Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_EQ(**txn.Get(Family::kRows, "a"), "1");
    EXPECT_EQ(txn.context().revision, 2u);
    EXPECT_THAT(PutRow(txn, "a", "2"), IsOk());
    return "";
  }));
  const rocksdb::WriteBatch* const batch = group_.Seal();
  ASSERT_NE(batch, nullptr);
  EXPECT_EQ(batch->Count(), 4u) << "one row, as it was left; two change entries, one head";
  EXPECT_EQ(group_.tip().revision, 2u);
}

TEST_F(GroupTest, RefusedCommandIsNotSeen) {
  Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_THAT(PutRow(txn, "a", "1"), IsOk());
    return absl::AbortedError("no");
  }));
  Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_EQ(*txn.Get(Family::kRows, "a"), std::nullopt);
    EXPECT_EQ(txn.context().revision, 1u);
    return "";
  }));
  EXPECT_EQ(group_.Seal(), nullptr);
}

TEST_F(GroupTest, DuplicateRequestInOneGroupIsReplayed) {
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  Run(WithRequestId(PutCommand("a", "2"), "f"));
  Run(WithRequestId(PutCommand("a", "3"), "another"));
  const auto answers = group_.TakeAnswers();
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_TRUE(answers[1].outcome->replayed);
  EXPECT_EQ(answers[1].outcome->revision, 1u);
  EXPECT_THAT(answers[2].outcome, FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(group_.tip().revision, 1u);
}

TEST_F(GroupTest, DuplicateOfAnAnswerThatStandsInTheChangeIsReplayed) {
  const std::string value(100, 'v');
  const auto command = [&value] {
    return WithRequestId(MakeCommand([&value](Transaction& txn) -> absl::StatusOr<std::string> {
                           EXPECT_THAT(PutRow(txn, "a", value), IsOk());
                           return value;
                         }),
                         "f");
  };
  Run(command());
  Run(command());
  const auto in_one_group = group_.TakeAnswers();
  ASSERT_TRUE(database_->rocks().Write(SyncedWrite(), group_.Seal()).ok());
  group_.Begin(absl::OkStatus());
  Run(command());
  const auto later = group_.TakeAnswers();
  for (const Answer* const answer : {&in_one_group[1], &later[0]}) {
    EXPECT_TRUE(answer->outcome->replayed);
    EXPECT_EQ(answer->outcome->answer, value);
  }
}

TEST_F(GroupTest, IsFullByCountAndByBytes) {
  for (size_t i = 0; i < kCommandsPerGroupMax; ++i) {
    ASSERT_FALSE(group_.full()) << i;
    Run(PutCommand("a", absl::StrCat(i)));
  }
  EXPECT_TRUE(group_.full());
  group_.Begin(absl::OkStatus());
  size_t commands = 0;
  for (; !group_.full(); ++commands) Run(PutCommand(absl::StrCat(commands), std::string(kValueBytesMax, 'v')));
  EXPECT_LE(commands, kBytesPerGroupMax / kValueBytesMax);
  EXPECT_GT(commands, 1u);
}

TEST_F(GroupTest, FullDiskRefusesWritesButNotReplaysAndChecks) {
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  ASSERT_TRUE(database_->rocks().Write(SyncedWrite(), group_.Seal()).ok());
  group_.Begin(absl::ResourceExhaustedError("full"));
  Run(PutCommand("b", "1"));
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  Command check = PutCommand("b", "1");
  check.validate_only = true;
  Run(std::move(check));
  const auto answers = group_.TakeAnswers();
  EXPECT_THAT(answers[0].outcome, StatusIs(absl::StatusCode::kResourceExhausted, "full"));
  EXPECT_THAT(answers[1].outcome, IsOk());
  EXPECT_THAT(answers[2].outcome, IsOk());
}

TEST_F(GroupTest, BeginForgetsWhatWasStaged) {
  Run(PutCommand("a", "1"));
  group_.Begin(absl::OkStatus());  // as if it had been written
  EXPECT_FALSE(group_.has_revisions());
  Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_EQ(*txn.Get(Family::kRows, "a"), std::nullopt);
    return "";
  }));
  EXPECT_EQ(group_.Seal(), nullptr);
}

}  // namespace
}  // namespace jiedui::store
