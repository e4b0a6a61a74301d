// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using v1::Eligibility;

TEST(EligibilityOf, SaysAllThatHoldsAndFails) {
  const Eligibility free = EligibilityOf(AnyCandidate());
  EXPECT_EQ(free.verdict(), Eligibility::VERDICT_ELIGIBLE);
  EXPECT_EQ(free.findings_size(), 0);
  EXPECT_EQ(free.rules_passed_size(), static_cast<int>(RuleTable().size()));
}

TEST(EligibilityOf, ANearMissIsOneRuleAway) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.add_categories(registry::v1::PERSON_CATEGORY_NURSE);
  EXPECT_EQ(EligibilityOf(candidate).verdict(), Eligibility::VERDICT_NEAR_MISS);
  candidate.item.requirements.set_title_level_min(registry::v1::TITLE_LEVEL_SENIOR);
  EXPECT_EQ(EligibilityOf(candidate).verdict(), Eligibility::VERDICT_NOT_ELIGIBLE);
}

TEST(EligibilityOf, WithoutASeatOneWaits) {
  Candidate candidate = AnyCandidate();
  candidate.ledger = NewLedger(Clinical().name(), {.seats = 0, .quotas = {}, .categories = {}});
  EXPECT_EQ(EligibilityOf(candidate).verdict(), Eligibility::VERDICT_WAITS);
}

TEST(EligibilityOf, WarningsAreNoObstacle) {
  Candidate candidate = AnyCandidate();
  candidate.item.clinical = true;
  EXPECT_EQ(EligibilityOf(candidate).verdict(), Eligibility::VERDICT_ELIGIBLE);
  EXPECT_EQ(EligibilityOf(candidate).findings_size(), 1);
}

TEST(EligibilityOf, TheItemsStateIsARuleToo) {
  Candidate candidate = AnyCandidate();
  candidate.item.phase = Phase::kCancelled;
  candidate.item.state = "CANCELLED";
  const Eligibility eligibility = EligibilityOf(candidate);
  EXPECT_EQ(eligibility.verdict(), Eligibility::VERDICT_NEAR_MISS);
  EXPECT_EQ(eligibility.findings(0).rule(), "ITEM_STATE");
}

TEST(EligibilityOf, WhoeverIsThereIsAssigned) {
  Candidate candidate = AnyCandidate();
  *candidate.calendar.add_engagements() = EngagementOf(candidate.item, "pairings/yh-cx/assignments/a");
  const Eligibility eligibility = EligibilityOf(candidate);
  EXPECT_EQ(eligibility.verdict(), Eligibility::VERDICT_ASSIGNED);
  EXPECT_EQ(eligibility.assignment(), "pairings/yh-cx/assignments/a");
}

}  // namespace
}  // namespace jiedui::scheduler
