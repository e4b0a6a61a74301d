// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <utility>

namespace jiedui::demo {
namespace {

TEST(TalentPlans, EndAsTheirTableSays) {
  std::map<Fate, int> total;
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) ++total[FateOf(plan, number)];
  }
  EXPECT_EQ(total[Fate::kRejected], 12);
  EXPECT_EQ(total[Fate::kWithdrawn], 6);
  EXPECT_EQ(total[Fate::kAbsent], 14);
  EXPECT_EQ(total[Fate::kNotCompleted], 6);
  EXPECT_EQ(total[Fate::kCompleted], 294);
}

TEST(TalentPlans, HaveASeatForEveryoneConfirmed) {
  for (const TalentPlan& plan : TalentPlans()) EXPECT_GE(plan.seats, plan.nominated - plan.rejected) << plan.course;
}

TEST(EnrolmentAt, FillsEveryRunAndBooksNobodyTwiceInOne) {
  std::map<int, int> enrolled;
  std::set<std::pair<int, int>> seats;
  std::set<int> came;
  for (int i = 0; i < kEcommerceEnrolled; ++i) {
    const EcommerceEnrolment enrolment = EnrolmentAt(i);
    ++enrolled[enrolment.run];
    EXPECT_TRUE(seats.emplace(enrolment.run, enrolment.person).second);
    EXPECT_LE(enrolment.person, kEcommercePersons);
    if (i < kEcommerceCheckedIn) came.insert(enrolment.person);
  }
  EXPECT_EQ(enrolled.size(), EcommercePlans().size());
  for (const auto& [run, count] : enrolled) EXPECT_EQ(count, kEcommerceSeats);
  EXPECT_EQ(came.size(), static_cast<size_t>(kEcommerceTrained));
}

TEST(EcommercePlans, FollowOneAnotherWithoutOverlap) {
  for (size_t i = 1; i < EcommercePlans().size(); ++i) {
    EXPECT_LT(EcommercePlans()[i - 1].last_day, EcommercePlans()[i].first_day);
  }
}

TEST(PostingPlans, AreFourteenAndTwoOfTheOldPairing) {
  int old_ones = 0;
  std::set<std::string> ids;
  for (const PostingPlan& plan : PostingPlans()) {
    old_ones += plan.pairing == kOldPairing ? 1 : 0;
    ids.emplace(plan.id);
    EXPECT_LT(plan.first_day, plan.last_day);
  }
  EXPECT_EQ(PostingPlans().size(), 16U);
  EXPECT_EQ(ids.size(), 16U);
  EXPECT_EQ(old_ones, 2);
}

TEST(NumberedId, SortsAsItCounts) { EXPECT_EQ(NumberedId("clinical", 7), "clinical-007"); }

}  // namespace
}  // namespace jiedui::demo
