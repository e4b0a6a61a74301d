// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/each_call.h"

#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using grpc::reflection::v1::ServerReflection;
using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;

// An open reflection stream.
struct Reflection {
  std::unique_ptr<ServerReflection::Stub> stub;
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReaderWriter<ServerReflectionRequest, ServerReflectionResponse>> stream;

  explicit Reflection(TestServer& server) : stub(ServerReflection::NewStub(server.NewChannel())) {
    SetTimeout(context, absl::Seconds(60));
    stream = stub->ServerReflectionInfo(&context);
  }
  bool Ask() {
    ServerReflectionRequest request;
    request.set_list_services("");
    ServerReflectionResponse response;
    return stream->Write(request) && stream->Read(&response) && response.has_list_services_response();
  }
};

TEST(Each, AnswersEveryMessageUntilTheClientEnds) {
  TestServer server;
  Reflection reflection(server);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(reflection.Ask());
  reflection.stream->WritesDone();
  EXPECT_TRUE(reflection.stream->Finish().ok());
}

TEST(Each, IdleStreamEndsWithTheDrain) {
  TestServer server;
  Reflection reflection(server);
  ASSERT_TRUE(reflection.Ask());
  server.server().Drain();
  EXPECT_EQ(reflection.stream->Finish().error_code(), grpc::UNAVAILABLE);
}

TEST(Each, ClientThatCancelsLeavesNothingBehind) {
  TestServer server;
  for (int i = 0; i < 20; ++i) {
    Reflection reflection(server);
    ASSERT_TRUE(reflection.Ask());
    reflection.context.TryCancel();
    EXPECT_FALSE(reflection.stream->Finish().ok());
  }
  server.server().Drain();
}

}  // namespace
}  // namespace jiedui::rpc
