// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/sweep_plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/plan_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class SweepPlansTest : public PlanServer {
 protected:
  static v1::SweepPlansRequest ToSweep(const std::string& fields) {
    auto request = FromText<v1::SweepPlansRequest>(fields);
    request.set_parent("pairings/yh-cx");
    return request;
  }

  absl::StatusOr<std::vector<v1::SweepPoint>> Sweep(const v1::SweepPlansRequest& request) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    const auto reader = planning_->SweepPlans(&context, request);
    std::vector<v1::SweepPoint> points;
    v1::SweepPlansResponse message;
    while (reader->Read(&message))
      if (message.has_point()) points.push_back(message.point());
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return points;
  }
  absl::StatusOr<std::vector<v1::SweepPoint>> Sweep(const std::string& fields) { return Sweep(ToSweep(fields)); }

  // "2: 2 of 2 placed"; of a value without a plan the reason.
  static std::vector<std::string> Told(const absl::StatusOr<std::vector<v1::SweepPoint>>& points) {
    if (!points.ok()) return {points.status().ToString()};
    std::vector<std::string> told;
    for (const v1::SweepPoint& point : *points) {
      const std::string bound = point.levels().empty() ? point.no_plan_reason() : absl::StrCat(point.levels(0).bound());
      told.push_back(absl::StrCat(point.value(), ": ", point.placed(), " of ", bound, point.optimal() ? "!" : ""));
    }
    return told;
  }
};

constexpr char kSeats[] = "swept { item: 'pairings/yh-cx/courses/clinical' seats: 1 } ";
constexpr char kQuota[] = "swept { item: 'pairings/yh-cx/courses/clinical' quota { division: '510824112' seats: 1 } } ";

TEST_F(SweepPlansTest, TellsThePlanAtEachValueAndKeepsNone) {
  ApproveForClinical(5, 2);
  EXPECT_THAT(Told(Sweep(absl::StrCat(kSeats, "first: 1 last: 6 step: 2"))),
              ElementsAre("1: 1 of 1!", "3: 3 of 3!", "5: 5 of 5!"));
  EXPECT_THAT(GetPlan("x"), StatusIs(StatusCode::kNotFound, testing::_));
  // Each value is what CreatePlan says of it.
  auto supposed = ToPlan("");
  supposed.set_validate_only(true);
  *supposed.add_edits() = FromText<v1::PlanEdit>("item: 'pairings/yh-cx/courses/clinical' seats: 3");
  const auto plan = MakePlan(supposed);
  const auto points = Sweep(absl::StrCat(kSeats, "first: 3 last: 3"));
  ASSERT_THAT(points, IsOk());
  ASSERT_EQ(points->at(0).levels_size(), plan->levels_size());
  for (int l = 0; l < plan->levels_size(); ++l)
    EXPECT_EQ(points->at(0).levels(l).ShortDebugString(), plan->levels(l).ShortDebugString());
}

// Seats that are kept for a township without candidates are seats that nobody gets.
TEST_F(SweepPlansTest, AQuotaTakesFromThePool) {
  ApproveForClinical(5, 4);
  EXPECT_THAT(Told(Sweep(absl::StrCat(kQuota, "first: 0 last: 3"))),
              ElementsAre("0: 4 of 4!", "1: 3 of 3!", "2: 2 of 2!", "3: 1 of 1!"));
}

TEST_F(SweepPlansTest, AValueThatHasNoPlanSaysWhy) {
  ApproveForClinical(4, 3);
  const std::string pins =
      "question { pinned: 'pairings/yh-cx/assignments/p0-clinical' pinned: 'pairings/yh-cx/assignments/p1-clinical' } ";
  const auto points = Sweep(absl::StrCat(pins, kSeats, "first: 1 last: 3"));
  EXPECT_THAT(Told(points), ElementsAre("1: 0 of PLAN_INFEASIBLE", "2: 2 of 2!", "3: 3 of 3!"));
  EXPECT_THAT(points->at(0).no_plan(), HasSubstr("SEATS: found 1 free seats"));
  // More seats kept than there are: at some values.
  EXPECT_THAT(Told(Sweep(absl::StrCat(kQuota, "first: 3 last: 4"))),
              ElementsAre("3: 0 of 0!", "4: 0 of INVALID_FIELD"));
}

// What no value could mend is an error, as of CreatePlan.
TEST_F(SweepPlansTest, OneReasonAtEveryValueIsAnError) {
  ApproveForClinical(1, 1);
  EXPECT_THAT(Sweep(absl::StrCat("question { pinned: 'pairings/yh-cx/assignments/none' } ", kSeats, "first: 1 last: 3"))
                  .status(),
              FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
}

TEST_F(SweepPlansTest, RefusesWhatHasNoValues) {
  ApproveForClinical(1, 1);
  const auto fields_in = [&](const std::string& fields) { return FieldsIn(Sweep(fields).status()); };
  EXPECT_THAT(fields_in("first: 1 last: 1"), ElementsAre("swept"));
  EXPECT_THAT(fields_in(absl::StrCat(kSeats, "first: 2 last: 1")), ElementsAre("last"));
  EXPECT_THAT(fields_in(absl::StrCat(kSeats, "first: 0 last: 1")), ElementsAre("first"));
  EXPECT_THAT(Sweep(absl::StrCat(kSeats, "first: 1 last: 100")), IsOkAndHolds(SizeIs(kSweepPointsMax)));
  EXPECT_THAT(fields_in(absl::StrCat(kSeats, "first: 1 last: 101")), ElementsAre("step"));
  EXPECT_THAT(fields_in("swept { item: 'pairings/yh-cx/courses/clinical' days { start_date: '2021-10-18' "
                        "end_date: '2021-10-19' } } first: 1 last: 1"),
              ElementsAre("swept"));
  EXPECT_THAT(fields_in("swept { item: 'pairings/yh-cx/courses/none' seats: 1 } first: 1 last: 2"),
              ElementsAre("edits[0].item"));
  auto elsewhere = ToSweep(absl::StrCat(kSeats, "first: 1 last: 2"));
  elsewhere.set_parent("pairings/none");
  EXPECT_THAT(Sweep(elsewhere).status(), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace jiedui::scheduler
