// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/unary_call.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace jiedui::rpc {

UnaryCall::UnaryCall(const Method& method, PolledQueue& queue, bool admitted_always)
    : method_(method), queue_(queue), admitted_always_(admitted_always) {
  Event* const tag = this;
  method_.service().RequestAsyncUnary(method_.index(), &context_, &request_, &responder_, queue_.get(), queue_.get(),
                                      tag);
}

UnaryCall::~UnaryCall() {
  if (accepted_) method_.engine().gate.Leave();
}

void UnaryCall::Complete(bool ok) {
  // Either nothing was accepted because the server stops, or the answer has left.
  if (accepted_ || !ok) {
    delete this;
    return;
  }
  accepted_ = true;
  const bool admitted = method_.engine().gate.Enter() || admitted_always_;
  method_.Accept(queue_);
  if (!admitted) return Refuse(TooMuchWaiting());
  Begin();
}

void UnaryCall::Begin() {
  const Engine& engine = method_.engine();
  info_ = method_.InfoOf(context_, engine.clock.Now() + engine.options.default_deadline);
  const auto then = [this](const absl::Status& there) { there.ok() ? Run() : Refuse(there); };
  if (!method_.WaitsForRevision(info_, then)) Run();
}

void UnaryCall::Answer(std::string bytes, uint64_t revision) {
  if (revision > 0) context_.AddTrailingMetadata(kRevisionKey, absl::StrCat(revision));
  answer_ = ToOutgoing(std::move(bytes));
  queue_.Run(send_event_);
}

void UnaryCall::Refuse(const absl::Status& status) {
  status_ = method_.ErrorOf(status);
  queue_.Run(send_event_);
}

void UnaryCall::Send(bool) {
  Event* const tag = this;
  if (status_.ok())
    responder_.Finish(answer_, status_, tag);
  else
    responder_.FinishWithError(status_, tag);
}

}  // namespace jiedui::rpc
