// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/dispatch.h"

#include <cstdlib>
#include <utility>

#include "common/ops/log.h"
#include "common/rpc/bulk_call.h"
#include "common/rpc/each_call.h"
#include "common/rpc/read_call.h"
#include "common/rpc/stream_call.h"
#include "common/rpc/write_call.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::MethodDescriptor;

// A call that finds no open door waits inside gRPC. Debian's gRPC remembers every operation that is open and looks for
// each that ends among them one by one: doors for all methods, held open for a burst, would slow down every call.
constexpr int kUnaryAccepts = 4;
constexpr int kStreamAccepts = 4;

template <typename Handlers>
const typename Handlers::mapped_type* Find(const Handlers& handlers, const MethodDescriptor& method) {
  const auto found = handlers.find(method.name());
  return found == handlers.end() ? nullptr : &found->second;
}

std::unique_ptr<Method> NewMethod(const Service& service, const MethodDescriptor& method, Method::Place place) {
  const bool unary = !method.client_streaming() && !method.server_streaming();
  if (service.recovery() != nullptr) place.recovery = &service.recovery();
  if (const auto* write = Find(service.writes(), method); write != nullptr && unary) {
    return NewWriteMethod(std::move(place), *write);
  }
  if (const auto* read = Find(service.reads(), method); read != nullptr && unary) {
    return NewReadMethod(std::move(place), *read);
  }
  if (const auto* bulk = Find(service.bulks(), method); bulk != nullptr && method.client_streaming()) {
    return NewBulkMethod(std::move(place), *bulk);
  }
  if (const auto* stream = Find(service.streams(), method); stream != nullptr && !method.client_streaming()) {
    return NewStreamMethod(std::move(place), *stream);
  }
  return nullptr;
}

std::unique_ptr<Method> NewMethod(const BuiltinService& service, const MethodDescriptor& method, Method::Place place) {
  if (const auto* stream = Find(service.streams, method)) return NewStreamMethod(std::move(place), *stream);
  const auto* plain = Find(service.plains, method);
  if (plain == nullptr) return nullptr;
  return method.client_streaming() ? NewEachMethod(std::move(place), *plain) : NewPlainMethod(std::move(place), *plain);
}

}  // namespace

void Dispatch::Add(const Service& service) {
  AddDoors(service.descriptor(), [&](const MethodDescriptor& method, Method::Place place) {
    return NewMethod(service, method, std::move(place));
  });
}

void Dispatch::Add(const BuiltinService& service) {
  AddDoors(*service.descriptor, [&](const MethodDescriptor& method, Method::Place place) {
    return NewMethod(service, method, std::move(place));
  });
}

void Dispatch::AddDoors(const google::protobuf::ServiceDescriptor& descriptor,
                        absl::FunctionRef<std::unique_ptr<Method>(const MethodDescriptor&, Method::Place)> new_method) {
  AsyncService& service = *services_.emplace_back(std::make_unique<AsyncService>(descriptor));
  for (int i = 0; i < descriptor.method_count(); ++i) {
    const MethodDescriptor& method = *descriptor.method(i);
    const bool unary = !method.client_streaming() && !method.server_streaming();
    Door door = {.method = new_method(method, {engine_, service, i, PathOf(method)}),
                 .accepts = unary ? kUnaryAccepts : kStreamAccepts};
    if (door.method == nullptr) {
      ops::Log(ops::Level::kError, "an RPC has no handler of its kind", {{"method", method.full_name()}});
      std::abort();
    }
    doors_.push_back(std::move(door));
  }
}

void Dispatch::AcceptOn(PolledQueue& queue) const {
  for (const Door& door : doors_) {
    for (int i = 0; i < door.accepts; ++i) door.method->Accept(queue);
  }
}

}  // namespace jiedui::rpc
