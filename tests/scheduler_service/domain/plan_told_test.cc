// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_told.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/plan_answer.h"
#include "scheduler_service/planning/solve.h"
#include "tests/scheduler_service/plan_facts.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Of 30 people who seek one of 25 seats.
class PlanTold : public ::testing::Test {
 protected:
  PlanTold() {
    std::vector<PlanCandidate> seekers;
    for (int i = 0; i < 30; ++i) seekers.push_back(Seeks(absl::StrCat("p", i), 0));
    model_.emplace(*ModelOf(FactsOf({PlannedCourse("a", 25)}, seekers)));
    solution_ = std::get<planning::Solution>(*planning::Solve(model_->instance));
    plan_ = *PlanOf(*model_, solution_);
  }

  std::vector<std::string> Findings() const {
    return FindingsInTold(plan_, model_->basis, solution_, *ProvenLevels(model_->basis, solution_));
  }

  std::optional<PlanModel> model_;
  planning::Solution solution_;
  v1::Plan plan_;
};

TEST_F(PlanTold, APlanAsItWasMadeTellsWhatWasProven) { EXPECT_THAT(Findings(), IsEmpty()); }

TEST_F(PlanTold, APlaceMoreLessOrOfSomebodyElseIsFound) {
  const v1::PlanPlacement first = plan_.placements(0);
  plan_.mutable_placements(0)->set_person("persons/else");
  EXPECT_THAT(Findings(), ElementsAre(absl::StrCat(first.assignment(), ", persons/else in ", first.item(),
                                                   ", is in the plan, but not in the proof of the plan"),
                                      absl::StrCat(first.assignment(), ", ", first.person(), " in ", first.item(),
                                                   ", is in the proof of the plan, but not in the plan")));
  *plan_.mutable_placements(0) = first;
  plan_.add_placements()->set_assignment("pairings/yh-cx/assignments/more");
  EXPECT_THAT(Findings(), SizeIs(1));
  plan_.mutable_placements()->RemoveLast();
  plan_.mutable_placements()->RemoveLast();
  EXPECT_THAT(Findings(), SizeIs(1));
  *plan_.add_placements() = first;
  EXPECT_THAT(Findings(), SizeIs(2)) << "one is there twice, one is not";
  plan_.clear_placements();
  EXPECT_THAT(Findings(), SizeIs(20)) << "25, of which so many are told";
}

TEST_F(PlanTold, AGoalThatIsNotReachedIsFound) {
  plan_.mutable_levels(0)->set_value(26);
  EXPECT_THAT(Findings(),
              ElementsAre("PLAN_GOAL_PLACED of 26 and at most 25 is in the plan, but not in the proof of the plan",
                          "PLAN_GOAL_PLACED of 25 and at most 25 is in the proof of the plan, but not in the plan"));
}

}  // namespace
}  // namespace jiedui::scheduler
