// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/unary_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/deploy/demo/fake_services.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

absl::StatusOr<RowEnd> Send(FakeServer& server, absl::string_view method_name, absl::string_view json) {
  RpcClient client(server.channel(), absl::Seconds(10));
  const auto* method = *FindMethod(method_name);
  return SendRow(*method, ParseJson(json, *method->input_type()).value(), client);
}

constexpr absl::string_view kCreate = "scheduler.PairingService.CreatePairing";
constexpr absl::string_view kUpdate = "scheduler.CourseService.UpdateCourse";
constexpr absl::string_view kPairing = R"({"pairing_id": "p", "pairing": {"display_name": "x"}, "request_id": "r"})";
constexpr absl::string_view kQuotas =
    R"({"course": {"name": "pairings/p/courses/c", "quotas": [{"division": "51", "seats": 2}]},
        "update_mask": "quotas"})";

TEST(SendRow, CreatesOnceAndThenFindsItThere) {
  FakeServer server;
  EXPECT_THAT(Send(server, kCreate, kPairing), IsOkAndHolds(RowEnd::kCreated));
  EXPECT_THAT(Send(server, kCreate, kPairing), IsOkAndHolds(RowEnd::kUnchanged));
  EXPECT_EQ(server.pairings.pairings.at("p").request_id(), "r");
  EXPECT_EQ(server.pairings.calls, 3);
}

TEST(SendRow, HandsARefusalOn) {
  FakeServer server;
  EXPECT_THAT(Send(server, kCreate, R"({"pairing": {"display_name": "bad"}})"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(server.pairings.calls, 1);
}

TEST(SendRow, UpdatesOnlyWhatDiffers) {
  FakeServer server;
  server.courses.course.set_name("pairings/p/courses/c");
  server.courses.course.set_seats(30);
  EXPECT_THAT(Send(server, kUpdate, kQuotas), IsOkAndHolds(RowEnd::kUpdated));
  EXPECT_THAT(Send(server, kUpdate, kQuotas), IsOkAndHolds(RowEnd::kUnchanged));
  EXPECT_EQ(server.courses.updates, 1);
}

TEST(SendRow, RefusesToUpdateWhatIsNotThere) {
  FakeServer server;
  EXPECT_THAT(Send(server, kUpdate, kQuotas), StatusIs(absl::StatusCode::kNotFound));
}

TEST(SendRow, RefusesAMethodItCannotRepeat) {
  FakeServer server;
  EXPECT_THAT(Send(server, "scheduler.CourseService.GetCourse", "{}"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::demo
