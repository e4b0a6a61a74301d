// SPDX-License-Identifier: Apache-2.0
// Calls of methods that no service has: UNIMPLEMENTED with an ErrorInfo, as every other error has one. Left to itself,
// gRPC answers them with a bare code.
#pragma once

#include "common/rpc/engine.h"
#include "common/rpc/polled_queue.h"
#include "grpcpp/generic/async_generic_service.h"

namespace jiedui::rpc {

class UnknownMethods {
 public:
  // `engine` must outlive this, and this the gRPC server.
  explicit UnknownMethods(const Engine& engine) : engine_(engine) {}

  // For the builder of the server.
  grpc::AsyncGenericService& service() { return service_; }

  // Waits for such calls on `queue`. After the server was started.
  void AcceptOn(PolledQueue& queue);

 private:
  const Engine& engine_;
  grpc::AsyncGenericService service_;
};

}  // namespace jiedui::rpc
