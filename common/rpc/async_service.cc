// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/async_service.h"

#include "absl/strings/str_cat.h"
#include "grpcpp/impl/rpc_service_method.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::MethodDescriptor;
using grpc::internal::RpcMethod;
using grpc::internal::RpcServiceMethod;

RpcMethod::RpcType TypeOf(const MethodDescriptor& method) {
  if (method.client_streaming() && method.server_streaming()) return RpcMethod::BIDI_STREAMING;
  if (method.client_streaming()) return RpcMethod::CLIENT_STREAMING;
  if (method.server_streaming()) return RpcMethod::SERVER_STREAMING;
  return RpcMethod::NORMAL_RPC;
}

}  // namespace

std::string PathOf(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

AsyncService::AsyncService(const google::protobuf::ServiceDescriptor& descriptor) {
  for (int i = 0; i < descriptor.method_count(); ++i) names_.push_back(PathOf(*descriptor.method(i)));
  for (int i = 0; i < descriptor.method_count(); ++i) {
    // gRPC owns the method from here on.
    AddMethod(new RpcServiceMethod(names_[static_cast<size_t>(i)].c_str(), TypeOf(*descriptor.method(i)), nullptr));
    MarkMethodRaw(i);
  }
}

}  // namespace jiedui::rpc
