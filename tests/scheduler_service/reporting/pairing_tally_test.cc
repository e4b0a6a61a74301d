// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/pairing_tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/reporting/report_rows.h"
#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

// What is kept of the pairing's rows and of the organisations, put together, is what counting all at once gives.
TEST(PairingTally, TogetherWithTheOrganisationsItIsTheWhole) {
  ReportWorld world;
  world.Put(Clinical());
  world.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  PutHospitalPair(world);
  world.Put(TrainingBase());
  const ReportQuestion question = AsOf("2021-11-15", "");
  const auto snapshot = world.Snapshot();
  const auto rows = TallyPairing(world.tables(), *snapshot, YuhangCangxi(), question);
  ASSERT_THAT(rows, IsOk());
  const auto organizations = ReadOrganizationRows(world.tables(), *snapshot);
  const Tally of_organizations = TallyOrganizations(YuhangCangxi(), question, *organizations);
  const auto figures = FiguresOf(*rows, of_organizations);
  const auto whole = CountPairing(world.tables(), *snapshot, question);
  for (size_t i = 0; i < figures.size(); ++i) EXPECT_EQ(figures[i].value, whole->figures[i].value()) << i;
  EXPECT_EQ(figures[static_cast<size_t>(FigureId::kTrainingBases)].value, 1);
  EXPECT_EQ(figures[static_cast<size_t>(FigureId::kTalentPersons)].value, 1);
  EXPECT_GT(BytesOf(*rows), sizeof(PairingTally));
}

}  // namespace
}  // namespace jiedui::scheduler
