// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/kept_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

SharedTally TallyOfIdentities(size_t identities) {
  auto tally = std::make_shared<PairingTally>();
  tally->tally.identities.resize(identities);
  return tally;
}

TEST(KeptCounts, AreFoundUntilTheirRowsChange) {
  ReportWorld world;
  KeptCounts kept;
  const ReportQuestion question = AsOf("2021-11-15");
  kept.CatchUp(*world.Snapshot());
  const uint64_t revision = world.Snapshot()->revision();
  EXPECT_EQ(kept.FindTally(question, revision), nullptr);
  const SharedTally tally = TallyOfIdentities(1);
  kept.Keep(question, revision, tally);
  kept.Keep(revision, std::make_shared<OrganizationRows>());
  EXPECT_EQ(kept.FindTally(question, revision), tally);
  EXPECT_EQ(kept.FindTally(AsOf("2021-11-16"), revision), nullptr);
  world.Put(TrainingBase());
  kept.CatchUp(*world.Snapshot());
  EXPECT_EQ(kept.FindTally(question, revision + 1), tally);
  EXPECT_EQ(kept.FindOrganizations(revision + 1), nullptr);
  world.Put(Clinical());
  kept.CatchUp(*world.Snapshot());
  EXPECT_EQ(kept.FindTally(question, revision + 2), nullptr);
}

TEST(KeptCounts, AReportHoldsUntilAnythingChanges) {
  ReportWorld world;
  KeptCounts kept;
  ReportQuestion question = AsOf("2021-11-15");
  question.pairing = std::string(kAllPairings);
  kept.CatchUp(*world.Snapshot());
  kept.Keep(question, 1, std::make_shared<v1::Report>());
  EXPECT_NE(kept.FindReport(question, 1), nullptr);
  world.Put(TrainingBase());
  kept.CatchUp(*world.Snapshot());
  EXPECT_EQ(kept.FindReport(question, 2), nullptr);
}

TEST(KeptCounts, WhatWasUsedLongestAgoMakesRoom) {
  ReportWorld world;
  KeptCounts kept(100'000);
  kept.CatchUp(*world.Snapshot());
  const auto question = [](int day) { return AsOf(absl::StrCat("2021-11-", day)); };
  for (int day = 10; day < 13; ++day) kept.Keep(question(day), 1, TallyOfIdentities(1000));
  EXPECT_NE(kept.FindTally(question(10), 1), nullptr);
  kept.Keep(question(13), 1, TallyOfIdentities(1000));
  EXPECT_LE(kept.bytes(), 100'000u);
  EXPECT_NE(kept.FindTally(question(10), 1), nullptr);
  EXPECT_EQ(kept.FindTally(question(11), 1), nullptr);
  EXPECT_NE(kept.FindTally(question(13), 1), nullptr);
  kept.Keep(question(14), 1, TallyOfIdentities(100'000));  // more than there is room for
  EXPECT_EQ(kept.FindTally(question(14), 1), nullptr);
  EXPECT_EQ(kept.bytes(), 0u);
}

}  // namespace
}  // namespace jiedui::scheduler
