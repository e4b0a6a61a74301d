// SPDX-License-Identifier: Apache-2.0
// Gives each RPC of the services its adapter, and opens the doors: how many calls of each are waited for at a time.
#pragma once

#include <memory>
#include <vector>

#include "common/rpc/engine.h"
#include "common/rpc/plain_call.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

class Dispatch {
 public:
  // `engine` must outlive this, and this the gRPC server.
  explicit Dispatch(Engine& engine) : engine_(engine) {}

  // `service` must outlive this. Aborts if an RPC has no handler, or one of the wrong kind.
  void Add(const Service& service);
  void Add(const BuiltinService& service);

  const std::vector<std::unique_ptr<AsyncService>>& services() const { return services_; }

  // Waits for calls of every RPC on `queue`. After the server was started.
  void AcceptOn(PolledQueue& queue) const;

 private:
  // One RPC and how many calls of it each queue waits for.
  struct Door {
    std::unique_ptr<Method> method;
    int accepts = 1;
  };

  void AddDoors(
      const google::protobuf::ServiceDescriptor& descriptor,
      absl::FunctionRef<std::unique_ptr<Method>(const google::protobuf::MethodDescriptor&, Method::Place)> new_method);

  Engine& engine_;
  std::vector<std::unique_ptr<AsyncService>> services_;
  std::vector<Door> doors_;
};

}  // namespace jiedui::rpc
