// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/plain_call.h"

#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

TEST(Plain, AnswersWhileTheStoreIsClosed) {
  TestServer server;
  server.store().Close();
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  EXPECT_TRUE(Call(*stub, &grpc::health::v1::Health::Stub::Check, grpc::health::v1::HealthCheckRequest()).ok());
}

TEST(Plain, GarbageIsInvalidArgument) {
  TestServer server;
  grpc::GenericStub stub(server.NewChannel());
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  SetTimeout(context, absl::Seconds(20));
  const grpc::Slice slice(std::string("\x0a\x01\xff"));
  const auto call =
      stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  ASSERT_TRUE(queue.Next(&tag, &ok));
  EXPECT_EQ(ReasonOf(FromGrpcStatus(status)), "INVALID_FIELD");
}

}  // namespace
}  // namespace jiedui::rpc
