// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_candidate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/limits.h"
#include "tests/scheduler_service/candidates.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Assignment Approved() {
  return FromText<v1::Assignment>(
      "name: 'pairings/yh-cx/assignments/a' person: 'persons/zhao' "
      "create_time { seconds: 5 nanos: 6 }");
}

std::vector<std::string> RulesOf(const PlanCandidate& candidate) {
  std::vector<std::string> rules;
  for (const auto& finding : candidate.findings) rules.push_back(finding.rule());
  return rules;
}

void Take(Candidate& candidate, const std::string& item, const std::string& first, const std::string& last) {
  v1::Engagement engagement = EngagementOf(candidate.item, "pairings/yh-cx/assignments/other");
  engagement.set_item(item);
  engagement.set_start_date(first);
  engagement.set_end_date(last);
  ASSERT_THAT(Insert(candidate.calendar, engagement), IsOk());
}

TEST(PlanCandidateOf, KeepsWhatRefusesButNotTheSeats) {
  Candidate full = AnyCandidate();
  full.ledger.set_taken(100);
  full.ledger.mutable_counts(0)->set_taken(100);
  EXPECT_THAT(PlanCandidateOf(Approved(), full).findings, IsEmpty());
  full.item.requirements.add_categories(registry::v1::PERSON_CATEGORY_NURSE);
  EXPECT_THAT(RulesOf(PlanCandidateOf(Approved(), full)), ElementsAre("CATEGORY"));
}

// A commit would end with it, for everybody.
TEST(PlanCandidateOf, WhoHasReachedALimitOfTheirOwnIsRefused) {
  v1::Assignment long_life = Approved();
  while (long_life.events_size() < kEventsMax) long_life.add_events();
  const PlanCandidate many_steps = PlanCandidateOf(long_life, AnyCandidate());
  ASSERT_THAT(RulesOf(many_steps), ElementsAre("LIMIT_EXCEEDED"));
  EXPECT_EQ(many_steps.findings[0].subject(), "pairings/yh-cx/assignments/a");
  EXPECT_EQ(many_steps.findings[0].found(), "100 steps");
  Candidate full = AnyCandidate();
  while (full.calendar.engagements_size() < kEngagementsPerPersonMax) full.calendar.add_engagements();
  const PlanCandidate many_items = PlanCandidateOf(Approved(), full);
  ASSERT_FALSE(many_items.findings.empty());
  EXPECT_EQ(many_items.findings.back().rule(), "LIMIT_EXCEEDED");
  EXPECT_EQ(many_items.findings.back().subject(), "persons/zhao");
  Candidate large = AnyCandidate();
  large.calendar.set_person(std::string(kCalendarBytesMax, 'x'));
  EXPECT_THAT(RulesOf(PlanCandidateOf(Approved(), large)), ElementsAre("LIMIT_EXCEEDED"));
}

TEST(PlanCandidateOf, KnowsTheDaysThatAreTaken) {
  Candidate busy = AnyCandidate();
  Take(busy, "pairings/yh-cx/courses/other", "2021-10-20", "2021-10-21");
  Take(busy, "pairings/yh-cx/courses/after", "2021-11-20", "2021-11-21");
  v1::LeaveDays& leave = *busy.calendar.add_leaves();
  leave.set_leave("persons/zhao/leaves/l");
  leave.set_start_date("2021-10-18");
  leave.set_end_date("2021-10-18");
  const PlanCandidate candidate = PlanCandidateOf(Approved(), busy);
  ASSERT_THAT(candidate.busy, SizeIs(2));
  EXPECT_EQ(candidate.busy[0].subject, "pairings/yh-cx/courses/other");
  EXPECT_TRUE(candidate.busy[1].is_leave);
  EXPECT_THAT(RulesOf(candidate), ElementsAre("DOUBLE_BOOKING", "ON_LEAVE"));
  EXPECT_TRUE(IsAboutDays(candidate.findings[0]));
  busy.item.intensity = v1::INTENSITY_PART_TIME;
  EXPECT_THAT(PlanCandidateOf(Approved(), busy).busy, IsEmpty());
}

TEST(PlanCandidateOf, OneSeatOfAnItemIsEnough) {
  Candidate twice = AnyCandidate();
  Take(twice, twice.item.name, "2021-10-18", "2021-10-29");
  EXPECT_THAT(RulesOf(PlanCandidateOf(Approved(), twice)), ElementsAre("SECOND_SEAT"));
}

TEST(SortCandidates, PriorityThenTheWaitingThenTheEarlier) {
  std::vector<PlanCandidate> candidates = {
      {.assignment = "late", .create_seconds = 9},
      {.assignment = "early", .create_seconds = 1},
      {.assignment = "second", .waiting_rank = 2, .create_seconds = 9},
      {.assignment = "first", .waiting_rank = 1, .create_seconds = 9},
      {.assignment = "same", .create_seconds = 1},
      {.assignment = "dear", .create_seconds = 10},
  };
  SortCandidates({"dear"}, candidates);
  std::vector<std::string> order;
  for (const auto& candidate : candidates) order.push_back(candidate.assignment);
  EXPECT_THAT(order, ElementsAre("dear", "first", "second", "early", "same", "late"));
}

}  // namespace
}  // namespace jiedui::scheduler
