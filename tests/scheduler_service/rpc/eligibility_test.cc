// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class CheckEligibilityTest : public AssignmentServer {
 protected:
  absl::StatusOr<v1::CheckEligibilityResponse> Check(const std::vector<std::string>& persons,
                                                     const std::vector<std::string>& items) {
    v1::CheckEligibilityRequest request;
    request.set_parent("pairings/yh-cx");
    for (const std::string& person : persons) request.add_persons("persons/" + person);
    for (const std::string& item : items) request.add_items("pairings/yh-cx/" + item);
    return Invoke(*assignments_, &Assignments::CheckEligibility, request);
  }
};

// U1 as a question: nothing is written.
TEST_F(CheckEligibilityTest, AnswersForEveryPair) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  const uint64_t before = Status().revision();
  const auto answer = Check({"zhao", "qian"}, {"courses/maternal", "postings/ortho"});
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->results_size(), 4);
  EXPECT_EQ(answer->results(0).verdict(), v1::Eligibility::VERDICT_NEAR_MISS);
  EXPECT_EQ(answer->results(0).findings(0).rule(), "DOUBLE_BOOKING");
  EXPECT_EQ(answer->results(1).verdict(), v1::Eligibility::VERDICT_ELIGIBLE);
  EXPECT_EQ(answer->results(2).verdict(), v1::Eligibility::VERDICT_ASSIGNED);
  EXPECT_EQ(answer->results(3).verdict(), v1::Eligibility::VERDICT_WAITS);
  EXPECT_GT(answer->rules_size(), 15);
  EXPECT_EQ(Status().revision(), before);
}

TEST_F(CheckEligibilityTest, HistoryAndCoverageAreRead) {
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  v1::Course first = Clinical();
  first.set_curriculum("急诊");
  ASSERT_THAT(Create(first), IsOk());
  v1::Course second = first;
  second.set_name("pairings/yh-cx/courses/second");
  second.set_start_date("2021-10-25");
  second.set_end_date("2021-11-12");
  second.mutable_requirements()->set_away_per_organization_max(1);
  ASSERT_THAT(Create(second), IsOk());
  ASSERT_THAT(Assign("a", "zhao", "courses/clinical"), IsOk());
  const auto answer = Check({"zhao", "qian"}, {"courses/second"});
  ASSERT_THAT(answer, IsOk());
  std::vector<std::string> codes;
  for (const auto& finding : answer->results(0).findings()) codes.push_back(finding.rule());
  EXPECT_THAT(codes, ElementsAre("EXCLUSION", "DOUBLE_BOOKING"));
  EXPECT_EQ(answer->results(1).findings(0).rule(), "ORGANIZATION_COVERAGE");
  EXPECT_EQ(answer->results(1).findings(0).found(), "1 others away on 2021-10-25");
  // The same facts decide when the seat is asked for.
  EXPECT_THAT(Assign("b", "qian", "courses/second"), FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  ASSERT_THAT(Withdraw("a"), IsOk());
  EXPECT_THAT(Assign("b", "qian", "courses/second"), IsOk());
}

TEST_F(CheckEligibilityTest, MistakesAreNamed) {
  CreateSmallWorld();
  EXPECT_THAT(Check({"nobody"}, {"courses/clinical"}), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
  EXPECT_THAT(Check({"zhao"}, {"courses/none"}), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  const std::vector<std::string> many(101, "zhao");
  EXPECT_THAT(FieldsIn(Check(many, {"courses/clinical", "courses/maternal"}).status()), ElementsAre("persons"));
}

}  // namespace
}  // namespace jiedui::scheduler
