// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_pairing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

const v1::Figure& LineIn(const PairingCount& count, FigureId figure) {
  return count.figures[static_cast<size_t>(figure)];
}

TEST(CountPairing, FiguresAndTheRowsBehindThem) {
  ReportWorld world;
  world.Put(Clinical());
  world.Put(Named(Came("zhao", "courses/clinical", "2021-10-19"), "b"));
  world.Put(Named(Came("qian", "courses/clinical", "2021-10-18"), "c"));
  world.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  PutHospitalPair(world);
  world.Put(TrainingBase());
  const auto count = CountPairing(world.tables(), *world.Snapshot(), AsOf("2021-11-15", ""));
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(LineIn(*count, FigureId::kTalentPersons).value(), 2);
  EXPECT_EQ(LineIn(*count, FigureId::kTalentPersons).not_counted(), 1);
  EXPECT_EQ(LineIn(*count, FigureId::kHospitalPairs).value(), 1);
  EXPECT_EQ(LineIn(*count, FigureId::kTrainingBases).value(), 1);
  const auto& rows = count->rows.figures(static_cast<int>(FigureId::kTalentPersons));
  EXPECT_EQ(rows.figure(), "TR.TALENT.PERSONS");
  EXPECT_THAT(rows.rows(), ElementsAre("pairings/yh-cx/assignments/a", "pairings/yh-cx/assignments/c"));
  EXPECT_THAT(count->rows.figures(static_cast<int>(FigureId::kTrainingBases)).rows(),
              ElementsAre("organizations/base"));
}

TEST(CountPairing, EnteredFiguresFollowAndTargetsStandBeside) {
  ReportWorld world;
  world.Put(FromText<v1::Agreement>(R"pb(
    name: "pairings/yh-cx/agreements/a"
    year: 2021
    sign_date: "2021-05-20"
    targets { figure: "EX.CADRE.E2W" value: 0 }
    targets { figure: "OUT.ONLINE_SALES" value: 10000 })pb"));
  world.Put(FromText<v1::ManualFigure>(R"pb(
    name: "pairings/yh-cx/manualFigures/sales"
    code: "OUT.ONLINE_SALES"
    value: "8000"
    as_of: "2021-11-15"
    source: "article")pb"));
  const auto count = CountPairing(world.tables(), *world.Snapshot(), AsOf("2021-11-15", ""));
  ASSERT_THAT(count, IsOk());
  ASSERT_EQ(count->figures.size(), static_cast<size_t>(kFigureCount) + 1);
  EXPECT_EQ(count->figures.back().code(), "OUT.ONLINE_SALES");
  EXPECT_EQ(count->figures.back().target().completion_percent(), "80.0");
  EXPECT_EQ(LineIn(*count, FigureId::kCadres).target().completion_percent(), "—");
  EXPECT_FALSE(LineIn(*count, FigureId::kProfessionals).has_target());
}

TEST(CountPairing, ADemandIsOneRowHoweverManyPlaces) {
  ReportWorld world;
  world.Put(
      FromText<v1::Demand>("name: 'pairings/yh-cx/demands/d' state: STATE_OPEN headcount: 3 start_date: '2021-06-01'"));
  const auto count = CountPairing(world.tables(), *world.Snapshot(), AsOf("2021-11-15", ""));
  EXPECT_EQ(LineIn(*count, FigureId::kUnmetDemand).value(), 3);
  EXPECT_EQ(count->rows.figures(static_cast<int>(FigureId::kUnmetDemand)).rows_size(), 1);
}

TEST(CountPairing, NoSuchPairing) {
  ReportWorld world;
  ReportQuestion question = AsOf("2021-11-15");
  question.pairing = "pairings/none";
  EXPECT_THAT(CountPairing(world.tables(), *world.Snapshot(), question).status(),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::scheduler
