// SPDX-License-Identifier: Apache-2.0
// What all adapters of one server share, and what they share in making a call's surroundings.
#pragma once

#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/rpc/async_service.h"
#include "common/rpc/call.h"
#include "common/rpc/call_gate.h"
#include "common/rpc/polled_queue.h"
#include "common/rpc/second_chance.h"
#include "common/rpc/server.h"
#include "common/rpc/stream_hub.h"
#include "common/rpc/worker_pool.h"
#include "common/store/store.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace jiedui::rpc {

// Every member is for any thread.
struct Engine {
  const ServerOptions& options;
  store::Store& store;
  const Clock& clock;
  CallGate& gate;
  WorkerPool& readers;
  StreamHub& hub;
  SecondChances& chances;
};

// UNAVAILABLE / SHUTTING_DOWN, RESOURCE_EXHAUSTED / OVERLOADED.
absl::Status ServerStopping();
// The same for a stream of which the first so many rows were taken; metadata "rows" says it to a program.
absl::Status ServerStoppingAfter(int64_t rows);
absl::Status TooMuchWaiting();

// Whether a store refused only because too much is waiting, so that the same command may succeed a little later.
bool IsOverload(const absl::Status& status);

// Whether the store or the server will not take any more commands. Other reasons for UNAVAILABLE are the command's own:
// what its recovery needs may be away.
bool HasStopped(const absl::Status& status);

// One RPC of a server and the adapter that serves it.
class Method {
 public:
  struct Place {
    Engine& engine;
    AsyncService& service;
    int index;
    std::string path;                    // "/jiedui.registry.v1.PersonService/GetPerson"
    const Recovery* recovery = nullptr;  // of the service; null = none. Outlives the method
  };

  explicit Method(Place place) : place_(std::move(place)) {}
  virtual ~Method() = default;
  Method(const Method&) = delete;
  Method& operator=(const Method&) = delete;

  // Waits for one call on `queue`; the call sees to it that the next one is waited for.
  virtual void Accept(PolledQueue& queue) const = 0;

  Engine& engine() const { return place_.engine; }
  AsyncService& service() const { return place_.service; }
  int index() const { return place_.index; }
  const std::string& path() const { return place_.path; }
  const Recovery* recovery() const { return place_.recovery; }

  // The request in `buffer`, of the prototype's type. RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: it is beyond
  // ServerOptions::message_bytes_max; INVALID_ARGUMENT / INVALID_FIELD: the bytes are no such message.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Decode(const google::protobuf::Message& prototype,
                                                                    grpc::ByteBuffer& buffer) const;
  // `without_deadline`: what the deadline is where the client gave none.
  CallInfo InfoOf(const grpc::ServerContext& context, absl::Time without_deadline) const;
  // Whether the call first waits for the revision it demands; then `then` is called once, as by Recovery.
  bool WaitsForRevision(const CallInfo& call, absl::AnyInvocable<void(absl::Status)> then) const;
  // The error as it goes out; a bug of ours is logged with the text that the client does not get.
  grpc::Status ErrorOf(const absl::Status& status) const;

 private:
  const Place place_;
};

}  // namespace jiedui::rpc
