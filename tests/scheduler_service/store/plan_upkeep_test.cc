// SPDX-License-Identifier: Apache-2.0
// Plans that nobody commits do not stay (store/upkeep.h).
#include "scheduler_service/domain/plan_expiry.h"
#include "scheduler_service/store/upkeep.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::IsEmpty;

class PlanUpkeep : public PlanWorld {
 protected:
  void Run() { EXPECT_THAT(RunUpkeep(*store_, tables_, clock_.Now()), IsOk()); }
  bool IsThere() { return LoadPlan(tables_, *Now(), kPlan).ok(); }
  bool HasPieces() { return tables_.plan_parts.FindBytes(*Now(), PartKey(kPlan, 0))->has_value(); }
  void Move(v1::Plan::State state) {
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(auto record, LoadPlan(tables_, txn, kPlan));
      RETURN_IF_ERROR(MovePlan(state, "SomeVerb", "", StampOf(txn), *record.mutable_plan()).status());
      return tables_.plans.Put(txn, record);
    });
  }
};

TEST_F(PlanUpkeep, AProposedPlanGoesWithAllThatItWasMadeFrom) {
  PutBestPlan();
  clock_.Advance(kPlanRetention - absl::Seconds(2));
  Run();
  EXPECT_TRUE(IsThere());
  clock_.Advance(absl::Seconds(3));
  Run();
  EXPECT_FALSE(IsThere());
  EXPECT_FALSE(HasPieces());
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(PlanUpkeep, ADiscardedOneGoesAsLongAfterItWasDiscarded) {
  PutBestPlan();
  clock_.Advance(kPlanRetention - absl::Hours(1));
  Move(v1::Plan::STATE_DISCARDED);
  clock_.Advance(absl::Hours(2));
  Run();
  EXPECT_TRUE(IsThere());
  clock_.Advance(kPlanRetention);
  Run();
  EXPECT_FALSE(IsThere());
}

TEST_F(PlanUpkeep, ACommittedOneStays) {
  const auto basis = PutBestPlan();
  EXPECT_THAT(CommitIt(basis, {.etag = "", .date = "2021-10-01"}), IsOk());
  clock_.Advance(100 * kPlanRetention);
  Run();
  EXPECT_TRUE(IsThere());
  EXPECT_TRUE(HasPieces());
}

TEST_F(PlanUpkeep, OneThatWasStoredWithoutATimeTellsItWhenRead) {
  PutBestPlan();
  Write([&](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(auto record, tables_.plans.Find(txn, MemberKey(kPlan)));
    record->mutable_plan()->clear_expire_time();
    return tables_.plans.Put(txn, *record);
  });
  const auto read = LoadPlan(tables_, *Now(), kPlan);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->plan().expire_time().seconds(),
            read->plan().update_time().seconds() + absl::ToInt64Seconds(kPlanRetention));
}

}  // namespace
}  // namespace jiedui::scheduler
