// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_days.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::RuleFinding Refuses(const std::string& rule) {
  v1::RuleFinding finding;
  finding.set_rule(rule);
  finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
  return finding;
}

TEST(BuildModel, IsASoundInstanceWithNames) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1), PlannedCourse("b", 2, "2021-11-01", "2021-11-05")},
                                     {Seeks("zhao", 0), Seeks("qian", 0), Seeks("zhao", 1)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(CheckInstance(model->instance), IsOk());
  EXPECT_EQ(model->instance.people, 2);
  EXPECT_THAT(model->instance.pair_begin, ElementsAre(0, 2, 3));
  EXPECT_THAT(model->instance.pair_item, ElementsAre(0, 1, 0));
  EXPECT_THAT(model->basis.pair_seekers(), ElementsAre(0, 2, 1));
  EXPECT_THAT(model->basis.persons(), ElementsAre("zhao", "qian"));
  EXPECT_THAT(model->instance.levels[1].value, ElementsAre(3, 1, 2));
  EXPECT_EQ(model->instance.items_per_person_max, 2);
}

TEST(BuildModel, WhomARuleRefusesIsNoPairButKeptWithWhy) {
  PlanCandidate refused = Seeks("zhao", 0);
  refused.findings.push_back(Refuses("AGE"));
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {refused, Seeks("qian", 0)}));
  ASSERT_THAT(model, IsOk());
  EXPECT_EQ(model->instance.people, 1);
  EXPECT_THAT(model->basis.persons(), ElementsAre("qian", "zhao"));
  EXPECT_THAT(model->basis.seekers(0).findings(), SizeIs(1));
  EXPECT_EQ(model->basis.seekers(0).person(), 1);
}

TEST(BuildModel, DaysThatAreTakenAreThePlannersToWeigh) {
  PlanCandidate busy = Seeks("zhao", 0);
  busy.findings.push_back(Refuses("DOUBLE_BOOKING"));
  busy.busy.push_back({{"2021-10-20", "2021-10-21"}, "pairings/yh-cx/courses/x", false});
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1)}, {busy}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.pair_item, SizeIs(1));
  ASSERT_THAT(model->instance.busy, SizeIs(1));
  EXPECT_EQ(model->instance.busy[0].days.first - model->instance.items[0].days.first, 2);
  EXPECT_THAT(model->basis.busy_subjects(), ElementsAre("pairings/yh-cx/courses/x"));
}

// Leave is in the way of the course only.
TEST(BuildModel, ALeaveKeepsNobodyFromAPosting) {
  PlanCandidate course = Seeks("zhao", 0);
  course.findings.push_back(Refuses("ON_LEAVE"));
  course.busy.push_back({{"2021-10-20", "2021-10-21"}, "persons/zhao/leaves/l", true});
  const PlannedItem posting{ItemOf(Stationed()),
                            NewLedger(Stationed().name(), {.seats = 1, .quotas = {}, .categories = {}})};
  const auto both = ModelOf(FactsOf({PlannedCourse("a", 1), posting}, {course, Seeks("zhao", 1)}));
  ASSERT_THAT(both, IsOk());
  EXPECT_THAT(both->instance.pair_item, ElementsAre(1));
  EXPECT_THAT(both->instance.busy, IsEmpty());
  const auto alone = ModelOf(FactsOf({PlannedCourse("a", 1)}, {course}));
  ASSERT_THAT(alone, IsOk());
  EXPECT_THAT(alone->instance.busy, SizeIs(1));
}

TEST(BuildModel, APartTimeItemLiesBesideAnything) {
  PlannedItem evening = PlannedCourse("evening", 1);
  evening.item.intensity = v1::INTENSITY_PART_TIME;
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 1), evening}, {Seeks("zhao", 0), Seeks("zhao", 1)}));
  ASSERT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(std::get<planning::Solution>(*answer).plan.pairs, ElementsAre(0, 1));
}

TEST(BuildModel, ASecondCandidacyForAnItemIsRefused) {
  PlanCandidate again = Seeks("zhao", 0);
  again.assignment += "-again";
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 2)}, {Seeks("zhao", 0), again}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(model->instance.pair_item, SizeIs(1));
  EXPECT_EQ(model->basis.seekers(0).findings_size() + model->basis.seekers(1).findings_size(), 1);
}

TEST(BuildModel, WithoutCandidatesThereIsAnEmptyInstance) {
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 2)}, {}));
  ASSERT_THAT(model, IsOk());
  EXPECT_THAT(planning::Solve(model->instance), IsOk());
  EXPECT_THAT(ModelOf(FactsOf({}, {})), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
