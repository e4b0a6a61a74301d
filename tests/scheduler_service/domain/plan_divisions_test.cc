// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_divisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_answer.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kFair[] = "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_FAIRNESS, PLAN_GOAL_PREFERENCE]";

PlanCandidate Of(const std::string& division, PlanCandidate seeker) {
  seeker.seating.division = division;
  return seeker;
}

// Six of one township, nominated first, and two of another.
std::vector<PlanCandidate> TwoTownships() {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 8; ++i) seekers.push_back(Of(i < 6 ? "510824100" : "510824112", Seeks(absl::StrCat("p", i), 0)));
  return seekers;
}

std::string Shares(const v1::Plan& plan) {
  std::string text;
  for (const v1::PlanDivision& division : plan.divisions())
    absl::StrAppend(&text, division.division(), " ", division.placed(), "/", division.people(), "; ");
  return text;
}

v1::Plan Planned(PlanFacts facts, const std::string& question) {
  const auto model = ModelOf(std::move(facts), question);
  EXPECT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  EXPECT_THAT(answer, IsOk());
  return *PlanOf(*model, std::get<planning::Solution>(*answer));
}

TEST(AddDivisions, FairnessSharesSeatsByTheSizeOfDivisions) {
  const PlanFacts facts = FactsOf({PlannedCourse("a", 4)}, TwoTownships());
  EXPECT_EQ(Shares(Planned(facts, "")), "510824100 4/6; 510824112 0/2; ");
  const v1::Plan fair = Planned(facts, kFair);
  EXPECT_EQ(Shares(fair), "510824100 3/6; 510824112 1/2; ");
  EXPECT_TRUE(fair.optimal());
  EXPECT_EQ(fair.levels(1).goal(), v1::PLAN_GOAL_FAIRNESS);
  EXPECT_EQ(fair.levels(1).gap(), 0);
  // Within a division, who was nominated first.
  EXPECT_EQ(fair.placements(0).person(), "persons/p0");
  EXPECT_EQ(fair.placements(3).person(), "persons/p6");
}

// Which courses run is a choice that the leximin of each does not decide.
TEST(AddDivisions, BesideAMinimumItIsNotCalledOptimal) {
  PlannedItem course = PlannedCourse("a", 4);
  course.item.seats_min = 2;
  const v1::Plan fair = Planned(FactsOf({course}, TwoTownships()), kFair);
  EXPECT_EQ(Shares(fair), "510824100 3/6; 510824112 1/2; ");
  EXPECT_EQ(fair.levels(1).gap(), 0);
  EXPECT_FALSE(fair.optimal());
}

TEST(AddDivisions, OnlyWhereItIsAGoalAreThereGroups) {
  const auto plain = ModelOf(FactsOf({PlannedCourse("a", 4)}, TwoTownships()));
  EXPECT_EQ(plain->instance.groups, 0);
  EXPECT_THAT(plain->basis.divisions(), ElementsAre("510824100", "510824112"));
  const auto fair = ModelOf(FactsOf({PlannedCourse("a", 4)}, TwoTownships()), kFair);
  EXPECT_THAT(fair->instance.levels[1].fair_groups, ElementsAre(0, 1));
  EXPECT_THAT(fair->instance.levels[1].value, ::testing::Each(0));
  EXPECT_THAT(CheckInstance(fair->instance), IsOk());
}

TEST(AddDivisions, WhoseDivisionIsNotKnownIsInNone) {
  const auto model =
      ModelOf(FactsOf({PlannedCourse("a", 4)}, {Of("", Seeks("zhao", 0)), Of("51", Seeks("qian", 0))}), kFair);
  EXPECT_THAT(model->instance.group_begin, ElementsAre(0, 0, 1));
  EXPECT_THAT(model->instance.levels[1].fair_groups, SizeIs(1));
  EXPECT_THAT(ModelOf(FactsOf({PlannedCourse("a", 4)}, {}), kFair)->instance.levels[1].fair_groups, IsEmpty());
}

// Somebody who moved between two courses counts once, where the first candidacy has them.
TEST(TellDivisions, APersonCountsOnce) {
  std::vector<PlanCandidate> seekers = {Of("510824100", Seeks("zhao", 0)), Of("510824112", Seeks("zhao", 1))};
  const auto facts = FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 1, "2021-11-15", "2021-11-19")}, seekers);
  EXPECT_EQ(Shares(Planned(facts, kFair)), "510824100 2/1; ");
}

TEST(TellDivisions, WhomRulesRefuseAreNotServedWorse) {
  std::vector<PlanCandidate> seekers = TwoTownships();
  for (const size_t k : {6U, 7U}) {
    seekers[k].findings.emplace_back().set_rule("AGE");
    seekers[k].findings.back().set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  }
  EXPECT_EQ(Shares(Planned(FactsOf({PlannedCourse("a", 4)}, seekers), kFair)), "510824100 4/6; ");
}

// Two of four of one township have other engagements on these days: seats are shared as between two and two.
TEST(AddDivisions, WhoeverIsBusyOnAllTheirDaysDoesNotCount) {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 6; ++i) seekers.push_back(Of(i < 4 ? "510824100" : "510824112", Seeks(absl::StrCat("p", i), 0)));
  for (const size_t k : {0U, 1U}) {
    seekers[k].findings.emplace_back().set_rule("DOUBLE_BOOKING");
    seekers[k].findings.back().set_severity(v1::RuleFinding::SEVERITY_REFUSE);
    seekers[k].busy.push_back({{"2021-10-20", "2021-10-21"}, "pairings/yh-cx/courses/x", false});
  }
  EXPECT_EQ(Shares(Planned(FactsOf({PlannedCourse("a", 2)}, seekers), kFair)), "510824100 1/2; 510824112 1/2; ");
}

TEST(AddDivisions, WhoeverIsForbiddenDoesNotCount) {
  const PlanFacts facts = FactsOf({PlannedCourse("a", 3)}, TwoTownships());
  std::string question = kFair;
  for (int i = 0; i < 4; ++i) absl::StrAppend(&question, " forbidden: 'pairings/yh-cx/assignments/p", i, "-0'");
  const auto model = ModelOf(facts, question);
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.group, SizeIs(4));
  EXPECT_EQ(Shares(Planned(facts, question)), "510824100 2/2; 510824112 1/2; ");
  EXPECT_EQ(Shares(Planned(FactsOf({PlannedCourse("a", 2)}, TwoTownships()), question)),
            "510824100 1/2; 510824112 1/2; ");
}

}  // namespace
}  // namespace jiedui::scheduler
