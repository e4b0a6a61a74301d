// SPDX-License-Identifier: Apache-2.0
// The life of a call with one request and one answer; what happens between the two is the derived class's.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/rpc/engine.h"
#include "common/rpc/event.h"
#include "common/rpc/wire.h"
#include "grpcpp/support/async_unary_call.h"

namespace jiedui::rpc {

// Lives from Accept() until its answer has left; deletes itself. Answer() and Refuse(), of which one is called once,
// may come from any thread and are the last thing done to the call.
class UnaryCall : public Event {
 public:
  void Complete(bool ok) final;

 protected:
  // `admitted_always`: also beyond calls_in_flight_max, e.g. health checks.
  UnaryCall(const Method& method, PolledQueue& queue, bool admitted_always = false);
  virtual ~UnaryCall();

  // On the polling thread, or on that of the service's Recovery; must not block it.
  virtual void Run() = 0;

  // `revision`: of the write that it answers; 0 = of none.
  void Answer(std::string bytes, uint64_t revision = 0);
  void Refuse(const absl::Status& status);

  grpc::ByteBuffer& request() { return request_; }
  const CallInfo& info() const { return info_; }

 private:
  void Begin();
  void Send(bool);

  const Method& method_;
  PolledQueue& queue_;
  const bool admitted_always_;
  grpc::ServerContext context_;
  grpc::ServerAsyncResponseWriter<Outgoing> responder_{&context_};
  grpc::ByteBuffer request_;
  CallInfo info_;
  bool accepted_ = false;

  // what goes out
  EventOf<UnaryCall, &UnaryCall::Send> send_event_{*this};
  Outgoing answer_;
  grpc::Status status_;
};

}  // namespace jiedui::rpc
