// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_basis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "scheduler_service/planning/instance_text.h"
#include "scheduler_service/planning/verify.h"
#include "tests/scheduler_service/plan_facts.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::IsEmpty;

// Many people for few seats.
storage::v1::PlanBasis SomeBasis(int people = 50) {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < people; ++i) seekers.push_back(Seeks(absl::StrCat("p", i), i % 2));
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 3), PlannedCourse("b", 4)}, seekers));
  const auto answer = planning::Solve(model->instance);
  return WithSolution(*model, std::get<planning::Solution>(*answer));
}

TEST(PlanBasis, ComesBackAsItWas) {
  const storage::v1::PlanBasis basis = SomeBasis();
  const auto back = FromPieces(ToPieces(basis));
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->SerializeAsString(), basis.SerializeAsString());
  const auto instance = InstanceOf(*back);
  const auto solution = SolutionOf(*back);
  ASSERT_THAT(instance, IsOk());
  ASSERT_THAT(solution, IsOk());
  EXPECT_THAT(planning::Verify(*instance, solution->plan, solution->certificate).findings, IsEmpty());
  EXPECT_TRUE(solution->plan.optimal());
}

// Solved, taken to pieces and put together again, the plan is proven as it was, with two prices in the list.
void ExpectProofComesBack(const absl::StatusOr<PlanModel>& model, std::vector<absl::int128> planning::Prices::*list) {
  ASSERT_THAT(model, IsOk());
  const auto answer = planning::Solve(model->instance);
  ASSERT_THAT(answer, IsOk());
  const auto back = FromPieces(ToPieces(WithSolution(*model, std::get<planning::Solution>(*answer))));
  ASSERT_THAT(back, IsOk());
  const auto instance = InstanceOf(*back);
  const auto solution = SolutionOf(*back);
  ASSERT_THAT(instance, IsOk());
  ASSERT_THAT(solution, IsOk());
  EXPECT_EQ((solution->certificate.proofs[0].*list).size(), 2U);
  EXPECT_TRUE(solution->plan.optimal());
  EXPECT_THAT(planning::Verify(*instance, solution->plan, solution->certificate).findings, IsEmpty());
}

TEST(PlanBasis, AProofOfFairnessComesBackToo) {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 9; ++i) {
    seekers.push_back(Seeks(absl::StrCat("p", i), 0));
    seekers.back().seating.division = i < 6 ? "510824100" : "510824112";
  }
  const auto model = ModelOf(FactsOf({PlannedCourse("a", 3)}, seekers),
                             "goals: [PLAN_GOAL_PLACED, PLAN_GOAL_FAIRNESS, PLAN_GOAL_PREFERENCE]");
  ExpectProofComesBack(model, &planning::Prices::fair_group);
}

TEST(PlanBasis, AProofOfSpreadComesBackToo) {
  std::vector<PlanCandidate> seekers;
  for (int i = 0; i < 6; ++i)
    for (int item = 0; item < 2; ++item) seekers.push_back(Seeks(absl::StrCat("p", i), item));
  const auto model =
      ModelOf(FactsOf({PlannedCourse("a", 4), PlannedCourse("b", 4, "2021-11-15", "2021-11-19")}, seekers),
              "items_per_person_max: 1 goals: [PLAN_GOAL_PLACED, PLAN_GOAL_SPREAD, PLAN_GOAL_PREFERENCE]");
  ExpectProofComesBack(model, &planning::Prices::period);
}

TEST(PlanBasis, OfNobodyIsOneToo) {
  const storage::v1::PlanBasis basis = SomeBasis(0);
  const auto back = FromPieces(ToPieces(basis));
  ASSERT_THAT(back, IsOk());
  EXPECT_THAT(InstanceOf(*back), IsOk());
  EXPECT_THAT(SolutionOf(*back), IsOk());
}

TEST(PlanBasis, AnythingElseIsDamage) {
  EXPECT_THAT(FromPieces({}), StatusIs(StatusCode::kDataLoss, _));
  EXPECT_THAT(FromPieces({"not compressed at all"}), StatusIs(StatusCode::kDataLoss, _));
  std::vector<std::string> pieces = ToPieces(SomeBasis());
  for (size_t at : {size_t{0}, pieces[0].size() / 2, pieces[0].size() - 5}) {
    std::vector<std::string> broken = pieces;
    broken[0][at] = static_cast<char>(broken[0][at] ^ 0x55);
    EXPECT_THAT(FromPieces(broken), StatusIs(StatusCode::kDataLoss, _)) << at;
  }
  pieces[0].resize(pieces[0].size() / 2);
  EXPECT_THAT(FromPieces(pieces), StatusIs(StatusCode::kDataLoss, _));
  storage::v1::PlanBasis basis = SomeBasis();
  basis.set_instance("nonsense");
  EXPECT_THAT(InstanceOf(basis), StatusIs(StatusCode::kDataLoss, _));
  basis.set_method(9);
  EXPECT_THAT(SolutionOf(basis), StatusIs(StatusCode::kDataLoss, _));
}

TEST(WideNumbers, KeepAll128Bits) {
  const std::vector<absl::int128> numbers = {0,
                                             -1,
                                             1,
                                             absl::int128{1} << 100,
                                             -(absl::int128{1} << 100),
                                             std::numeric_limits<absl::int128>::max(),
                                             std::numeric_limits<absl::int128>::min()};
  EXPECT_EQ(FromWide(ToWide(numbers)), numbers);
}

TEST(DigestOfRow, TellsRowsApart) {
  EXPECT_EQ(DigestOfRow("a"), DigestOfRow("a"));
  EXPECT_NE(DigestOfRow("a"), DigestOfRow("b"));
  EXPECT_NE(DigestOfRow(""), 0U);
}

}  // namespace
}  // namespace jiedui::scheduler
