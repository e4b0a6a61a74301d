// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_changes.h"

#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanChanges : public PlanWorld {
 protected:
  std::vector<std::string> Changed(const storage::v1::PlanBasis& basis) {
    std::vector<std::string> changed;
    const auto rows = ChangedRows(tables_, *Now(), basis);
    EXPECT_THAT(rows, IsOk());
    for (const RuleViolation& row : *rows) changed.push_back(absl::StrCat(row.rule, " ", row.subject));
    return changed;
  }
};

TEST_F(PlanChanges, NothingHasChangedAtFirst) { EXPECT_THAT(Changed(BestPlan().second), IsEmpty()); }

TEST_F(PlanChanges, EveryRowThatWasReadIsNoticed) {
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical", [](auto& record) {
    record.mutable_course()->mutable_requirements()->set_away_per_organization_max(4);
  });
  const storage::v1::PlanBasis basis = BestPlan().second;
  Break<storage::v1::PairingRecord>(tables_.pairings, "yh-cx",
                                    [](auto& record) { record.mutable_pairing()->set_display_name("x"); });
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical",
                                   [](auto& record) { record.mutable_course()->set_display_name("x"); });
  BreakSeats([](auto& record) { record.set_last_rank(77); });
  Break<storage::v1::AwayRecord>(tables_.away, "lingjiang", [](auto& record) { record.set_changes(77); });
  BreakAssignment("li", [](v1::Assignment& assignment) { assignment.set_etag("x"); });
  Write([&](store::Transaction& txn) { return tables_.calendars.Delete(txn, "wu"); });
  EXPECT_THAT(Changed(basis), ElementsAre("PAIRING pairings/yh-cx", "COURSE pairings/yh-cx/courses/clinical",
                                          "SEATS pairings/yh-cx/courses/clinical", "AWAY organizations/lingjiang",
                                          "ASSIGNMENT pairings/yh-cx/assignments/li", "CALENDAR persons/wu"));
}

TEST_F(PlanChanges, OthersDoNotMatter) {
  const storage::v1::PlanBasis basis = BestPlan().second;
  BreakAssignment("sun", [](v1::Assignment& assignment) { assignment.set_etag("x"); });
  EXPECT_THAT(Changed(basis), IsEmpty());
}

TEST(PlanOutdated, SaysHowMany) {
  const absl::Status status = PlanOutdated("pairings/p/plans/x", {{"SEATS", "a", "b"}, {"SEATS", "c", "d"}});
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kAborted, "PLAN_OUTDATED"));
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("changed"), "2");
  EXPECT_THAT(RulesIn(status), ElementsAre("SEATS a: b", "SEATS c: d"));
}

}  // namespace
}  // namespace jiedui::scheduler
