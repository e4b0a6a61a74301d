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
  // Seals and, as the writer does, writes.
  SealedGroup Write() {
    SealedGroup sealed = Seal();
    EXPECT_TRUE(database_->rocks().Write(SyncedWrite(), &sealed.batch).ok());
    return sealed;
  }
  SealedGroup Seal() {
    SealedGroup sealed;
    group_.Seal(sealed);
    return sealed;
  }

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
  EXPECT_TRUE(group_.empty());
  Run(MakeCommand([](Transaction&) { return absl::AbortedError("no"); }));
  EXPECT_FALSE(group_.empty());
  const SealedGroup sealed = Seal();
  EXPECT_EQ(sealed.batch.Count(), 0u);
  EXPECT_FALSE(sealed.has_commits);
  EXPECT_EQ(sealed.answers.size(), 1u);
  EXPECT_TRUE(group_.empty());
}

TEST_F(GroupTest, CommandsSeeTheEarlierOnesAndTheHeadIsWrittenOnce) {
  Run(PutCommand("a", "1"));
  Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_EQ(**txn.Get(Family::kRows, "a"), "1");
    EXPECT_EQ(txn.context().revision, 2u);
    EXPECT_THAT(PutRow(txn, "a", "2"), IsOk());
    return "";
  }));
  const SealedGroup sealed = Seal();
  EXPECT_EQ(sealed.batch.Count(), 4u) << "one row, as it was left; two change entries, one head";
  EXPECT_EQ(sealed.revision, 2u);
  EXPECT_TRUE(sealed.has_commits);
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
  EXPECT_EQ(Seal().batch.Count(), 0u);
}

TEST_F(GroupTest, DuplicateRequestInOneGroupIsReplayed) {
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  Run(WithRequestId(PutCommand("a", "2"), "f"));
  Run(WithRequestId(PutCommand("a", "3"), "another"));
  const SealedGroup sealed = Seal();
  ASSERT_EQ(sealed.answers.size(), 3u);
  EXPECT_TRUE(sealed.answers[1].outcome->replayed);
  EXPECT_EQ(sealed.answers[1].outcome->revision, 1u);
  EXPECT_THAT(sealed.answers[2].outcome, FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(sealed.revision, 1u);
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
  const SealedGroup in_one_group = Write();
  group_.Begin(absl::OkStatus());
  Run(command());
  const SealedGroup in_the_next = Write();
  group_.Begin(absl::OkStatus());
  Run(command());
  const SealedGroup later = Seal();
  for (const Answer* const answer : {&in_one_group.answers[1], &in_the_next.answers[0], &later.answers[0]}) {
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
  Seal();
  group_.Begin(absl::OkStatus());
  size_t commands = 0;
  for (; !group_.full(); ++commands) Run(PutCommand(absl::StrCat(commands), std::string(kValueBytesMax, 'v')));
  EXPECT_LE(commands, kBytesPerGroupMax / kValueBytesMax);
  EXPECT_GT(commands, 1u);
}

TEST_F(GroupTest, FullDiskRefusesWritesButNotReplaysAndChecks) {
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  Write();
  group_.Begin(absl::ResourceExhaustedError("full"));
  Run(PutCommand("b", "1"));
  Run(WithRequestId(PutCommand("a", "1"), "f"));
  Command check = PutCommand("b", "1");
  check.validate_only = true;
  Run(std::move(check));
  const std::vector<Answer> answers = Seal().answers;
  EXPECT_THAT(answers[0].outcome, StatusIs(absl::StatusCode::kResourceExhausted, "full"));
  EXPECT_THAT(answers[1].outcome, IsOk());
  EXPECT_THAT(answers[2].outcome, IsOk());
}

// Reads what a group sees of a row and of an index.
Command LookCommand(std::string* row, Rows* index) {
  return MakeCommand([row, index](Transaction& txn) -> absl::StatusOr<std::string> {
    *row = (*txn.Get(Family::kRows, "a")).value_or("none");
    EXPECT_THAT(txn.ScanUnder("a", Family::kIndex, PrefixRange("i/"),
                              [index](absl::string_view key, absl::string_view value) {
                                (*index)[std::string(key)] = std::string(value);
                                return true;
                              }),
                IsOk());
    return "";
  });
}
Command IndexCommand(const std::string& row, const std::string& key, const std::optional<std::string>& value) {
  return MakeCommand([=](Transaction& txn) -> absl::StatusOr<std::string> {
    EXPECT_THAT(PutRow(txn, "a", row), IsOk());
    EXPECT_THAT(txn.Stage(Family::kIndex, key, value), IsOk());
    return "";
  });
}

TEST_F(GroupTest, AGroupSeesTheLastOneWhetherItIsWrittenYetOrNot) {
  using testing::ElementsAre;
  using testing::Pair;
  std::string row;
  Rows index;
  Run(IndexCommand("1", "i/1", "first"));
  Write();
  group_.Begin(absl::OkStatus());
  Run(LookCommand(&row, &index));  // from now on the row is in the cache
  EXPECT_EQ(row, "1");
  Run(IndexCommand("2", "i/2", "second"));
  Run(IndexCommand("3", "i/1", std::nullopt));
  SealedGroup on_its_way = Seal();
  group_.Begin(absl::OkStatus());
  for (const bool written : {false, true}) {
    if (written) {
      EXPECT_TRUE(database_->rocks().Write(SyncedWrite(), &on_its_way.batch).ok());
    }
    index.clear();
    Run(LookCommand(&row, &index));
    EXPECT_EQ(row, "3");
    EXPECT_THAT(index, ElementsAre(Pair("i/2", "second")));
  }
  Run(IndexCommand("4", "i/3", "third"));
  Write();
  for (int i = 0; i < 3; ++i) {  // whatever is still in memory, or only on the disk
    group_.Begin(absl::OkStatus());
    index.clear();
    Run(LookCommand(&row, &index));
    EXPECT_EQ(row, "4");
    EXPECT_THAT(index, ElementsAre(Pair("i/2", "second"), Pair("i/3", "third")));
    Seal();
  }
}

TEST_F(GroupTest, AGroupThatWasBegunForgetsTheLastButOne) {
  Run(PutCommand("a", "1"));
  Seal();  // as if it had been written
  for (const char* const seen : {"1", "none"}) {
    group_.Begin(absl::OkStatus());
    std::string row;
    Rows index;
    Run(LookCommand(&row, &index));
    EXPECT_EQ(row, seen);
    EXPECT_FALSE(Seal().has_commits);
  }
}

}  // namespace
}  // namespace jiedui::store
