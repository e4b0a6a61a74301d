// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/rejections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace jiedui::demo {
namespace {

TEST(RejectionOf, GivesEveryReasonAsOftenAsTheReviewDid) {
  std::map<Rejection, int> count;
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) ++count[RejectionOf(plan, number)];
  }
  EXPECT_EQ(count[Rejection::kNoLicence], 5);
  EXPECT_EQ(count[Rejection::kTooOld], 2);
  EXPECT_EQ(count[Rejection::kTrainedThisYear], 3);
  EXPECT_EQ(count[Rejection::kPapersIncomplete], 2);
  EXPECT_EQ(count[Rejection::kNone], 320);
}

TEST(RejectionReason, IsSaidForEveryRejection) {
  EXPECT_EQ(RejectionReason(Rejection::kNone), "");
  EXPECT_EQ(RejectionReason(Rejection::kNoLicence), "无执业证");
  EXPECT_EQ(RejectionReason(Rejection::kTooOld), "超龄");
}

}  // namespace
}  // namespace jiedui::demo
