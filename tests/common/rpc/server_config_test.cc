// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server_config.h"

#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

TEST(Configure, MessagesUpToTheLimitAreTaken) {
  ServerOptions options = QuickOptions();
  options.message_bytes_max = 10'000;
  TestServer server({}, options);
  const auto stub = server.NewPersons();
  v1::CreatePersonRequest request = NewPerson("p");
  // A field that no program knows: only its size matters.
  request.GetReflection()->MutableUnknownFields(&request)->AddLengthDelimited(1000, std::string(9'000, 'x'));
  EXPECT_TRUE(Call(*stub, &PersonStub::CreatePerson, request).ok());
  request.GetReflection()->MutableUnknownFields(&request)->AddLengthDelimited(1000, std::string(1'000, 'x'));
  EXPECT_EQ(Call(*stub, &PersonStub::CreatePerson, request).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(Configure, CompressedMessagesAreNotTaken) {
  TestServer server;
  const auto stub = server.NewPersons();
  grpc::ClientContext context;
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  v1::CreatePersonRequest request = NewPerson("p");
  request.GetReflection()->MutableUnknownFields(&request)->AddLengthDelimited(1000, std::string(100'000, 'x'));
  v1::Person person;
  EXPECT_EQ(stub->CreatePerson(&context, request, &person).error_code(), grpc::UNIMPLEMENTED);
}

TEST(Configure, MetadataBeyondTheLimitIsRefused) {
  TestServer server;
  const auto stub = server.NewPersons();
  grpc::ClientContext context;
  context.AddMetadata("x-wide", std::string(10'000, 'x'));
  v1::Person person;
  EXPECT_EQ(stub->GetPerson(&context, PersonNamed("persons/p"), &person).error_code(), grpc::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace jiedui::rpc
