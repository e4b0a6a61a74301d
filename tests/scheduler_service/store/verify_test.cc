// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify.h"

#include <set>

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Verify = VerifiedWorld;

TEST_F(Verify, FindsNothingInASoundStore) { EXPECT_THAT(Findings(), IsEmpty()); }

TEST_F(Verify, SaysWhatItHasLookedAt) {
  const auto messages = Messages(store_->NewSnapshot(store::ReadTier::kDisk));
  ASSERT_FALSE(messages.empty());
  const v1::VerifySummary& summary = messages.back().summary();
  EXPECT_EQ(summary.revision(), store_->Info().revision);
  EXPECT_EQ(summary.findings(), 0);
  EXPECT_FALSE(summary.stopped());
  std::set<std::string> checks;
  for (const v1::VerifyCheck& check : summary.checks()) {
    EXPECT_TRUE(checks.insert(check.check()).second) << check.check() << " is there twice";
    EXPECT_EQ(check.not_checked(), "") << check.check();
    EXPECT_TRUE(check.check() != "ASSIGNMENTS" || check.rows() == 3) << check.rows();
  }
  for (const char* check : {"COURSES", "POSTINGS", "CALENDARS", "ASSIGNMENTS", "CHANGE_LOG", "REPLAY"})
    EXPECT_EQ(checks.count(check), 1U) << check;
}

// A step without a message would wait for the next commit.
TEST_F(Verify, AlwaysHasSomethingToSay) {
  Verifier verifier(tables_, store_->NewSnapshot(store::ReadTier::kDisk), 1000);
  while (!verifier.done()) {
    const auto messages = verifier.Next();
    ASSERT_THAT(messages, IsOk());
    ASSERT_FALSE(messages->empty());
  }
}

TEST_F(Verify, StopsWhereToldTo) {
  BreakSeats([](auto& seats) {
    seats.mutable_ledger()->set_offered(3);
    seats.mutable_ledger()->set_waiting(7);
  });
  const auto messages = Messages(store_->NewSnapshot(store::ReadTier::kDisk), 1);
  int findings = 0;
  for (const auto& message : messages) findings += message.has_finding();
  EXPECT_EQ(findings, 1);
  const v1::VerifySummary& summary = messages.back().summary();
  EXPECT_TRUE(summary.stopped());
  EXPECT_EQ(summary.findings(), 1);
  EXPECT_EQ(summary.checks(summary.checks_size() - 1).not_checked(), "stopped before");
}

TEST_F(Verify, GoesOnBesideWritesOverItsOwnSnapshot) {
  Verifier verifier(tables_, store_->NewSnapshot(store::ReadTier::kDisk), 1000);
  BreakSeats([](auto& seats) { seats.mutable_ledger()->set_offered(3); });
  while (!verifier.done()) {
    const auto messages = verifier.Next();
    ASSERT_THAT(messages, IsOk());
    for (const auto& message : *messages) EXPECT_FALSE(message.has_finding()) << message.ShortDebugString();
  }
  EXPECT_THAT(Findings(),
              ElementsAre("2 COURSES pairings/yh-cx/courses/clinical: found offered 3, required offered 0"));
}

TEST_F(Verify, ReportsARowThatCannotBeReadAndGoesOn) {
  Write([&](store::Transaction& txn) { return txn.PutRow({.key = "course/yh-cx/zz", .after = "\x0a\xff"}); });
  EXPECT_THAT(Findings(), testing::Contains(testing::HasSubstr("course/yh-cx/zz")));
  EXPECT_THAT(Findings(), testing::Each(testing::StartsWith("5 ")));
}

}  // namespace
}  // namespace jiedui::scheduler
