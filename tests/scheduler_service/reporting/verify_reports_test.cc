// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/verify_reports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/random_rows.h"
#include "tests/scheduler_service/reporting/report_world.h"
#include "tests/support/seed.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Verdict {
  std::vector<std::string> findings;
  int64_t rows = 0;
};

Verdict Verify(ReportWorld& world) {
  const auto snapshot = world.Snapshot();
  const auto step = VerifyReports({world.tables(), *snapshot});
  VerifyReport report(step->name());
  for (absl::StatusOr<bool> ended = false; ended.ok() && !*ended;) {
    ended = step->Step(report);
    EXPECT_THAT(ended.status(), IsOk());
  }
  Verdict verdict{.findings = {}, .rows = report.check().rows()};
  for (const v1::VerifyFinding& finding : report.TakeFindings())
    verdict.findings.push_back(absl::StrCat(finding.invariant(), " ", finding.resource(), ": ", finding.found()));
  return verdict;
}

TEST(VerifyReports, FindsNothingInRandomRows) {
  const uint64_t seed = SomeSeed();
  SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed));
  RandomRows rows(seed);
  ReportWorld world;
  rows.Begin(world);
  for (int i = 0; i < 50; ++i) rows.Change(world);
  const Verdict verdict = Verify(world);
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_GT(verdict.rows, 0);
}

TEST(VerifyReports, FindsNothingWhereThereIsNothing) {
  EXPECT_THAT(Verify(*std::make_unique<ReportWorld>()).findings, IsEmpty());
}

// A row that says another name than its key does cannot be found by it.
TEST(VerifyReports, FindsARowThatIsNotWhereItSays) {
  ReportWorld world;
  world.Put(Clinical());
  storage::v1::AssignmentRecord record;
  *record.mutable_assignment() = Named(Came("zhao", "courses/clinical", "2021-10-18"), "a");
  const std::string bytes = record.SerializeAsString();
  ASSERT_THAT(
      Commit(world.store(), [&bytes](auto& txn) { return store::PutRow(txn, "assignment/yh-cx/elsewhere", bytes); }),
      IsOk());
  const std::string found = "6 pairings/yh-cx/assignments/a: no row";
  EXPECT_THAT(Verify(world).findings, ElementsAre(found, found, found));  // persons, clinical, person-times
}

TEST(VerifyReports, DamageIsAFinding) {
  ReportWorld world;
  world.Put(PairingOf("zz"));
  ASSERT_THAT(Commit(world.store(), [](auto& txn) { return store::PutRow(txn, "outcome/yh-cx/damaged", "\xff\xff"); }),
              IsOk());
  EXPECT_EQ(Verify(world).findings.size(), 1u);
}

}  // namespace
}  // namespace jiedui::scheduler
