// SPDX-License-Identifier: Apache-2.0
// Plans as large as they may be, and larger: what is refused says what would do; the caller of a long one can go away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "scheduler_service/directory/progress.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/rpc/create_plan.h"
#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/store/plan_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::_;
using ::testing::HasSubstr;

class PlanLimits : public PlanWorld {
 protected:
  static constexpr int kPerCommand = 60;

  // Approved for the course, besides the two that are there: written as if long ago, without the steps.
  void AddApproved(int count) {
    for (int first = 0; first < count; first += kPerCommand)
      Write([&](store::Transaction& txn) -> absl::Status {
        ASSIGN_OR_RETURN(auto sample, tables_.assignments.Find(txn, "yh-cx/li"));
        ASSIGN_OR_RETURN(auto seats, tables_.seats.Find(txn, SeatsKey(kCourse)));
        const int last = std::min(first + kPerCommand, count);
        for (int i = first; i < last; ++i) RETURN_IF_ERROR(AddOne(txn, absl::StrCat("p", i), *sample));
        CountPending(*seats->mutable_ledger(), "", last - first);
        return tables_.seats.Put(txn, *seats);
      });
  }
  absl::Status AddOne(store::Transaction& txn, const std::string& id, storage::v1::AssignmentRecord record) {
    RETURN_IF_ERROR(PutPerson(tables_, txn, VillageDoctor(id)));
    record.mutable_assignment()->set_name(NameOf(id));
    record.mutable_assignment()->set_person("persons/" + id);
    v1::PersonCalendar calendar;
    calendar.set_person("persons/" + id);
    RETURN_IF_ERROR(jiedui::scheduler::Apply(calendar, NameOf(id), kCourse));
    RETURN_IF_ERROR(Put(tables_, txn, calendar));
    return tables_.assignments.Put(txn, record);
  }

  absl::StatusOr<std::unique_ptr<rpc::StreamSource>> Open(const std::string& id) {
    v1::CreatePlanRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_plan_id(id);
    request.set_seconds_max(300);  // a slow machine, with a sanitizer, is no limit to be tested
    return CreatePlan(parts_, *store_, planner_, request, {.method = "/test", .actor = "tester", .deadline = {}});
  }
  absl::StatusOr<v1::Plan> Make(const std::string& id) {
    ASSIGN_OR_RETURN(const auto source, Open(id));
    absl::Status status;
    std::string last_message;  // the plan, which may come some time before the end
    const bool has_ended = Eventually(
        [&] {
          const auto step = source->Next();
          status = step.status();
          if (step.ok() && !step->messages.empty()) last_message = step->messages.back();
          return !step.ok() || step->complete;
        },
        absl::Minutes(6));
    RETURN_IF_ERROR(status);
    if (!has_ended) return absl::DeadlineExceededError("the plan is not made in time");
    v1::CreatePlanResponse last;
    if (!last.ParseFromString(last_message)) return absl::InternalError("no response");
    return last.plan();
  }

  DirectoryProgress progress_;
  SystemClock system_clock_;
  ServiceParts parts_{.tables = tables_, .clock = system_clock_, .progress = progress_, .recovery = {}};
  // Does not stand back: among other tests on few processors, plans so large would hardly come on.
  Planner planner_{system_clock_, 0};
};

TEST_F(PlanLimits, AsManyCandidatesAsThereMayBe) {
  AddApproved(static_cast<int>(kPlanCandidatesMax) - 2);
  const auto plan = Make("x");
  ASSERT_THAT(plan, IsOk());
  EXPECT_EQ(plan->candidates(), static_cast<int>(kPlanCandidatesMax));
  EXPECT_EQ(plan->placements_size(), 2);
  EXPECT_TRUE(plan->optimal());
  const auto record = LoadPlan(tables_, *Now(), kPlan);
  ASSERT_THAT(record, IsOk());
  const auto basis = LoadBasis(tables_, *Now(), *record);
  ASSERT_THAT(basis, IsOk());
  const auto committed = CommitIt(*basis);
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->confirmed, 2);
  EXPECT_GT(committed->waitlisted, 30);  // the others stay APPROVED
}

TEST_F(PlanLimits, OneCandidateMoreIsRefused) {
  AddApproved(static_cast<int>(kPlanCandidatesMax) - 1);
  EXPECT_THAT(Make("x"), FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST_F(PlanLimits, MorePlacementsThanOneCommitHoldsAreRefusedWithHowManyItHolds) {
  AddApproved(4500);
  SetSeats(4500);
  const auto plan = Make("x");
  EXPECT_THAT(plan, FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
  EXPECT_THAT(plan, StatusIs(StatusCode::kResourceExhausted, HasSubstr("of its 4498 placements ")));
  EXPECT_THAT(plan, StatusIs(StatusCode::kResourceExhausted, HasSubstr(" fit into one commit: plan fewer items")));
  EXPECT_THAT(LoadPlan(tables_, *Now(), kPlan), StatusIs(StatusCode::kNotFound, _));
}

TEST_F(PlanLimits, TheCallerOfALongPlanCanGoAway) {
  AddApproved(static_cast<int>(kPlanCandidatesMax) - 2);
  auto source = Open("x");
  ASSERT_THAT(source, IsOk());
  int64_t read = 0;
  ASSERT_TRUE(Eventually([&] {
    const auto step = (*source)->Next();
    EXPECT_THAT(step, IsOk());
    for (const std::string& bytes : step->messages) {
      v1::CreatePlanResponse message;
      if (message.ParseFromString(bytes)) read = message.progress().work();
    }
    return read > 0;
  }));
  ASSERT_LT(read, static_cast<int64_t>(kPlanCandidatesMax)) << "it was in the middle";
  const absl::Time begin = absl::Now();
  source->reset();
  const auto next = std::make_shared<PlanJob>(ProgressIn<v1::CreatePlanResponse>);
  ASSERT_THAT(planner_.Submit(next, [](PlanJob&) { return absl::OkStatus(); }), IsOk());
  ASSERT_TRUE(Eventually([&] { return next->TakeEnd().has_value(); }));
  RecordProperty("milliseconds", static_cast<int>(absl::ToInt64Milliseconds(absl::Now() - begin)));
  EXPECT_THAT(LoadPlan(tables_, *Now(), kPlan), StatusIs(StatusCode::kNotFound, _));
}

}  // namespace
}  // namespace jiedui::scheduler
