// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/rpc_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/deploy/demo/fake_services.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kCreatePairing = "scheduler.PairingService.CreatePairing";

std::vector<MessagePtr> Requests(absl::string_view json, const google::protobuf::MethodDescriptor& method) {
  std::vector<MessagePtr> requests;
  requests.push_back(ParseJson(json, *method.input_type()).value());
  return requests;
}

TEST(FindMethod, KnowsBothServices) {
  EXPECT_THAT(FindMethod("registry.PersonService.ImportPersons"), IsOk());
  EXPECT_THAT(FindMethod(kCreatePairing), IsOk());
}

TEST(FindMethod, RefusesWhatIsNoMethod) {
  EXPECT_THAT(FindMethod("scheduler.PairingService.Explode"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(FindMethod("scheduler.PairingService"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(FindMethod(""), StatusIs(absl::StatusCode::kNotFound));
}

TEST(ParseJson, SaysWhatIsUnknown) {
  const auto& type = *scheduler::v1::CreatePairingRequest::descriptor();
  EXPECT_THAT(ParseJson(R"({"pairing": {"colour": "red"}})", type),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("colour")));
  EXPECT_THAT(ParseJson("{", type), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(RpcClient, CallsAMethodItKnowsOnlyByName) {
  FakeServer server;
  RpcClient client(server.channel(), absl::Seconds(10));
  const auto* method = *FindMethod(kCreatePairing);
  const auto response =
      client.Call(*method, Requests(R"({"pairing_id": "p", "pairing": {"display_name": "余杭-苍溪"}})", *method));
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(ToText(**response), testing::HasSubstr("余杭-苍溪"));
  EXPECT_TRUE(server.pairings.pairings.contains("p"));
}

TEST(RpcClient, HandsTheServersErrorOn) {
  FakeServer server;
  RpcClient client(server.channel(), absl::Seconds(10));
  const auto* method = *FindMethod(kCreatePairing);
  EXPECT_THAT(client.Call(*method, Requests(R"({"pairing": {"display_name": "bad"}})", *method)),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("display_name is bad")));
}

TEST(Connect, AsksNoProxy) {
  FakeServer server;
  // gRPC's own name for it, which comes before http_proxy.
  ASSERT_EQ(setenv("grpc_proxy", "http://127.0.0.1:1", 1), 0);
  RpcClient client(Connect(server.address()), absl::Seconds(5));
  const auto* method = *FindMethod(kCreatePairing);
  EXPECT_THAT(client.Call(*method, Requests(R"({"pairing_id": "p"})", *method)), IsOk());
  unsetenv("grpc_proxy");
}

TEST(RpcClient, GivesUpAtTheDeadline) {
  RpcClient client(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()), absl::Milliseconds(200));
  const auto* method = *FindMethod(kCreatePairing);
  EXPECT_THAT(client.Call(*method, Requests("{}", *method)), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace jiedui::demo
