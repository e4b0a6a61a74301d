// SPDX-License-Identifier: Apache-2.0
// A proto service as gRPC knows it, made from its descriptor instead of from generated code: all methods asynchronous
// and in raw bytes, so that one set of adapters serves every service.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/service_type.h"

namespace jiedui::rpc {

class AsyncService final : public grpc::Service {
 public:
  explicit AsyncService(const google::protobuf::ServiceDescriptor& descriptor);

  using grpc::Service::RequestAsyncBidiStreaming;
  using grpc::Service::RequestAsyncClientStreaming;
  using grpc::Service::RequestAsyncServerStreaming;
  using grpc::Service::RequestAsyncUnary;

 private:
  std::vector<std::string> names_;  // gRPC keeps pointers to them
};

// "/jiedui.registry.v1.PersonService/GetPerson"
std::string PathOf(const google::protobuf::MethodDescriptor& method);

}  // namespace jiedui::rpc
