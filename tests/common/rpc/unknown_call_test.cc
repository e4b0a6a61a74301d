// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/unknown_call.h"

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/common/rpc/test_server.h"
#include "tests/support/status_details.h"

namespace jiedui::rpc {
namespace {

using testing::HasSubstr;

absl::Status CallUnknown(const TestServer& server, const std::string& method) {
  grpc::GenericStub stub(server.NewChannel());
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(20));
  const grpc::Slice slice(std::string(100, 'x'));
  const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  EXPECT_TRUE(queue.Next(&tag, &ok));
  return FromGrpcStatus(status);
}

TEST(UnknownMethods, AreUnimplementedWithAReason) {
  TestServer server;
  for (const char* method : {"/jiedui.registry.v1.PersonService/NoSuch", "/no.such.Service/Get"}) {
    const absl::Status status = CallUnknown(server, method);
    EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented);
    EXPECT_THAT(status.message(), HasSubstr(method));
    const auto info = DetailOf<google::rpc::ErrorInfo>(status);
    EXPECT_EQ(info.reason(), "METHOD_UNKNOWN");
    EXPECT_EQ(info.domain(), "registry.jiedui");
  }
}

TEST(UnknownMethods, AreAnsweredAgainAndAgain) {
  TestServer server;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(ReasonOf(CallUnknown(server, "/no.such.Service/Get")), "METHOD_UNKNOWN");
}

TEST(UnknownMethods, LongNamesAreNotEchoedWhole) {
  TestServer server;
  const absl::Status status = CallUnknown(server, "/no.such.Service/" + std::string(4000, 'a'));
  EXPECT_EQ(ReasonOf(status), "METHOD_UNKNOWN");
  EXPECT_LT(status.message().size(), 500u);
}

}  // namespace
}  // namespace jiedui::rpc
