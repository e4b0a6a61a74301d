// SPDX-License-Identifier: Apache-2.0
// What every backend must do. rocks/ runs on a real disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::Optional;
using testing::Pair;

enum class Backend { kMemory, kRocks };

class ConformanceTest : public testing::TestWithParam<Backend> {
 protected:
  ConformanceTest()
      : store_(GetParam() == Backend::kMemory ? NewMemoryStore(clock_)
                                              : MustOpen(TestOptions(directory_.File("data"), clock_))) {}

  absl::StatusOr<Committed> Run(Command command) { return MutateAndWait(*store_, std::move(command)); }

  TempDir directory_;
  FakeClock clock_;
  std::unique_ptr<Store> store_;
};

Command WithRequestId(Command command, std::string id, std::string fingerprint = "f") {
  command.request_id = std::move(id);
  command.fingerprint = std::move(fingerprint);
  return command;
}

// Puts nothing, answers how often it ran.
Command CountingCommand(int& runs) {
  return MakeCommand([&runs](Transaction&) -> absl::StatusOr<std::string> { return absl::StrCat("run ", ++runs); });
}

TEST_P(ConformanceTest, NewStoreIsEmpty) {
  const StoreInfo info = store_->Info();
  EXPECT_EQ(info.revision, 0u);
  EXPECT_EQ(info.oldest_revision, 1u);
  EXPECT_EQ(info.incarnation.size(), 16u);
  EXPECT_EQ(info.token_key.size(), 32u);
  EXPECT_THAT(RowsOf(*store_, Family::kRows), IsEmpty());
  EXPECT_THAT(VerifyChain(*store_->NewSnapshot(ReadTier::kDisk)), IsOk());
}

TEST_P(ConformanceTest, CommandIsOneRevisionAndIsRead) {
  const auto first = Run(PutCommand("a", "1"));
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->revision, 1u);
  EXPECT_TRUE(first->changed);
  EXPECT_FALSE(first->replayed);
  EXPECT_EQ(first->answer, "done");
  EXPECT_EQ((*Run(PutCommand("b", "2"))).revision, 2u);
  EXPECT_THAT(RowsOf(*store_, Family::kRows), ElementsAre(Pair("a", "1"), Pair("b", "2")));
  EXPECT_EQ(store_->Info().revision, 2u);
}

TEST_P(ConformanceTest, RefusedCommandLeavesNothing) {
  const auto refused = Run(WithRequestId(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
                                           RETURN_IF_ERROR(PutRow(txn, "a", "1"));
                                           RETURN_IF_ERROR(txn.Stage(Family::kIndex, "i", ""));
                                           return absl::FailedPreconditionError("no");
                                         }),
                                         "r1"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, "no"));
  for (int family = 0; family < kFamilyCount; ++family) {
    Rows rows = RowsOf(*store_, static_cast<Family>(family));
    rows.erase("store/identity");
    EXPECT_THAT(rows, IsEmpty()) << family;
  }
  EXPECT_EQ(store_->Info().revision, 0u);
}

TEST_P(ConformanceTest, ValidateOnlyAnswersAndKeepsNothing) {
  Command command = WithRequestId(PutCommand("a", "1"), "r1");
  command.validate_only = true;
  const auto checked = Run(std::move(command));
  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->answer, "done");
  EXPECT_FALSE(checked->changed);
  EXPECT_EQ(checked->revision, 0u);
  EXPECT_THAT(RowsOf(*store_, Family::kRows), IsEmpty());
  EXPECT_THAT(RowsOf(*store_, Family::kRequests), IsEmpty());
}

TEST_P(ConformanceTest, CommandThatStagesNothingMakesNoRevision) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  const auto nothing = Run(MakeCommand([](Transaction&) { return "looked"; }));
  ASSERT_THAT(nothing, IsOk());
  EXPECT_EQ(nothing->revision, 1u);
  EXPECT_FALSE(nothing->changed);
  EXPECT_EQ(store_->Info().revision, 1u);
}

TEST_P(ConformanceTest, SameRequestIsAnsweredOnce) {
  const auto first = Run(WithRequestId(PutCommand("a", "1"), "r1"));
  ASSERT_THAT(Run(PutCommand("a", "2")), IsOk());
  const auto again = Run(WithRequestId(PutCommand("a", "1"), "r1"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->answer, first->answer);
  EXPECT_EQ(again->revision, first->revision);
  EXPECT_TRUE(again->replayed);
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(ValueOf(*store_, "a"), "2");
}

// Puts `value`, and answers with a part of it.
Command AnswerOfPut(std::string key, std::string value, size_t from, size_t count) {
  return MakeCommand([=](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(PutRow(txn, key, value));
    return value.substr(from, count);
  });
}

TEST_P(ConformanceTest, AnswerThatStandsInTheChangeIsKeptOnce) {
  std::string value;
  for (int i = 0; i < 300; ++i) absl::StrAppend(&value, i, ",");
  const size_t places[][2] = {{0, value.size()}, {0, 500}, {7, 500}, {value.size() - 40, 40}, {3, 31}, {3, 0}};
  for (const auto& [from, count] : places) {
    const std::string id = absl::StrCat(from, "+", count);
    ASSERT_THAT(Run(WithRequestId(AnswerOfPut("a", value + id, from, count), id)), IsOk());
    ASSERT_THAT(Run(PutCommand("a", "another value by now")), IsOk());
    const auto again = Run(WithRequestId(PutCommand("a", "never put"), id));
    ASSERT_THAT(again, IsOk());
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->answer, value.substr(from, count)) << id;
  }
  for (const auto& [key, row] : RowsOf(*store_, Family::kRequests)) EXPECT_LT(row.size(), 60u) << key;
}

TEST_P(ConformanceTest, AnswerThatDoesNotStandInTheChangeIsKept) {
  const std::string answer(500, 'a');
  const auto command = [&answer] {
    return MakeCommand([&answer](Transaction& txn) -> absl::StatusOr<std::string> {
      RETURN_IF_ERROR(PutRow(txn, "a", answer.substr(1)));
      return answer;
    });
  };
  ASSERT_THAT(Run(WithRequestId(command(), "r1")), IsOk());
  EXPECT_EQ(Run(WithRequestId(command(), "r1"))->answer, answer);
}

TEST_P(ConformanceTest, RequestIdOfAnotherRequestIsRefused) {
  ASSERT_THAT(Run(WithRequestId(PutCommand("a", "1"), "r1", "f1")), IsOk());
  EXPECT_THAT(Run(WithRequestId(PutCommand("a", "2"), "r1", "f2")),
              FailsWith(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  Command other_actor = WithRequestId(PutCommand("a", "3"), "r1", "f2");
  other_actor.actor = "someone else";
  EXPECT_THAT(Run(std::move(other_actor)), IsOk());
  EXPECT_EQ(ValueOf(*store_, "a"), "3");
}

TEST_P(ConformanceTest, RequestThatChangedNothingIsAlsoAnsweredOnce) {
  int runs = 0;
  EXPECT_EQ(Run(WithRequestId(CountingCommand(runs), "r1"))->answer, "run 1");
  const auto again = Run(WithRequestId(CountingCommand(runs), "r1"));
  EXPECT_EQ(again->answer, "run 1");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(store_->Info().revision, 0u);
}

TEST_P(ConformanceTest, RefusedRequestMayBeTriedAgain) {
  bool refuse = true;
  const auto make = [&] {
    return WithRequestId(MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                           if (refuse) return absl::FailedPreconditionError("not yet");
                           RETURN_IF_ERROR(PutRow(txn, "a", "1"));
                           return "now";
                         }),
                         "r1");
  };
  EXPECT_THAT(Run(make()), StatusIs(absl::StatusCode::kFailedPrecondition));
  refuse = false;
  EXPECT_EQ((*Run(make())).answer, "now");
}

TEST_P(ConformanceTest, PassedDeadlineIsNotRun) {
  Command late = PutCommand("a", "1");
  late.deadline = clock_.Now() - absl::Nanoseconds(1);
  EXPECT_THAT(Run(std::move(late)), FailsWith(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED"));
  Command in_time = PutCommand("b", "1");
  in_time.deadline = clock_.Now();
  EXPECT_THAT(Run(std::move(in_time)), IsOk());
  EXPECT_EQ(ValueOf(*store_, "a"), std::nullopt);
}

TEST_P(ConformanceTest, LimitsAreRefusals) {
  const auto refused = FailsWith(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED");
  EXPECT_THAT(Run(PutCommand("a", std::string(kValueBytesMax + 1, 'v'))), refused);
  EXPECT_THAT(Run(WithRequestId(MakeCommand([](Transaction&) { return std::string(kValueBytesMax + 1, 'a'); }), "r1")),
              refused);
  EXPECT_THAT(Run(WithRequestId(PutCommand("a", "1"), std::string(kKeyBytesMax, 'r'))), refused);
  EXPECT_EQ(store_->Info().revision, 0u);
}

TEST_P(ConformanceTest, SnapshotStaysWhatItWas) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  const auto before = store_->NewSnapshot(ReadTier::kDisk);
  ASSERT_THAT(Run(PutCommand("a", "2")), IsOk());
  ASSERT_THAT(Run(PutCommand("b", "2")), IsOk());
  EXPECT_EQ(before->revision(), 1u);
  EXPECT_THAT(before->Get(Family::kRows, "a"), IsOkAndHolds(Optional(std::string("1"))));
  EXPECT_THAT(before->Get(Family::kRows, "b"), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(RowsOf(*before, Family::kRows), ElementsAre(Pair("a", "1")));
  EXPECT_EQ(store_->NewSnapshot(ReadTier::kMemory)->revision(), 3u);
}

TEST_P(ConformanceTest, ScanKeepsToItsRangeAndStops) {
  for (const char* key : {"a", "b", "c", "d"}) ASSERT_THAT(Run(PutCommand(key, key)), IsOk());
  const auto snapshot = store_->NewSnapshot(ReadTier::kDisk);
  const auto keys = [&](const KeyRange& range, size_t visits_max) {
    std::string seen;
    EXPECT_THAT(snapshot->Scan(Family::kRows, range,
                               [&](absl::string_view key, absl::string_view) {
                                 absl::StrAppend(&seen, key);
                                 return seen.size() < visits_max;
                               }),
                IsOk());
    return seen;
  };
  EXPECT_EQ(keys({"b", "d"}, 10), "bc");
  EXPECT_EQ(keys({"b", ""}, 10), "bcd");
  EXPECT_EQ(keys({"b", ""}, 2), "bc");
  EXPECT_EQ(keys({"bb", "c"}, 10), "");
  EXPECT_EQ(keys({"d", "b"}, 10), "");
}

TEST_P(ConformanceTest, BytesOfKeysAndValuesAreKept) {
  const std::string key("\0\xff\1k", 4);
  const std::string value("\0\xff\1v", 4);
  ASSERT_THAT(Run(PutCommand(key, value)), IsOk());
  EXPECT_EQ(ValueOf(*store_, key), value);
}

TEST_P(ConformanceTest, ChangeEntryTellsTheCommit) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  clock_.Advance(absl::Seconds(5) + absl::Nanoseconds(7));
  ASSERT_THAT(Run(WithRequestId(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
                                  RETURN_IF_ERROR(PutRow(txn, "b", "2"));
                                  RETURN_IF_ERROR(PutRow(txn, "a", std::nullopt));
                                  return "";
                                }),
                                "r1")),
              IsOk());
  const auto entries = ChangesOf(*store_);
  ASSERT_EQ(entries.size(), 2u);
  const v1::ChangeEntry& entry = entries[1];
  EXPECT_EQ(entry.revision(), 2u);
  EXPECT_EQ(entry.actor(), "tester");
  EXPECT_EQ(entry.method(), "/test.Service/Write");
  EXPECT_FALSE(entry.request_key().empty());
  EXPECT_EQ(absl::FromUnixSeconds(entry.commit_time().seconds()) + absl::Nanoseconds(entry.commit_time().nanos()),
            clock_.Now());
  ASSERT_EQ(entry.changes_size(), 2);
  EXPECT_EQ(entry.changes(0).key(), "b");
  EXPECT_EQ(entry.changes(0).after(), "2");
  EXPECT_EQ(entry.changes(1).key(), "a");
  EXPECT_EQ(entry.changes(1).before(), "1");
  EXPECT_EQ(entry.changes(1).after(), "");
}

TEST_P(ConformanceTest, TimeOfCommitsNeverGoesBack) {
  std::vector<absl::Time> times;
  for (const int seconds : {0, 10, -100, 50, 60}) {
    clock_.Advance(absl::Seconds(seconds));
    ASSERT_THAT(Run(MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                  times.push_back(txn.context().now);
                  RETURN_IF_ERROR(PutRow(txn, "a", absl::StrCat(times.size())));
                  return "";
                })),
                IsOk());
  }
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  EXPECT_EQ(times[4], clock_.Now());
}

TEST_P(ConformanceTest, ContextTellsTheRevisionAndTheActor) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  ASSERT_THAT(Run(MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                EXPECT_EQ(txn.context().revision, 2u);
                EXPECT_EQ(txn.context().actor, "tester");
                return "";
              })),
              IsOk());
}

TEST_P(ConformanceTest, ListenersHearOfCommits) {
  std::atomic<uint64_t> last = 0;
  auto handle = store_->AddCommitListener([&](uint64_t revision) { last = revision; });
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Run(PutCommand("a", absl::StrCat(i))), IsOk());
  store_->Close();  // returns when everything is told
  EXPECT_EQ(last, 3u);
  handle.reset();
}

TEST_P(ConformanceTest, TrimDropsWhatIsOldAndItsRequests) {
  ASSERT_THAT(Run(WithRequestId(PutCommand("a", "1"), "r1")), IsOk());
  clock_.Advance(kChangeRetention);
  ASSERT_THAT(Run(WithRequestId(PutCommand("a", "2"), "r2")), IsOk());
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  EXPECT_EQ(store_->Info().oldest_revision, 1u);
  clock_.Advance(absl::Seconds(1));
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  EXPECT_EQ(store_->Info().oldest_revision, 2u);
  EXPECT_EQ(RowsOf(*store_, Family::kRequests).size(), 1u);
  const auto snapshot = store_->NewSnapshot(ReadTier::kDisk);
  EXPECT_THAT(VerifyChain(*snapshot), IsOk());
  EXPECT_THAT(ReadChanges(*snapshot, 1, [](const v1::ChangeEntry&) { return true; }),
              FailsWith(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED"));
  EXPECT_FALSE((*Run(WithRequestId(PutCommand("a", "1"), "r1"))).replayed);
}

TEST_P(ConformanceTest, TrimDropsRequestsThatChangedNothing) {
  int runs = 0;
  ASSERT_THAT(Run(WithRequestId(CountingCommand(runs), "r1")), IsOk());
  clock_.Advance(kRequestRetention);
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  EXPECT_TRUE(Run(WithRequestId(CountingCommand(runs), "r1"))->replayed);
  clock_.Advance(absl::Seconds(1));
  ASSERT_THAT(store_->Trim(clock_.Now()), IsOk());
  EXPECT_THAT(RowsOf(*store_, Family::kRequests), IsEmpty());
  EXPECT_EQ(Run(WithRequestId(CountingCommand(runs), "r1"))->answer, "run 2");
}

TEST_P(ConformanceTest, ClosedStoreRefusesEverything) {
  ASSERT_THAT(Run(PutCommand("a", "1")), IsOk());
  const auto snapshot = store_->NewSnapshot(ReadTier::kDisk);
  store_->Close();
  store_->Close();
  const auto closed = FailsWith(absl::StatusCode::kUnavailable, "SHUTTING_DOWN");
  EXPECT_THAT(Run(PutCommand("a", "2")), closed);
  EXPECT_THAT(snapshot->Get(Family::kRows, "a"), closed);
  EXPECT_THAT(store_->NewSnapshot(ReadTier::kDisk)
                  ->Scan(Family::kRows, {}, [](absl::string_view, absl::string_view) { return true; }),
              closed);
  EXPECT_THAT(store_->Trim(clock_.Now() + 10 * kChangeRetention), closed);
}

TEST_P(ConformanceTest, ParallelIncrementsAreAllCounted) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n)
        EXPECT_THAT(Run(MakeCommand([](Transaction& txn) -> absl::StatusOr<std::string> {
                      ASSIGN_OR_RETURN(const auto value, txn.Get(Family::kRows, "counter"));
                      const int count = value.has_value() ? std::stoi(*value) : 0;
                      RETURN_IF_ERROR(PutRow(txn, "counter", absl::StrCat(count + 1)));
                      return "";
                    })),
                    IsOk());
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ValueOf(*store_, "counter"), "400");
  EXPECT_EQ(store_->Info().revision, 400u);
  EXPECT_THAT(VerifyChain(*store_->NewSnapshot(ReadTier::kDisk)), IsOk());
}

TEST_P(ConformanceTest, ParallelCallsOfOneRequestRunOnce) {
  std::atomic<int> runs = 0;
  Outcomes outcomes;
  for (int i = 0; i < 30; ++i)
    outcomes.Send(*store_, WithRequestId(MakeCommand([&](Transaction& txn) -> absl::StatusOr<std::string> {
                                           RETURN_IF_ERROR(PutRow(txn, "a", "1"));
                                           return absl::StrCat("run ", ++runs);
                                         }),
                                         "r1"));
  int replays = 0;
  for (const auto& outcome : outcomes.Wait(30)) {
    ASSERT_THAT(outcome, IsOk());
    EXPECT_EQ(outcome->answer, "run 1");
    EXPECT_EQ(outcome->revision, 1u);
    replays += outcome->replayed;
  }
  EXPECT_EQ(replays, 29);
}

INSTANTIATE_TEST_SUITE_P(Backends, ConformanceTest, testing::Values(Backend::kMemory, Backend::kRocks),
                         [](const auto& parameter) {
                           return parameter.param == Backend::kMemory ? "Memory" : "Rocks";
                         });

}  // namespace
}  // namespace jiedui::store
