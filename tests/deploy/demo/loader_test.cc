// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/deploy/demo/fake_services.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

constexpr char kPairings[] = "04-scheduler.PairingService.CreatePairing";
constexpr char kCommands[] = "07-scheduler.AssignmentService.ApplyAssignmentCommands";

TEST(Loader, CountsWhatBecameOfTheRows) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  const RpcFile file{kPairings, {R"({"pairing_id": "a"})", R"({"pairing_id": "b"})"}};
  const auto first = loader.Load(file);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->rows, 2);
  EXPECT_EQ(first->created, 2);
  const auto second = loader.Load(file);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->created, 0);
  EXPECT_EQ(second->unchanged, 2);
}

TEST(Loader, GoesOnAfterARefusalAndKeepsTheFirst) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  const auto counts = loader.Load({kPairings, {R"({"pairing": {"display_name": "bad"}})", R"({"pairing_id": "b"})"}});
  ASSERT_THAT(counts, IsOk());
  EXPECT_EQ(counts->refused, 1);
  EXPECT_EQ(counts->created, 1);
  EXPECT_THAT(counts->first_error(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Loader, TellsAFailureFromRefusals) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  const std::string bad = R"({"pairing": {"display_name": "bad"}})";
  const auto refused = loader.Load({kPairings, {bad, bad, bad}});
  ASSERT_THAT(refused, IsOk());
  EXPECT_THAT(refused->failure, IsOk());
  const auto failed = loader.Load({kPairings, {bad, bad, bad, bad, R"({"pairing": {"display_name": "away"}})"}});
  ASSERT_THAT(failed, IsOk());
  EXPECT_EQ(failed->errors.size(), kErrorsKept);
  EXPECT_THAT(failed->failure, StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("nobody answers")));
  LoadCounts all;
  Add(*refused, all);
  Add(*failed, all);
  EXPECT_THAT(all.failure, StatusIs(absl::StatusCode::kUnavailable)) << "though it is not among the errors kept";
}

TEST(Loader, SendsAStreamAsOneCall) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  const auto counts = loader.Load(
      {kCommands, {R"({"check_in": {"name": "a"}})", R"({"check_in": {}})", R"({"check_in": {"name": "c"}})"}});
  ASSERT_THAT(counts, IsOk());
  EXPECT_EQ(counts->rows, 3);
  EXPECT_EQ(counts->updated, 2);
  EXPECT_EQ(counts->refused, 1);
  EXPECT_THAT(counts->first_error(),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("name is required")));
}

TEST(Loader, WaitsUntilTheSchedulerKnowsThePeople) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  ASSERT_THAT(loader.Load({kPairings, {}}), IsOk());
  EXPECT_EQ(server.scheduler_admin.revision, 7U);
}

TEST(Loader, DoesNotWaitLongForAServiceThatIsNotThere) {
  const auto nobody = grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials());
  Loader loader(nobody, nobody);
  const absl::Time start = absl::Now();
  EXPECT_THAT(loader.Load({"01-registry.PersonService.ImportPersons", {"{}"}}),
              StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("is the registry up")));
  EXPECT_LT(absl::Now() - start, absl::Seconds(20));
}

TEST(Loader, NamesTheLineThatIsNoRequest) {
  FakeServer server;
  Loader loader(server.channel(), server.channel());
  EXPECT_THAT(loader.Load({kPairings, {"{}", "{\"colour\": 1}"}}),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("line 2")));
  EXPECT_THAT(loader.Load({"01-nothing.Here.AtAll", {"{}"}}), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(server.pairings.calls, 0);
}

}  // namespace
}  // namespace jiedui::demo
