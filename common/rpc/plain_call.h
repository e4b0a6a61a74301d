// SPDX-License-Identifier: Apache-2.0
// The adapters of what the server itself answers, without the store: health checks and reflection.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"

namespace jiedui::rpc {

// Answers one message with one; must not block.
struct PlainHandler {
  const Message* prototype = nullptr;
  std::function<absl::StatusOr<std::string>(const Message&)> answer;
};

// A service that the server brings along.
struct BuiltinService {
  const google::protobuf::ServiceDescriptor* descriptor = nullptr;
  std::map<std::string, PlainHandler> plains;  // unary, or one answer for each message of a stream
  std::map<std::string, StreamHandler> streams;
};

// One request, one answer; admitted also by a server that is overloaded. `handler` must outlive the method.
std::unique_ptr<Method> NewPlainMethod(Method::Place place, const PlainHandler& handler);

}  // namespace jiedui::rpc
