// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_solving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/directory/progress.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PlanSolvingTest : public PlanWorld {
 protected:
  absl::StatusOr<PlanDraft> Solve(const std::string& question, const std::vector<v1::PlanEdit>& edits = {}) {
    const v1::PlanQuestion asked = Completed(FromText<v1::PlanQuestion>(question));
    const auto snapshot = Now();
    PlanSolving solving(parts_, *snapshot, "pairings/yh-cx", asked, job_);
    RETURN_IF_ERROR(solving.ReadBase());
    return solving.Solve(edits, EndOfPlanning(clock_, 10));
  }

  DirectoryProgress progress_;
  ServiceParts parts_{.tables = tables_, .clock = clock_, .progress = progress_, .recovery = {}};
  PlanJob job_{ProgressIn<v1::CreatePlanResponse>};
};

TEST_F(PlanSolvingTest, ReadsSolvesAndTells) {
  const auto draft = Solve("");
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->plan.placements_size(), 2);
  EXPECT_TRUE(draft->plan.optimal());
  EXPECT_EQ(draft->plan.state(), v1::Plan::STATE_PROPOSED);
  EXPECT_GT(draft->plan.revision(), 0U);
  EXPECT_THAT(draft->plan.notices(), IsEmpty());
  v1::CreatePlanResponse last;
  ASSERT_TRUE(last.ParseFromString(job_.TakeMessages().back()));
  EXPECT_EQ(last.progress().placed(), 2);
  EXPECT_THAT(last.progress().levels(), SizeIs(2));
}

TEST_F(PlanSolvingTest, SupposesWhatIsAsked) {
  const auto draft = Solve("", {FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats: 3")});
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->plan.placements_size(), 1);
}

TEST_F(PlanSolvingTest, OfABasePlanItTellsWhatIsOtherwise) {
  PutBestPlan();
  const std::string forbidden = " forbidden: 'pairings/yh-cx/assignments/li'";
  const auto draft = Solve(absl::StrCat("base_plan: '", kPlan, "'", forbidden));
  ASSERT_THAT(draft, IsOk());
  ASSERT_THAT(draft->plan.notices(), SizeIs(1));
  EXPECT_EQ(draft->plan.notices(0).person(), "persons/li");
  EXPECT_EQ(draft->plan.notices(0).cause(), v1::PlanNotice::CAUSE_FORBIDDEN);
  EXPECT_THAT(Solve("base_plan: 'pairings/yh-cx/plans/none'"), StatusIs(StatusCode::kNotFound, _));
}

// Of three pieces of work the first gets a third of what is left, however much that is by then.
TEST_F(PlanSolvingTest, TimeIsShared) {
  const absl::Time end = EndOfPlanning(clock_, 30);
  EXPECT_EQ(EndOfShare(clock_, end, 3) - clock_.Now(), absl::Seconds(10));
  clock_.Advance(absl::Seconds(20));
  EXPECT_EQ(EndOfShare(clock_, end, 2) - clock_.Now(), absl::Seconds(5));
  EXPECT_EQ(EndOfShare(clock_, end, 1), end);
}

TEST_F(PlanSolvingTest, EndsWhenNobodyWaits) {
  job_.Cancel();
  EXPECT_THAT(Solve(""), StatusIs(StatusCode::kCancelled, _));
}

}  // namespace
}  // namespace jiedui::scheduler
