// SPDX-License-Identifier: Apache-2.0
// The life of a server process, the same for both services: flags, store, application, gRPC server, wait for SIGTERM,
// and all of it ended in the reverse order. A main.cc says only what is its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/ops/flags.h"
#include "common/ops/server_config.h"
#include "common/rpc/service.h"
#include "common/store/store.h"

namespace jiedui::rpc {

// What a server does between the opening of its store and the closing of it.
class Application {
 public:
  virtual ~Application() = default;
  // The services hold on to the application.
  virtual std::vector<Service> Services() = 0;
  // Once the server listens.
  virtual void Start() {}
  // Once the server has drained.
  virtual void Stop() {}
};

struct ServerProgram {
  ops::ProgramInfo info;
  std::string service;       // what its stores are called, e.g. "registry"
  std::string error_domain;  // e.g. "registry.jiedui"
  // What the flags say, once they are parsed, and one line for each mistake in it.
  std::function<ops::ServerConfig()> config;
  std::function<std::vector<std::string>()> mistakes;
  // Store and clock outlive the application. Errors are the store's.
  std::function<absl::StatusOr<std::unique_ptr<Application>>(store::Store&, const Clock&)> open;
};

// Runs until SIGTERM or SIGINT. The exit code: 0 stopped as asked; 2 a mistake in the configuration, or the address
// cannot be had; 3 storage. To be called first in main().
int RunServer(int argc, char** argv, const ServerProgram& program);

}  // namespace jiedui::rpc
