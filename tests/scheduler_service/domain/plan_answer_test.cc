// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(PlanOf, IsInNames) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}));
  const auto answer = planning::Solve(model->instance);
  const v1::Plan plan = *PlanOf(*model, std::get<planning::Solution>(*answer));
  ASSERT_EQ(plan.placements_size(), 1);
  EXPECT_EQ(plan.placements(0).assignment(), "pairings/yh-cx/assignments/zhao-0");
  EXPECT_EQ(plan.placements(0).person(), "persons/zhao");
  EXPECT_EQ(plan.placements(0).item(), "pairings/yh-cx/courses/a");
  EXPECT_TRUE(plan.optimal());
  EXPECT_EQ(plan.left_out(), 1);
  EXPECT_EQ(plan.levels(1).goal(), v1::PLAN_GOAL_PREFERENCE);
  EXPECT_EQ(plan.levels(1).value(), 2);
  v1::Plan better = plan;
  better.mutable_levels(0)->set_value(3);
  AddEffects(plan, better);
  EXPECT_EQ(better.effects(0).change(), 2);
  EXPECT_TRUE(better.effects(0).exact());
}

// Also whom their own days keep away, which the instance knows as busy days.
TEST(PlanOf, CountsWhomARuleRefuses) {
  PlanCandidate refused = Seeks("qian", 0);
  refused.findings.emplace_back().set_rule("AGE");
  PlanCandidate busy = Seeks("sun", 0);
  busy.findings.emplace_back().set_rule("DOUBLE_BOOKING");
  busy.busy.push_back({{"2021-10-20", "2021-10-21"}, "pairings/yh-cx/courses/x", false});
  PlanCandidate on_leave = Seeks("li", 0);
  on_leave.findings.emplace_back().set_rule("ON_LEAVE");
  on_leave.busy.push_back({{"2021-10-20", "2021-10-21"}, "persons/li/leaves/l", true});
  const auto model =
      ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), refused, busy, on_leave, Seeks("wu", 0)}));
  const auto answer = planning::Solve(model->instance);
  const auto plan = PlanOf(*model, std::get<planning::Solution>(*answer));
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->candidates(), 5);
  EXPECT_EQ(plan->refused(), 3);
  EXPECT_EQ(plan->left_out(), 4);
}

// Its value is counted by the sizes of the divisions, which may differ between the two.
TEST(AddEffects, FairnessAndSpreadAreLeftOut) {
  v1::Plan without;
  for (const auto goal : {v1::PLAN_GOAL_PLACED, v1::PLAN_GOAL_FAIRNESS, v1::PLAN_GOAL_PREFERENCE, v1::PLAN_GOAL_SPREAD})
    without.add_levels()->set_goal(goal);
  v1::Plan plan = without;
  for (v1::PlanLevel& level : *plan.mutable_levels()) level.set_value(7);
  AddEffects(without, plan);
  ASSERT_EQ(plan.effects_size(), 2);
  EXPECT_EQ(plan.effects(0).goal(), v1::PLAN_GOAL_PLACED);
  EXPECT_EQ(plan.effects(1).goal(), v1::PLAN_GOAL_PREFERENCE);
}

TEST(NoPlan, NamesTheRulesThatCannotHoldTogether) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0), Seeks("qian", 0)}),
                             "pinned: 'pairings/yh-cx/assignments/zhao-0' pinned: 'pairings/yh-cx/assignments/qian-0'");
  ASSERT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  ASSERT_THAT(answer, IsOk());
  const absl::Status status = NoPlan(*model, std::get<planning::Infeasible>(*answer));
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status),
              ElementsAre("SEATS pairings/yh-cx/courses/a: found 1 free seats of pairings/yh-cx/courses/a",
                          "PIN pairings/yh-cx/assignments/zhao-0: found it pinned, required one fewer of these",
                          "PIN pairings/yh-cx/assignments/qian-0: found it pinned, required one fewer of these"));
}

TEST(NoPlan, SaysThePlannersErrorsInWordsOfTheService) {
  PlannedItem course = PlannedCourse("a", 4);
  course.item.seats_min = 2;
  const auto model = ModelOf(FactsOf({course}, {Seeks("zhao", 0)}), "pinned: 'pairings/yh-cx/assignments/zhao-0'");
  ASSERT_THAT(model, IsOk());
  const absl::Status few = NoPlan(*model, planning::Solve(model->instance).status());
  EXPECT_THAT(few, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(few), ElementsAre("SEATS_MIN pairings/yh-cx/courses/a: found too few who could join whom is "
                                        "pinned, 1 with them, required 2 or nobody"));
  const auto free = ModelOf(FactsOf({PlannedCourse("a", 4)}, {Seeks("zhao", 0)}));
  EXPECT_THAT(RulesIn(NoPlan(*free, absl::FailedPreconditionError("pins: items[0]"))),
              ElementsAre("PIN pairings/yh-cx: pins: seats of pairings/yh-cx/courses/a"));
  EXPECT_THAT(NoPlan(*free, absl::OutOfRangeError("96 bits")),
              FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_EQ(NoPlan(*free, absl::InvalidArgumentError("items")).code(), StatusCode::kInternal);
  EXPECT_THAT(NoPlan(*free, absl::ResourceExhaustedError("time")),
              FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

PlannedItem Asking(const std::string& id, int seats_min) {
  PlannedItem course = PlannedCourse(id, 5);
  course.item.seats_min = seats_min;
  return course;
}

absl::Status NoPlanOf(const PlanFacts& facts, const std::string& question) {
  const auto model = ModelOf(facts, question);
  EXPECT_THAT(model, IsOk());
  return NoPlan(*model, planning::Solve(model->instance).status());
}

constexpr char kZhaoAndQian[] =
    "pinned: 'pairings/yh-cx/assignments/zhao-0' pinned: 'pairings/yh-cx/assignments/qian-1'";

TEST(NoPlan, OfPinnedCoursesItNamesThoseThatTooFewMayComeTo) {
  const PlanFacts facts =
      FactsOf({Asking("a", 2), Asking("b", 2)}, {Seeks("zhao", 0), Seeks("qian", 1), Seeks("sun", 1), Seeks("li", 1)});
  EXPECT_THAT(RulesIn(NoPlanOf(facts, kZhaoAndQian)), ElementsAre(StartsWith("SEATS_MIN pairings/yh-cx/courses/a: ")));
}

// One more person could join either, on the same days.
TEST(NoPlan, OfMinimaThatOnlyTogetherCannotHoldItSaysSo) {
  const PlanFacts facts =
      FactsOf({Asking("a", 2), Asking("b", 2)}, {Seeks("zhao", 0), Seeks("qian", 1), Seeks("sun", 0), Seeks("sun", 1)});
  EXPECT_THAT(RulesIn(NoPlanOf(facts, kZhaoAndQian)), ElementsAre(HasSubstr("courses/a: found somebody pinned and a"),
                                                                  HasSubstr("courses/b: found somebody pinned and a")));
}

// Of two seats one is for each division at least, and both are pinned to one.
TEST(NoPlan, NamesTheFloorThatCannotBeKept) {
  PlannedItem course = PlannedCourse("a", 2);
  PlanCandidate other = Seeks("sun", 0);
  other.seating.division = "330110";
  const auto model = ModelOf(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0), other}),
                             "pinned: 'pairings/yh-cx/assignments/zhao-0' pinned: 'pairings/yh-cx/assignments/qian-0' "
                             "floors { item: 'pairings/yh-cx/courses/a' division: '33' places: 1 }");
  ASSERT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  ASSERT_THAT(answer, IsOk());
  const absl::Status status = NoPlan(*model, std::get<planning::Infeasible>(*answer));
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), Contains("FLOOR pairings/yh-cx/courses/a: found fewer left by the other rules, required "
                                        "1 places for division 33"));
}

// A course with a minimum that somebody is pinned in runs, and then its floor holds.
TEST(NoPlan, OfAPinnedCourseItNamesTheFloorToo) {
  PlanFacts facts = FactsOf({Asking("a", 2)}, {Seeks("zhao", 0), Seeks("qian", 0)});
  const absl::Status status = NoPlanOf(facts,
                                       "pinned: 'pairings/yh-cx/assignments/zhao-0' "
                                       "floors { item: 'pairings/yh-cx/courses/a' division: '33' places: 1 }");
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), Contains(StartsWith("FLOOR pairings/yh-cx/courses/a: ")));
}

// More categories with kept seats than the model says exactly beside quotas: they get no others.
TEST(NoPlan, WhereTheModelIsStricterItIsSaid) {
  PlannedItem course = Asking("a", 3);
  SeatPlan rules{.seats = 12, .quotas = {FromText<v1::Quota>("division: '51' seats: 12")}, .categories = {}};
  for (const char* category : {"DOCTOR", "NURSE", "TEACHER", "PRIMARY_CARE_DOCTOR", "AGRONOMIST"})
    rules.categories.push_back(
        FromText<v1::CategoryQuota>(absl::StrCat("category: PERSON_CATEGORY_", category, " floor: 2")));
  course.ledger = NewLedger(course.item.name, rules);
  const absl::Status status = NoPlanOf(FactsOf({course}, {Seeks("zhao", 0), Seeks("qian", 0), Seeks("sun", 0)}),
                                       "pinned: 'pairings/yh-cx/assignments/zhao-0'");
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), Contains(HasSubstr("a plan by the rules as they are is not ruled out")));
}

PlanFacts OneAwayOfTwo() {
  PlannedItem covered = PlannedCourse("a", 5);
  covered.item.requirements.set_away_per_organization_max(1);
  return FactsOf({covered}, {Seeks("zhao", 0), Seeks("qian", 0)});
}

TEST(NoPlan, OfPinsAgainstHomeCoverageItNamesPersonAndItem) {
  const auto model = ModelOf(OneAwayOfTwo(),
                             "pinned: 'pairings/yh-cx/assignments/zhao-0' pinned: 'pairings/yh-cx/assignments/qian-0'");
  ASSERT_THAT(model, IsOk());
  const absl::Status status = NoPlan(*model, planning::Solve(model->instance).status());
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PLAN_INFEASIBLE"));
  EXPECT_THAT(RulesIn(status), ElementsAre(HasSubstr("home coverage of persons/qian in seats of "
                                                     "pairings/yh-cx/courses/a")));
}

TEST(PlanOf, SaysWhoseHomeKeepsItFromBeingExact) {
  const auto model = ModelOf(OneAwayOfTwo());
  const auto answer = planning::Solve(model->instance);
  const auto plan = PlanOf(*model, std::get<planning::Solution>(*answer));
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(plan->not_exact(), ElementsAre("organizations/lingjiang: home coverage ties people to each other"));
}

TEST(InNames, PutsNamesInPlaceOfNumbers) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {Seeks("zhao", 0)}));
  EXPECT_EQ(InNames(model->basis, "items[0]: has 3 people (pairs[0]), quotas[7] and x[y]"),
            "seats of pairings/yh-cx/courses/a: has 3 people (pairings/yh-cx/assignments/zhao-0), quotas[7] and x[y]");
  EXPECT_EQ(InNames(model->basis, "nothing [to name"), "nothing [to name");
  EXPECT_EQ(InNames(model->basis, ""), "");
}

TEST(MovePlan, GoesOnceAndOnlyFromProposed) {
  v1::Plan plan;
  plan.set_name("pairings/yh-cx/plans/x");
  Propose(SomeStamp(), plan);
  EXPECT_EQ(plan.events(0).verb(), "CreatePlan");
  EXPECT_TRUE(plan.has_expire_time());
  const auto move = [&](v1::Plan::State to, const std::string& etag) {
    return MovePlan(to, "SomeVerb", etag, SomeStamp(), plan);
  };
  EXPECT_THAT(move(v1::Plan::STATE_COMMITTED, "old"), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(move(v1::Plan::STATE_COMMITTED, plan.etag()), IsOkAndHolds(true));
  EXPECT_THAT(move(v1::Plan::STATE_COMMITTED, "old"), IsOkAndHolds(false));
  EXPECT_THAT(move(v1::Plan::STATE_DISCARDED, ""), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_EQ(plan.events_size(), 2);
  EXPECT_FALSE(plan.has_expire_time());
}

}  // namespace
}  // namespace jiedui::scheduler
