// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/plan_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/planning/instance_text.h"

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;

planning::Instance TwoPeople(absl::string_view more) {
  const absl::StatusOr<planning::Instance> instance = planning::ParseInstance(
      absl::string_view("jiedui-planning 1\npeople 2\ngroups 1\nlevel best \"wishes\"\nitem 1 5 1 0\nmember 1 0\n"
                        "pair 0 0 9\npair 1 0 4\n" +
                        std::string(more)));
  EXPECT_TRUE(instance.ok()) << instance.status();
  return *instance;
}

planning::Answer AnswerTo(const planning::Instance& instance) {
  absl::StatusOr<planning::Answer> answer = planning::Solve(instance);
  EXPECT_TRUE(answer.ok()) << answer.status();
  return *std::move(answer);
}

TEST(PlanText, PrintsLevelsVerdictAndPairs) {
  const planning::Instance instance = TwoPeople("quota 0 0 1 1\n");
  const std::string text = AnswerAsText(instance, AnswerTo(instance));
  EXPECT_THAT(text, HasSubstr("best \"wishes\""));
  EXPECT_THAT(text, HasSubstr("gap 0\noptimal, verified, 1 chosen\n1 0\n"));
}

TEST(PlanText, PrintsJson) {
  const planning::Instance instance = TwoPeople("");
  EXPECT_EQ(AnswerAsJson(instance, AnswerTo(instance)),
            "{\"optimal\":true,\"levels\":[{\"name\":\"best \\\"wishes\\\"\",\"value\":9,\"bound\":9,\"gap\":0}],"
            "\"verified\":true,\"findings\":[],\"chosen\":[[0,0]]}\n");
}

TEST(PlanText, FairnessThatIsOnlyBoundedIsNotCalledOptimal) {
  const planning::Instance instance = TwoPeople("");
  planning::Answer answer = AnswerTo(instance);
  std::get<planning::Solution>(answer).plan.relaxed.emplace_back(planning::kFairnessIsBounded);
  EXPECT_THAT(AnswerAsText(instance, answer), HasSubstr("gap 0\nnot proven optimal"));
  EXPECT_THAT(AnswerAsJson(instance, answer), HasSubstr("\"optimal\":false"));
}

TEST(PlanText, PrintsTheRulesThatCannotHold) {
  const planning::Instance instance = TwoPeople("forbidden 1 0\nquota 0 0 1 1\n");
  const planning::Answer answer = AnswerTo(instance);
  EXPECT_EQ(AnswerAsText(instance, answer),
            "no plan, verified; these rules cannot hold together:\nfloor of quotas[0]\n");
  EXPECT_EQ(AnswerAsJson(instance, answer),
            "{\"infeasible\":true,\"verified\":true,\"conflict\":[\"floor of quotas[0]\"]}\n");
}

}  // namespace
}  // namespace jiedui::scheduler
