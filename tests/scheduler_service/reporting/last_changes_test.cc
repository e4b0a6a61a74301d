// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/last_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

class LastChangesOf : public testing::Test {
 protected:
  uint64_t CatchUp() {
    const auto snapshot = world_.Snapshot();
    complete_ = changes_.CatchUp(*snapshot);
    return snapshot->revision();
  }

  ReportWorld world_;
  LastChanges changes_;
  bool complete_ = false;
};

TEST_F(LastChangesOf, APairingsRowsChangeThePairing) {
  world_.Put(PairingOf("sm-cx"));
  const uint64_t before = CatchUp();
  EXPECT_FALSE(complete_);  // nothing is known of what was before
  world_.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  const uint64_t after = CatchUp();
  EXPECT_TRUE(complete_);
  EXPECT_FALSE(changes_.HoldsFor("pairings/yh-cx", before, after));
  EXPECT_FALSE(changes_.HoldsFor("pairings/yh-cx", after, before));  // an older snapshot does not show it
  EXPECT_TRUE(changes_.HoldsFor("pairings/yh-cx", after, after));
  EXPECT_TRUE(changes_.HoldsFor("pairings/sm-cx", before, after));
  EXPECT_TRUE(changes_.OrganizationsHoldFor(before, after));
  EXPECT_FALSE(changes_.AllHoldFor(before, after));
}

TEST_F(LastChangesOf, EveryTableThatIsReadCounts) {
  const std::string names = "pairings/yh-cx/";
  const std::vector<std::function<void()>> changes = {
      [&] { world_.Put(Clinical()); },
      [&] { world_.Put(Stationed()); },
      [&] { world_.Put(FromText<v1::Outcome>("name: '" + names + "outcomes/o'")); },
      [&] { world_.Put(FromText<v1::Demand>("name: '" + names + "demands/d'")); },
      [&] { world_.Put(FromText<v1::Agreement>("name: '" + names + "agreements/a'")); },
      [&] { world_.Put(FromText<v1::ManualFigure>("name: '" + names + "manualFigures/m'")); },
      [&] {
        v1::Pairing pairing = YuhangCangxi();
        pairing.set_start_date("2021-05-02");
        world_.Put(pairing);
      }};
  for (const auto& change : changes) {
    const uint64_t before = CatchUp();
    change();
    const uint64_t after = CatchUp();
    EXPECT_FALSE(changes_.HoldsFor("pairings/yh-cx", before, after));
  }
}

TEST_F(LastChangesOf, OrganisationsArePartOfNoPairing) {
  const uint64_t before = CatchUp();
  world_.Put(TrainingBase());
  const uint64_t after = CatchUp();
  EXPECT_TRUE(changes_.HoldsFor("pairings/yh-cx", before, after));
  EXPECT_FALSE(changes_.OrganizationsHoldFor(before, after));
  EXPECT_FALSE(changes_.AllHoldFor(before, after));
  PutHospitalPair(world_);
  EXPECT_FALSE(changes_.OrganizationsHoldFor(after, CatchUp()));
}

TEST_F(LastChangesOf, WhatNoReportReadsChangesNothing) {
  const uint64_t before = CatchUp();
  world_.Put(VillageDoctor());
  const uint64_t after = CatchUp();
  EXPECT_GT(after, before);
  EXPECT_TRUE(changes_.AllHoldFor(before, after));
}

// Of too many changes none is read: everything counts as changed.
TEST_F(LastChangesOf, AfterTooManyChangesNothingHolds) {
  const uint64_t before = CatchUp();
  for (uint64_t i = 0; i <= kChangesReadMax; ++i)
    ASSERT_THAT(Commit(world_.store(),
                       [i](auto& txn) { return store::PutRow(txn, absl::StrCat("other/", i % 10), absl::StrCat(i)); }),
                IsOk());
  const uint64_t after = CatchUp();
  EXPECT_FALSE(complete_);
  EXPECT_FALSE(changes_.HoldsFor("pairings/yh-cx", before, after));
  EXPECT_FALSE(changes_.OrganizationsHoldFor(before, after));
  EXPECT_FALSE(changes_.AllHoldFor(before, after));
  EXPECT_TRUE(changes_.AllHoldFor(after, after));
}

TEST_F(LastChangesOf, AnOlderSnapshotTeachesNothing) {
  const auto older = world_.Snapshot();
  world_.Put(Clinical());
  const uint64_t head = CatchUp();
  EXPECT_TRUE(changes_.CatchUp(*older));
  EXPECT_FALSE(changes_.HoldsFor("pairings/yh-cx", head, older->revision()));
}

}  // namespace
}  // namespace jiedui::scheduler
