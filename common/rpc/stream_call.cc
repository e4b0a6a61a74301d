// SPDX-License-Identifier: Apache-2.0
//
//   accepted -> kStepping <-> kWriting          kStepping: queued for, or on, the reader pool; at first
//                  ^  |                                    perhaps waiting for a revision
//            woken |  v nothing to send         kWriting: gRPC has a message
//                kParked                        every state -> kFinishing -> deleted
//
// Whoever moves the state owns the next move: exactly one of pool task, write, finish is under way, or none (parked).
// It is deleted on its polling thread when gRPC has said both that the status left and that the call is over.
#include "common/rpc/stream_call.h"

#include <utility>

#include "common/base/mutex.h"
#include "common/rpc/event.h"
#include "common/rpc/validate.h"
#include "common/rpc/wire.h"
#include "grpcpp/support/async_stream.h"

namespace jiedui::rpc {
namespace {

class StreamMethod final : public Method {
 public:
  StreamMethod(Place place, const StreamHandler& handler) : Method(std::move(place)), handler_(handler) {}
  void Accept(PolledQueue& queue) const override;
  const StreamHandler& handler() const { return handler_; }

 private:
  const StreamHandler& handler_;
};

class StreamCall final : public StreamHub::Member {
 public:
  StreamCall(const StreamMethod& method, PolledQueue& queue);

  void Wake() override;
  void CheckStall(StreamHub::Instant now) override;
  void End() override;

 private:
  enum class State { kStepping, kWriting, kParked, kFinishing };

  ~StreamCall();

  void OnAccepted(bool ok);
  void OnWritten(bool ok);
  void OnFinished(bool ok);
  void OnOver(bool ok);

  absl::Status Prepare();
  void Begin(absl::Status status);
  absl::StatusOr<StreamSource::Step> NextStep();
  void Step();
  State AfterStep(absl::StatusOr<StreamSource::Step> step) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  State AfterOutbox() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  State BeginWriting() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  State FinishWith(absl::Status status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Do(State state);
  void Write();
  void Finish();
  void DeleteIfOver();

  // constant after construction
  const StreamMethod& method_;
  PolledQueue& queue_;

  grpc::ServerContext context_;
  grpc::ServerAsyncWriter<Outgoing> writer_{&context_};
  grpc::ByteBuffer request_;
  EventOf<StreamCall, &StreamCall::OnAccepted> accepted_event_{*this};
  EventOf<StreamCall, &StreamCall::OnWritten> written_event_{*this};
  EventOf<StreamCall, &StreamCall::OnFinished> finished_event_{*this};
  EventOf<StreamCall, &StreamCall::OnOver> over_event_{*this};

  // of the polling thread
  bool finished_ = false;
  bool over_ = false;

  // of whoever is stepping
  CallInfo info_;
  std::unique_ptr<Message> message_;
  std::unique_ptr<StreamSource> source_;

  Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kStepping;
  std::vector<std::string> outbox_ ABSL_GUARDED_BY(mutex_);
  size_t sent_ ABSL_GUARDED_BY(mutex_) = 0;
  StreamHub::Instant write_begin_ ABSL_GUARDED_BY(mutex_);
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;   // something came while stepping: step again
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;  // the server stops
  bool last_step_ ABSL_GUARDED_BY(mutex_) = false;
  bool complete_ ABSL_GUARDED_BY(mutex_) = false;  // the source has said all
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status final_status_ ABSL_GUARDED_BY(mutex_);
};

StreamCall::StreamCall(const StreamMethod& method, PolledQueue& queue) : method_(method), queue_(queue) {
  Event* const over = &over_event_;
  Event* const accepted = &accepted_event_;
  context_.AsyncNotifyWhenDone(over);
  method_.service().RequestAsyncServerStreaming(method_.index(), &context_, &request_, &writer_, queue_.get(),
                                                queue_.get(), accepted);
}

StreamCall::~StreamCall() {
  method_.engine().hub.Remove(*this);
  method_.engine().gate.Leave();
}

void StreamCall::OnAccepted(bool ok) {
  Engine& engine = method_.engine();
  const bool admitted = engine.gate.Enter();
  if (!ok) {
    delete this;  // never was a call: no further event comes
    return;
  }
  method_.Accept(queue_);
  absl::Status status = admitted ? Prepare() : TooMuchWaiting();
  if (status.ok() && !engine.hub.Add(*this)) status = ServerStopping();
  const auto then = [this](absl::Status there) { Begin(std::move(there)); };
  if (status.ok() && method_.WaitsForRevision(info_, then)) return;
  Begin(std::move(status));
}

// The first step, or the end.
void StreamCall::Begin(absl::Status status) {
  State state = State::kStepping;
  if (!status.ok()) {
    MutexLock lock(mutex_);
    state = FinishWith(std::move(status));
  }
  Do(state);
}

absl::Status StreamCall::Prepare() {
  info_ = method_.InfoOf(context_, absl::InfiniteFuture());
  ASSIGN_OR_RETURN(message_, method_.Decode(*method_.handler().prototype, request_));
  request_.Clear();
  ClearOutputOnly(*message_);
  return Validate(*message_);
}

void StreamCall::Do(State state) {
  switch (state) {
    case State::kStepping:
      return method_.engine().readers.Submit({.run = [this](bool) { Step(); }});
    case State::kWriting:
      return Write();
    case State::kFinishing:
      return Finish();
    case State::kParked:
      return;
  }
}

absl::StatusOr<StreamSource::Step> StreamCall::NextStep() {
  if (source_ == nullptr) {
    ASSIGN_OR_RETURN(source_, method_.handler().open(*message_, info_));
    message_.reset();
  }
  return source_->Next();
}

void StreamCall::Step() {
  {
    MutexLock lock(mutex_);
    woken_ = false;
    last_step_ = ending_;
  }
  absl::StatusOr<StreamSource::Step> step = NextStep();
  if (step.ok() && step->messages.empty() && step->wake_after < absl::InfiniteDuration()) {
    method_.engine().hub.WakeAfter(*this, step->wake_after);
  }
  State state;
  {
    MutexLock lock(mutex_);
    state = AfterStep(std::move(step));
  }
  Do(state);
}

StreamCall::State StreamCall::AfterStep(absl::StatusOr<StreamSource::Step> step) {
  if (cancelled_) return FinishWith(absl::CancelledError("the client is gone"));
  if (!step.ok()) return FinishWith(step.status());
  complete_ = step->complete;
  if (!step->messages.empty()) {
    outbox_ = std::move(step->messages);
    sent_ = 0;
    return BeginWriting();
  }
  if (complete_) return FinishWith(absl::OkStatus());
  if (last_step_) return FinishWith(ServerStopping());
  return state_ = woken_ ? State::kStepping : State::kParked;
}

// The time counts from the moment that the state tells of a write: CheckStall() may look before Write() is there.
StreamCall::State StreamCall::BeginWriting() {
  write_begin_ = std::chrono::steady_clock::now();
  return state_ = State::kWriting;
}

void StreamCall::Write() {
  Outgoing message;
  {
    MutexLock lock(mutex_);
    message = ToOutgoing(std::move(outbox_[sent_]));
    ++sent_;
  }
  Event* const tag = &written_event_;
  // Without a buffer hint: gRPC 1.51 does not complete a hinted first write, whose headers it keeps back with it, until
  // something else (a keepalive ping after 30 s) makes it send.
  writer_.Write(message, tag);
}

void StreamCall::OnWritten(bool ok) {
  State state;
  {
    MutexLock lock(mutex_);
    state = ok ? AfterOutbox() : FinishWith(absl::CancelledError("the client is gone"));
  }
  Do(state);
}

StreamCall::State StreamCall::AfterOutbox() {
  if (sent_ < outbox_.size()) return BeginWriting();
  outbox_.clear();
  if (complete_) return FinishWith(absl::OkStatus());
  if (last_step_) return FinishWith(ServerStopping());
  return state_ = State::kStepping;
}

StreamCall::State StreamCall::FinishWith(absl::Status status) {
  final_status_ = std::move(status);
  return state_ = State::kFinishing;
}

void StreamCall::Finish() {
  grpc::Status status;
  {
    MutexLock lock(mutex_);
    status = method_.ErrorOf(final_status_);
  }
  Event* const tag = &finished_event_;
  writer_.Finish(status, tag);
}

void StreamCall::OnFinished(bool /*ok*/) {
  finished_ = true;
  DeleteIfOver();
}

void StreamCall::OnOver(bool /*ok*/) {
  bool finish = false;
  {
    MutexLock lock(mutex_);
    cancelled_ = true;
    finish = state_ == State::kParked;
    if (finish) FinishWith(absl::CancelledError("the client is gone"));
  }
  if (finish) Finish();
  over_ = true;
  DeleteIfOver();
}

void StreamCall::DeleteIfOver() {
  if (finished_ && over_) delete this;
}

void StreamCall::Wake() {
  MutexLock lock(mutex_);
  woken_ = true;
  if (state_ != State::kParked) return;
  state_ = State::kStepping;
  Do(State::kStepping);
}

void StreamCall::End() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
  }
  Wake();
}

void StreamCall::CheckStall(StreamHub::Instant now) {
  MutexLock lock(mutex_);
  if (state_ != State::kWriting) return;
  if (absl::FromChrono(now - write_begin_) > method_.engine().options.write_stall_max) context_.TryCancel();
}

void StreamMethod::Accept(PolledQueue& queue) const { new StreamCall(*this, queue); }

}  // namespace

std::unique_ptr<Method> NewStreamMethod(Method::Place place, const StreamHandler& handler) {
  return std::make_unique<StreamMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
