// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_rows.h"

#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;

using PlanRows = PlanWorld;

TEST_F(PlanRows, ComeBackAsTheyWerePut) {
  const storage::v1::PlanBasis basis = PutBestPlan();
  const auto record = LoadPlan(tables_, *Now(), kPlan);
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->plan().state(), v1::Plan::STATE_PROPOSED);
  const auto back = LoadBasis(tables_, *Now(), *record);
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->SerializeAsString(), basis.SerializeAsString());
  EXPECT_THAT(LoadPlan(tables_, *Now(), "pairings/yh-cx/plans/none"), StatusIs(StatusCode::kNotFound, _));
}

TEST_F(PlanRows, AnIdIsTakenOnce) {
  PutBestPlan();
  EXPECT_THAT(Commit(*store_, [&](store::Transaction& txn) { return PutNewPlan(tables_, txn, BestPlan().first, {}); }),
              FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST_F(PlanRows, AMissingPieceIsDamage) {
  PutBestPlan();
  Write([&](store::Transaction& txn) { return tables_.plan_parts.Delete(txn, PartKey(kPlan, 0)); });
  EXPECT_THAT(LoadBasis(tables_, *Now(), *LoadPlan(tables_, *Now(), kPlan)), StatusIs(StatusCode::kDataLoss, _));
}

TEST_F(PlanRows, OfADiscardedPlanNothingIsKept) {
  PutBestPlan();
  Write([&](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(auto record, LoadPlan(tables_, txn, kPlan));
    RETURN_IF_ERROR(DropBasis(tables_, txn, record));
    return tables_.plans.Put(txn, record);
  });
  EXPECT_EQ(*tables_.plan_parts.FindBytes(*Now(), PartKey(kPlan, 0)), std::nullopt);
  EXPECT_THAT(LoadBasis(tables_, *Now(), *LoadPlan(tables_, *Now(), kPlan)),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

TEST_F(PlanRows, OnlySoManyAreProposedAtATime) {
  const auto put = [&](size_t number, v1::Plan::State state) {
    Write([&](store::Transaction& txn) {
      storage::v1::PlanRecord record;
      record.mutable_plan()->set_name(absl::StrCat("pairings/yh-cx/plans/n", number));
      record.mutable_plan()->set_state(state);
      return tables_.plans.Put(txn, record);
    });
  };
  for (size_t number = 0; number < kPlansProposedMax; ++number) {
    EXPECT_THAT(CheckRoomForPlan(*Now(), "pairings/yh-cx"), IsOk());
    put(number, v1::Plan::STATE_PROPOSED);
  }
  EXPECT_THAT(CheckRoomForPlan(*Now(), "pairings/yh-cx"), FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_THAT(CheckRoomForPlan(*Now(), "pairings/yh"), IsOk());
  put(7, v1::Plan::STATE_DISCARDED);
  EXPECT_THAT(CheckRoomForPlan(*Now(), "pairings/yh-cx"), IsOk());
}

TEST_F(PlanRows, NamesArePutInFromTheAssignments) {
  v1::Plan plan = BestPlan().first;
  ASSERT_THAT(AddDisplayNames(tables_, *Now(), plan), IsOk());
  EXPECT_EQ(plan.placements(0).person_display_name(), "赵示范");
  BreakAssignment("li", [](v1::Assignment& assignment) { assignment.clear_person_display_name(); });
  ASSERT_THAT(AddDisplayNames(tables_, *Now(), plan), IsOk());
  EXPECT_EQ(plan.placements(0).person_display_name(), "");
  EXPECT_THAT(DisplayNameOf(tables_, *Now(), "pairings/yh-cx/assignments/none"), IsOkAndHolds(""));
}

}  // namespace
}  // namespace jiedui::scheduler
