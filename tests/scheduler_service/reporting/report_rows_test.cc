// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

// The figure counted from the store's rows of yh-cx.
int64_t ValueOf(ReportWorld& world, FigureId figure) {
  Ledger ledger;
  const Counting counting(YuhangCangxi(), AsOf("2021-11-15"), kAllFigures, ledger);
  EXPECT_THAT(CountRows(world.tables(), *world.Snapshot(), "pairings/yh-cx", counting), IsOk());
  ledger.Settle();
  return CountFigure(ledger[figure]).value;
}

// "yh" and "yh-cx2" are other pairings, whose names begin alike.
TEST(ReportRows, AreThoseOfThePairing) {
  ReportWorld world;
  world.Put(Clinical());
  for (const char* pairing : {"pairings/yh", "pairings/yh-cx2"})
    world.Put(Named(Came("other", "courses/clinical", "2021-10-18"), "other", pairing));
  for (const char* id : {"a", "b"}) world.Put(Named(Came(id, "courses/clinical", "2021-10-18"), id));
  EXPECT_EQ(ValueOf(world, FigureId::kTalentCourses), 1);
  EXPECT_EQ(ValueOf(world, FigureId::kTalentPersons), 2);
}

TEST(ReportRows, OutcomesAndDemandsAreReadAsWell) {
  ReportWorld world;
  world.Put(FromText<v1::Outcome>("name: 'pairings/yh-cx/outcomes/s' kind: KIND_SHOP open_date: '2021-06-01'"));
  world.Put(
      FromText<v1::Demand>("name: 'pairings/yh-cx/demands/d' state: STATE_OPEN headcount: 2 start_date: '2021-06-01'"));
  EXPECT_EQ(ValueOf(world, FigureId::kShops), 1);
  EXPECT_EQ(ValueOf(world, FigureId::kUnmetDemand), 2);
}

TEST(ReportRows, ADamagedRowIsSaidNotSkipped) {
  for (const char* key : {"assignment/yh-cx/damaged", "course/yh-cx/damaged", "outcome/yh-cx/damaged"}) {
    ReportWorld world;
    ASSERT_THAT(Commit(world.store(), [key](auto& txn) { return store::PutRow(txn, key, "\xff\xff"); }), IsOk());
    Ledger ledger;
    const Counting counting(YuhangCangxi(), AsOf("2021-11-15"), kAllFigures, ledger);
    EXPECT_THAT(CountRows(world.tables(), *world.Snapshot(), "pairings/yh-cx", counting),
                StatusIs(absl::StatusCode::kDataLoss))
        << key;
  }
  ReportWorld world;
  ASSERT_THAT(Commit(world.store(), [](auto& txn) { return store::PutRow(txn, "dorg/damaged", "\xff\xff"); }), IsOk());
  EXPECT_THAT(ReadOrganizationRows(world.tables(), *world.Snapshot()).status(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(ReportRows, OrganisationsArePairsAndTrainingBases) {
  ReportWorld world;
  PutHospitalPair(world);
  world.Put(TrainingBase());
  const auto rows = ReadOrganizationRows(world.tables(), *world.Snapshot());
  ASSERT_THAT(rows, IsOk());
  ASSERT_EQ(rows->pairs.size(), 1u);
  EXPECT_EQ(rows->pairs[0].west.name(), "organizations/west");
  ASSERT_EQ(rows->bases.size(), 1u);
  EXPECT_EQ(rows->bases[0].name(), "organizations/base");
}

TEST(ReportRows, AgreementsAndEnteredFiguresAreThePairings) {
  ReportWorld world;
  world.Put(PairingOf("sm-cx"));
  for (const char* pairing : {"pairings/yh-cx", "pairings/sm-cx"}) {
    v1::Agreement agreement;
    agreement.set_name(absl::StrCat(pairing, "/agreements/a"));
    world.Put(agreement);
    v1::ManualFigure figure;
    figure.set_name(absl::StrCat(pairing, "/manualFigures/m"));
    world.Put(figure);
  }
  const auto snapshot = world.Snapshot();
  EXPECT_EQ(ReadPairings(world.tables(), *snapshot)->size(), 2u);
  ASSERT_EQ(ReadAgreements(world.tables(), *snapshot, "pairings/sm-cx")->size(), 1u);
  EXPECT_EQ(ReadAgreements(world.tables(), *snapshot, "pairings/sm-cx")->at(0).name(), "pairings/sm-cx/agreements/a");
  EXPECT_EQ(ReadManualFigures(world.tables(), *snapshot, "pairings/yh-cx")->size(), 1u);
}

}  // namespace
}  // namespace jiedui::scheduler
