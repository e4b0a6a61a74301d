// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_obstacles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

// What is in the way of the person's last candidacy, "RULE subject: found; required".
std::vector<std::string> InTheWay(const absl::StatusOr<PlanModel>& model) {
  std::vector<std::string> told;
  const planning::Instance& instance = model->instance;
  for (const planning::Obstacle& obstacle : planning::ObstaclesOf(instance, 0, instance.pairs() - 1)) {
    const v1::RuleFinding finding = FindingOf(model->basis, instance, obstacle);
    EXPECT_EQ(finding.severity(), v1::RuleFinding::SEVERITY_REFUSE);
    told.push_back(
        absl::StrCat(finding.rule(), " ", finding.subject(), ": ", finding.found(), "; ", finding.required()));
  }
  return told;
}

PlanFacts TwoCourses() {
  return FactsOf({PlannedCourse("a", 1, "2021-03-01", "2021-03-05"), PlannedCourse("b", 1, "2021-03-08", "2021-03-12")},
                 {Seeks("p", 0), Seeks("p", 1)});
}

constexpr char kPin[] = "pinned: 'pairings/yh-cx/assignments/p-0' ";

TEST(PlanObstacles, DaysThatAreTakenAndDaysToTravel) {
  PlanFacts facts = TwoCourses();
  facts.seekers[1].busy.push_back({{"2021-03-12", "2021-04-30"}, "pairings/yh-cx/postings/o"});
  EXPECT_THAT(InTheWay(ModelOf(facts)),
              ElementsAre("DOUBLE_BOOKING pairings/yh-cx/postings/o: its days 2021-03-12..2021-04-30 taken; "
                          "no other full-time item on these days"));
  EXPECT_THAT(InTheWay(ModelOf(facts, "travel_days: 2")),
              ElementsAre("DOUBLE_BOOKING pairings/yh-cx/postings/o: its days 2021-03-12..2021-04-30 taken; "
                          "no other full-time item on these days and 2 before and after"));
}

TEST(PlanObstacles, PinsOfThePerson) {
  EXPECT_THAT(InTheWay(ModelOf(TwoCourses(), absl::StrCat(kPin, "items_per_person_max: 1"))),
              ElementsAre("ITEMS_PER_PERSON : 1 pinned already; fewer than 1"));
  EXPECT_THAT(InTheWay(ModelOf(TwoCourses(), absl::StrCat(kPin, "travel_days: 2"))), ElementsAre());
  EXPECT_THAT(InTheWay(ModelOf(TwoCourses(), absl::StrCat(kPin, "travel_days: 3"))),
              ElementsAre("PINNED_ELSEWHERE pairings/yh-cx/assignments/p-0: a pinned seat on the same days; "
                          "no other full-time item on these days and 3 before and after"));
}

TEST(PlanObstacles, DaysOfOnePerson) {
  EXPECT_THAT(InTheWay(ModelOf(TwoCourses(), "days_per_person_max: 4")),
              ElementsAre("DAYS_PER_PERSON : 5 days; at most 4 days, besides what is pinned"));
}

}  // namespace
}  // namespace jiedui::scheduler
