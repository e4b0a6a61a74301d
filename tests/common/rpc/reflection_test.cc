// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/reflection.h"

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using testing::Contains;
using testing::IsSupersetOf;

struct V1 {
  using Service = grpc::reflection::v1::ServerReflection;
  using Request = grpc::reflection::v1::ServerReflectionRequest;
  using Response = grpc::reflection::v1::ServerReflectionResponse;
};
struct V1Alpha {
  using Service = grpc::reflection::v1alpha::ServerReflection;
  using Request = grpc::reflection::v1alpha::ServerReflectionRequest;
  using Response = grpc::reflection::v1alpha::ServerReflectionResponse;
};

template <typename Version>
class ReflectionTest : public testing::Test {
 protected:
  using Request = typename Version::Request;
  using Response = typename Version::Response;

  Response Ask(const Request& request) {
    const auto stub = Version::Service::NewStub(server_.NewChannel());
    grpc::ClientContext context;
    SetTimeout(context, absl::Seconds(20));
    const auto stream = stub->ServerReflectionInfo(&context);
    Response response;
    EXPECT_TRUE(stream->Write(request) && stream->Read(&response));
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    return response;
  }

  static std::vector<std::string> FilesIn(const Response& response) {
    std::vector<std::string> names;
    for (const std::string& bytes : response.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  }

  TestServer server_;
};

using Versions = testing::Types<V1, V1Alpha>;
TYPED_TEST_SUITE(ReflectionTest, Versions);

TYPED_TEST(ReflectionTest, ListsServices) {
  typename TypeParam::Request request;
  request.set_list_services("");
  std::vector<std::string> names;
  const auto response = this->Ask(request);
  for (const auto& service : response.list_services_response().service()) names.push_back(service.name());
  EXPECT_THAT(names, IsSupersetOf({"jiedui.registry.v1.PersonService", "jiedui.registry.v1.ChangeService",
                                   "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                                   "grpc.reflection.v1alpha.ServerReflection"}));
}

TYPED_TEST(ReflectionTest, FileComesWithAllItImports) {
  typename TypeParam::Request request;
  request.set_file_containing_symbol("jiedui.registry.v1.PersonService");
  const std::vector<std::string> files = this->FilesIn(this->Ask(request));
  EXPECT_THAT(files, IsSupersetOf({"jiedui/registry/v1/person_service.proto", "jiedui/registry/v1/person.proto",
                                   "jiedui/registry/v1/bulk.proto", "google/rpc/status.proto",
                                   "google/protobuf/descriptor.proto"}));
  EXPECT_EQ(files.front(), "jiedui/registry/v1/person_service.proto");
}

TYPED_TEST(ReflectionTest, KnowsMethodsMessagesAndErrorDetails) {
  for (const char* symbol : {"jiedui.registry.v1.PersonService.GetPerson", "jiedui.registry.v1.Person",
                             "google.rpc.ErrorInfo", "google.rpc.BadRequest"}) {
    typename TypeParam::Request request;
    request.set_file_containing_symbol(symbol);
    EXPECT_TRUE(this->Ask(request).has_file_descriptor_response()) << symbol;
  }
}

TYPED_TEST(ReflectionTest, FindsFileByName) {
  typename TypeParam::Request request;
  request.set_file_by_filename("jiedui/registry/v1/person.proto");
  EXPECT_THAT(this->FilesIn(this->Ask(request)), Contains("jiedui/registry/v1/person.proto"));
}

TYPED_TEST(ReflectionTest, FindsExtensions) {
  typename TypeParam::Request request;
  request.mutable_file_containing_extension()->set_containing_type("google.protobuf.FieldOptions");
  request.mutable_file_containing_extension()->set_extension_number(50917);
  EXPECT_THAT(this->FilesIn(this->Ask(request)), Contains("jiedui/rules/v1/rules.proto"));

  request.set_all_extension_numbers_of_type("google.protobuf.FieldOptions");
  const auto response = this->Ask(request);
  EXPECT_EQ(response.all_extension_numbers_response().base_type_name(), "google.protobuf.FieldOptions");
  EXPECT_THAT(response.all_extension_numbers_response().extension_number(), Contains(50917));
}

TYPED_TEST(ReflectionTest, WhatItDoesNotKnowIsNotFound) {
  std::vector<typename TypeParam::Request> requests(5);
  requests[0].set_file_containing_symbol("no.Such");
  requests[1].set_file_by_filename("no/such.proto");
  requests[2].mutable_file_containing_extension()->set_containing_type("no.Such");
  requests[3].set_all_extension_numbers_of_type("no.Such");
  for (const auto& request : requests) {
    const auto response = this->Ask(request);
    EXPECT_EQ(response.error_response().error_code(), grpc::NOT_FOUND);
    EXPECT_EQ(response.original_request().SerializeAsString(), request.SerializeAsString());
  }
}

}  // namespace
}  // namespace jiedui::rpc
