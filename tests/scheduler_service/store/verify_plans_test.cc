// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_plans.h"

#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class VerifyPlan : public PlanWorld {
 protected:
  std::vector<std::string> AboutPlans() {
    std::vector<std::string> found;
    for (const std::string& finding : Findings())
      if (finding.find(" PLAN") != std::string::npos) found.push_back(finding);
    return found;
  }
};

TEST_F(VerifyPlan, IsSoundInEveryState) {
  const auto basis = PutBestPlan();
  EXPECT_THAT(AboutPlans(), IsEmpty());
  ASSERT_THAT(CommitIt(basis), IsOk());
  EXPECT_THAT(AboutPlans(), IsEmpty());
}

TEST_F(VerifyPlan, ACommittedPlacementHasHadItsSeat) {
  const auto basis = PutBestPlan();
  ASSERT_THAT(CommitIt(basis), IsOk());
  BreakAssignment("li", [](v1::Assignment& assignment) { assignment.clear_events(); });
  EXPECT_THAT(AboutPlans(),
              Contains(HasSubstr("2 PLANS pairings/yh-cx/assignments/li: found an assignment that never")));
}

TEST_F(VerifyPlan, APlacementIsAnAssignmentToItsItem) {
  PutBestPlan();
  BreakAssignment("li", [](v1::Assignment& assignment) { assignment.set_item("pairings/yh-cx/courses/other"); });
  EXPECT_THAT(AboutPlans(), Contains(HasSubstr("5 PLANS pairings/yh-cx/plans/x: found a placement of")));
}

TEST_F(VerifyPlan, PiecesAndPlansBelongTogether) {
  PutBestPlan();
  Break<storage::v1::PlanRecord>(tables_.plans, "yh-cx/x", [](auto& record) { record.set_parts(2); });
  EXPECT_THAT(AboutPlans(), Not(IsEmpty()));
  Write([&](store::Transaction& txn) { return tables_.plans.Delete(txn, "yh-cx/x"); });
  EXPECT_THAT(AboutPlans(), Contains(HasSubstr("5 PLAN_PARTS pairings/yh-cx/plans/x: found a piece 0 of it")));
}

}  // namespace
}  // namespace jiedui::scheduler
