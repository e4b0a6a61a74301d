// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scheduler_service/store/tables.h"
#include "tests/scheduler_service/scheduler_server.h"
#include "tests/scheduler_service/store/commit.h"

namespace jiedui::scheduler {
namespace {

class Verify : public SchedulerServer {
 protected:
  absl::StatusOr<std::vector<v1::VerifyResponse>> Call(int findings_max = 0) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(20));
    v1::VerifyRequest request;
    request.set_findings_max(findings_max);
    const auto reader = admin_->Verify(&context, request);
    std::vector<v1::VerifyResponse> messages;
    v1::VerifyResponse message;
    while (reader->Read(&message)) messages.push_back(message);
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return messages;
  }
};

TEST_F(Verify, EndsWithASummaryOfASoundStore) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("a1", "zhao", "courses/clinical"), IsOk());
  const auto messages = Call();
  ASSERT_THAT(messages, IsOk());
  ASSERT_FALSE(messages->empty());
  const v1::VerifySummary& summary = messages->back().summary();
  EXPECT_EQ(summary.findings(), 0);
  EXPECT_GE(summary.revision(), 5U);
  EXPECT_GT(summary.checks_size(), 10);
  EXPECT_EQ(summary.checks(summary.checks_size() - 1).check(), "REPORTS");
  for (const auto& message : *messages) EXPECT_FALSE(message.has_finding()) << message.ShortDebugString();
}

TEST_F(Verify, TellsWhatIsWrong) {
  CreateSmallWorld();
  ASSERT_THAT(Assign("a1", "zhao", "courses/clinical"), IsOk());
  const Tables tables;
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) -> absl::Status {
                       ASSIGN_OR_RETURN(auto seats, tables.seats.Find(txn, "yh-cx/courses/clinical"));
                       seats->mutable_ledger()->set_offered(2);
                       return tables.seats.Put(txn, *seats);
                     }),
              IsOk());
  const auto messages = Call();
  ASSERT_THAT(messages, IsOk());
  EXPECT_EQ(messages->front().finding().invariant(), 2);
  EXPECT_EQ(messages->front().finding().resource(), "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(messages->front().finding().found(), "offered 2");
  EXPECT_EQ(messages->front().finding().required(), "offered 0");
  EXPECT_EQ(messages->back().summary().findings(), 1);
}

TEST_F(Verify, RefusesALimitOutOfRange) {
  EXPECT_THAT(Call(-1), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Call(100'001), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::scheduler
