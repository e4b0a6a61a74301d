// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kParent[] = "pairings/yh-cx";

absl::Status Check(const std::string& text) { return CheckQuestion(kParent, FromText<v1::PlanQuestion>(text)); }

TEST(CheckQuestion, TakesWhatBelongsToThePairing) {
  EXPECT_THAT(Check(""), IsOk());
  EXPECT_THAT(Check("items: 'pairings/yh-cx/courses/c' pinned: 'pairings/yh-cx/assignments/a' "
                    "goals: [PLAN_GOAL_KEPT, PLAN_GOAL_PLACED] base_plan: 'pairings/yh-cx/plans/x'"),
              IsOk());
}

TEST(CheckQuestion, NamesEveryWrongField) {
  const absl::Status status = Check(
      "items: 'pairings/yh/courses/c' pinned: 'pairings/yh-cx/assignments/a' "
      "forbidden: 'pairings/yh-cx/assignments/a' base_plan: 'pairings/other/plans/x' "
      "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_UNSPECIFIED, PLAN_GOAL_PLACED]");
  EXPECT_THAT(FieldsIn(status), ElementsAre("question.items[0]", "question.base_plan", "question.goals[1]",
                                            "question.goals[2]", "question.pinned[0]"));
}

TEST(CheckQuestion, NothingIsKeptOfNoPlan) {
  EXPECT_THAT(FieldsIn(Check("goals: PLAN_GOAL_KEPT")), ElementsAre("question.goals[0]"));
}

TEST(CheckQuestion, ACandidacyIsRankedOnce) {
  EXPECT_THAT(Check("ranks { assignment: 'pairings/yh-cx/assignments/a' wish: 1 } "
                    "ranks { assignment: 'pairings/yh-cx/assignments/b' wish: 1 }"),
              IsOk());
  EXPECT_THAT(FieldsIn(Check("ranks { assignment: 'pairings/yh-cx/assignments/a' } "
                             "ranks { assignment: 'pairings/yh-cx/assignments/a' } "
                             "ranks { assignment: 'pairings/yh/assignments/a' }")),
              ElementsAre("question.ranks[1].assignment", "question.ranks[2].assignment"));
  EXPECT_THAT(FieldsIn(Check("goals: PLAN_GOAL_WISHES ranks { assignment: 'pairings/yh-cx/assignments/a' }")),
              ElementsAre("question.goals[0]"));
}

TEST(CheckQuestion, AMatchingTakesNothingThatChoosesAmongPlans) {
  EXPECT_THAT(Check("matching {} items: 'pairings/yh-cx/postings/a' items_per_person_max: 1 "
                    "forbidden: 'pairings/yh-cx/assignments/a'"),
              IsOk());
  EXPECT_THAT(FieldsIn(Check("matching {} items: 'pairings/yh-cx/postings/a' items: 'pairings/yh-cx/courses/a' "
                             "goals: PLAN_GOAL_PLACED pinned: 'pairings/yh-cx/assignments/a' "
                             "priority: 'pairings/yh-cx/assignments/a' base_plan: 'pairings/yh-cx/plans/x' "
                             "items_per_person_max: 2 spread_days: 7 travel_days: 1 days_per_person_max: 1 "
                             "floors { item: 'pairings/yh-cx/postings/a' division: '51' places: 1 }")),
              ::testing::IsSupersetOf({"question.goals", "question.pinned", "question.priority", "question.floors",
                                       "question.base_plan", "question.items_per_person_max", "question.spread_days",
                                       "question.travel_days", "question.days_per_person_max", "question.items[1]"}));
}

TEST(CheckQuestion, RegionsOfCapsAreDisjoint) {
  const auto caps = [](const std::string& a, const std::string& b) {
    return absl::StrCat("matching { region_caps { division: '", a, "' people_max: 1 } region_caps { division: '", b,
                        "' people_max: 1 } }");
  };
  EXPECT_THAT(Check(caps("510824", "510825")), IsOk());
  for (const char* other : {"510824", "5108", "510824100"})
    EXPECT_THAT(FieldsIn(Check(caps("510824", other))), ElementsAre("question.matching.region_caps[1].division"));
}

TEST(CheckQuestion, OneFloorForAnItemAndDivisionOfWhatIsPlanned) {
  const std::string floors =
      "floors { item: 'pairings/yh-cx/courses/c' division: '51' places: 1 } "
      "floors { item: 'pairings/yh-cx/courses/c' division: '510824' places: 1 } ";
  EXPECT_THAT(Check(floors), IsOk());
  EXPECT_THAT(Check(floors + "items: 'pairings/yh-cx/courses/c'"), IsOk());
  EXPECT_THAT(FieldsIn(Check(floors + "items: 'pairings/yh-cx/courses/d' "
                                      "floors { item: 'pairings/other/courses/c' division: '51' places: 1 } "
                                      "floors { item: 'pairings/yh-cx/courses/d' division: '51' places: 1 } "
                                      "floors { item: 'pairings/yh-cx/courses/d' division: '51' places: 2 }")),
              ElementsAre("question.floors[0].item", "question.floors[1].item", "question.floors[2].item",
                          "question.floors[4]"));
}

TEST(Completed, KeepsFloorsInTheirOrder) {
  const auto question = Completed(FromText<v1::PlanQuestion>("floors { item: 'b' } floors { item: 'a' }"));
  EXPECT_EQ(question.floors(0).item(), "b");
  EXPECT_EQ(question.floors(1).item(), "a");
}

TEST(Completed, HasTheGoalsThatMeanSomething) {
  EXPECT_THAT(Completed({}).goals(), ElementsAre(v1::PLAN_GOAL_PLACED, v1::PLAN_GOAL_PREFERENCE));
  const auto all = Completed(FromText<v1::PlanQuestion>("priority: 'b' priority: 'a' priority: 'b' base_plan: 'x'"));
  EXPECT_THAT(all.goals(),
              ElementsAre(v1::PLAN_GOAL_PRIORITY, v1::PLAN_GOAL_PLACED, v1::PLAN_GOAL_KEPT, v1::PLAN_GOAL_PREFERENCE));
  EXPECT_THAT(all.priority(), ElementsAre("a", "b"));
  EXPECT_THAT(Completed(FromText<v1::PlanQuestion>("ranks { assignment: 'a' wish: 1 }")).goals(),
              ElementsAre(v1::PLAN_GOAL_PLACED, v1::PLAN_GOAL_WISHES, v1::PLAN_GOAL_PREFERENCE));
  EXPECT_THAT(Completed(FromText<v1::PlanQuestion>("ranks { assignment: 'a' standing: 1 }")).goals(),
              ElementsAre(v1::PLAN_GOAL_PLACED, v1::PLAN_GOAL_PREFERENCE));
  EXPECT_THAT(Completed(FromText<v1::PlanQuestion>("matching {}")).goals(), IsEmpty());
  EXPECT_THAT(Completed(FromText<v1::PlanQuestion>("goals: PLAN_GOAL_PREFERENCE")).goals(),
              ElementsAre(v1::PLAN_GOAL_PREFERENCE));
}

TEST(NameOf, IsTheGoalInLowerCase) { EXPECT_EQ(NameOf(v1::PLAN_GOAL_PLACED), "placed"); }

}  // namespace
}  // namespace jiedui::scheduler
