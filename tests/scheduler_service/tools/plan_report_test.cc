// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/plan_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace jiedui::scheduler {
namespace {

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

TEST(PlanAsText, IsATableAndAVerdict) {
  auto plan = Parsed<v1::Plan>(
      "name: 'pairings/p/plans/x' candidates: 3 left_out: 1 optimal: true "
      "placements {} placements {} "
      "levels { goal: PLAN_GOAL_PLACED value: 2 bound: 2 }");
  EXPECT_EQ(PlanAsText(plan),
            "pairings/p/plans/x: 3 candidates, 2 placed, 1 left out\n\n"
            "goal    value  bound  gap\n"
            "------  -----  -----  ---\n"
            "placed      2      2    0\n\n"
            "optimal: no plan is better at any goal\n");
  plan.set_optimal(false);
  plan.add_relaxed("home_covers");
  EXPECT_THAT(PlanAsText(plan), testing::EndsWith("not proven optimal\n  home_covers\n"));
  const auto size_of = [&plan](const std::string& outcome) {
    plan.clear_course_sizes();
    *plan.add_course_sizes() =
        Parsed<v1::PlanCourseSize>("item: 'c' seats_min: 5 candidates: 4 participants: 2 outcome: OUTCOME_" + outcome);
    const std::string text = PlanAsText(plan);
    return text.substr(text.rfind("c "));
  };
  EXPECT_EQ(size_of("FEW_CANDIDATES"), "c is not run: 4 candidates, it asks for 5\n");
  EXPECT_EQ(size_of("NOT_WORTH_RUNNING"), "c is not run: 4 candidates, better served elsewhere, it asks for 5\n");
  EXPECT_EQ(size_of("RUNS_BELOW_MINIMUM"), "c runs with 2 people, it asks for 5\n");
}

TEST(PlanAsText, OfAMatchingHasNoGoals) {
  EXPECT_EQ(PlanAsText(Parsed<v1::Plan>("name: 'pairings/p/plans/x' candidates: 3 left_out: 2 placements {} "
                                        "method: METHOD_DEFERRED_ACCEPTANCE")),
            "pairings/p/plans/x: 3 candidates, 1 placed, 2 left out\n\n"
            "a matching: nobody and no posting would both rather have each other\n");
}

TEST(ProofAsText, SaysWhatIsWrong) {
  EXPECT_THAT(ProofAsText(Parsed<v1::VerifyPlanResponse>("verified: true")), testing::StartsWith("proof: verified"));
  EXPECT_EQ(ProofAsText(Parsed<v1::VerifyPlanResponse>("findings: 'a' findings: 'b'")), "proof: DOES NOT HOLD: a; b\n");
}

TEST(ExplanationAsText, NamesTheHolderAndTheCheapestChange) {
  EXPECT_EQ(ExplanationAsText(Parsed<v1::PersonExplanation>(R"pb(
              person: "persons/a"
              person_display_name: "赵示范"
              refusals {
                seats { item: "pairings/p/courses/c" division: "51" }
                why: WHY_OUTRANKED
                brings { goal: PLAN_GOAL_PLACED amount: 1 }
                costs { goal: PLAN_GOAL_PLACED amount: 2 }
                chain {
                  person: "persons/b"
                  from { item: "pairings/p/courses/c" }
                }
              }
              refusals {
                why: WHY_RULES
                findings { rule: "AGE" found: "70" required: "60" }
              }
              remedies {
                parts { description: "1 more" }
                effects { goal: PLAN_GOAL_PLACED amount: 1 }
              })pb")),
            "赵示范 (persons/a) is left out:\n"
            "  seats of division 51 at pairings/p/courses/c: outranked\n"
            "    persons/b would have to give way\n"
            "    brings placed 1; costs placed 2\n"
            "  seats at : rules\n"
            "    AGE: found 70, required 60\n"
            "  the cheapest change: 1 more; then placed +1\n");
  EXPECT_EQ(ExplanationAsText(Parsed<v1::PersonExplanation>("person: 'persons/a' placements { item: 'i' }")),
            "persons/a has a seat at i\n");
}

TEST(ExplanationAsText, NamesWhatWouldHaveToBeGivenUp) {
  const auto explanation = Parsed<v1::PersonExplanation>(R"(refusals {
    why: WHY_TIED
    seats { item: "c" }
    gives_up: "a"
    chain { person: "persons/fills-a" to { item: "b" } }
  })");
  EXPECT_THAT(ExplanationAsText(explanation), testing::HasSubstr(": tied\n    a would have to be given up for it\n"));
  EXPECT_THAT(ExplanationAsText(explanation), testing::Not(testing::HasSubstr("fills-a")));
}

TEST(OverviewAsText, NamesFloorsTheBestSeatsAndWishes) {
  auto overview = Parsed<v1::PlanOverview>(R"pb(
    floors {
      floor { item: "c" division: "51" places: 3 }
      costs { goal: PLAN_GOAL_PLACED amount: 7 }
      bounded: true
    }
    floors {
      floor { item: "c" division: "52" places: 1 }
      costs { goal: PLAN_GOAL_PLACED }
    }
    worthwhile {
      seats { item: "c" division: "51" }
      gains { goal: PLAN_GOAL_PLACED amount: 1 }
      gains { goal: PLAN_GOAL_PREFERENCE amount: -2 }
    }
    rank_profile: [ 2, 0, 1 ])pb");
  EXPECT_EQ(OverviewAsText(overview),
            "the floor of 3 places for division 51 at c costs placed 7, as far as plans were found\n"
            "the floor of 1 places for division 52 at c costs nothing\n"
            "one more of the seats of division 51 at c brings placed +1, preference -2\n"
            "2 of 3 places are their person's dearest\n");
  for (int k = 0; k < 4; ++k) *overview.add_worthwhile() = overview.worthwhile(0);
  EXPECT_THAT(OverviewAsText(overview), testing::HasSubstr("one more of 2 other parts of the seats brings no more"));
  overview.mutable_worthwhile(0)->mutable_seats()->set_under_ceiling(true);
  EXPECT_THAT(OverviewAsText(overview), testing::HasSubstr("division 51 at c, its ceiling with it, brings placed +1"));
  EXPECT_EQ(OverviewAsText({}), "");
}

}  // namespace
}  // namespace jiedui::scheduler
