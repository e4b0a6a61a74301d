// SPDX-License-Identifier: Apache-2.0
//
// kReading -> kWriting -> kReading ... -> kFinishing. A stream that waits for its client is finished under a read that
// is still open; it is deleted on its polling thread when no operation is under way.
#include "common/rpc/each_call.h"

#include <utility>

#include "common/base/mutex.h"
#include "common/rpc/event.h"
#include "common/rpc/wire.h"
#include "grpcpp/support/async_stream.h"

namespace jiedui::rpc {
namespace {

class EachMethod final : public Method {
 public:
  EachMethod(Place place, const PlainHandler& handler) : Method(std::move(place)), handler_(handler) {}
  void Accept(PolledQueue& queue) const override;
  const PlainHandler& handler() const { return handler_; }

 private:
  const PlainHandler& handler_;
};

class EachCall final : public StreamHub::Member {
 public:
  EachCall(const EachMethod& method, PolledQueue& queue);

  void Wake() override {}
  void CheckStall(StreamHub::Instant now) override;
  void End() override;

 private:
  enum class State { kReading, kWriting, kFinishing };

  ~EachCall();

  void OnAccepted(bool ok);
  void OnRead(bool ok);
  void OnWritten(bool ok);
  void OnFinished(bool ok);

  bool Move(State from, State to);
  void Read();
  void AnswerMessage();
  void Finish(const absl::Status& status);

  const EachMethod& method_;
  PolledQueue& queue_;

  grpc::ServerContext context_;
  grpc::ServerAsyncReaderWriter<Outgoing, grpc::ByteBuffer> stream_{&context_};
  grpc::ByteBuffer request_;
  EventOf<EachCall, &EachCall::OnAccepted> accepted_event_{*this};
  EventOf<EachCall, &EachCall::OnRead> read_event_{*this};
  EventOf<EachCall, &EachCall::OnWritten> written_event_{*this};
  EventOf<EachCall, &EachCall::OnFinished> finished_event_{*this};

  // of the polling thread
  bool read_open_ = false;
  bool finished_ = false;

  Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kReading;
  StreamHub::Instant write_begin_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
};

EachCall::EachCall(const EachMethod& method, PolledQueue& queue) : method_(method), queue_(queue) {
  Event* const tag = &accepted_event_;
  method_.service().RequestAsyncBidiStreaming(method_.index(), &context_, &stream_, queue_.get(), queue_.get(), tag);
}

EachCall::~EachCall() {
  method_.engine().hub.Remove(*this);
  method_.engine().gate.Leave();
}

void EachCall::OnAccepted(bool ok) {
  const bool admitted = method_.engine().gate.Enter();
  if (!ok) {
    delete this;
    return;
  }
  method_.Accept(queue_);
  absl::Status status = admitted ? absl::OkStatus() : TooMuchWaiting();
  // A read is open before the hub may end the stream, so that End() finds the state it expects.
  if (status.ok()) Read();
  if (status.ok() && !method_.engine().hub.Add(*this)) status = ServerStopping();
  if (!status.ok() && Move(State::kReading, State::kFinishing)) Finish(status);
}

// Whether the stream was in `from`: then the caller makes the next move.
bool EachCall::Move(State from, State to) {
  MutexLock lock(mutex_);
  if (state_ != from) return false;
  state_ = to;
  if (to == State::kWriting) write_begin_ = std::chrono::steady_clock::now();
  return true;
}

void EachCall::Read() {
  read_open_ = true;
  Event* const tag = &read_event_;
  stream_.Read(&request_, tag);
}

void EachCall::OnRead(bool ok) {
  read_open_ = false;
  if (finished_) {
    delete this;
    return;
  }
  if (!ok) {
    if (Move(State::kReading, State::kFinishing)) Finish(absl::OkStatus());
    return;
  }
  if (Move(State::kReading, State::kWriting)) AnswerMessage();
}

void EachCall::AnswerMessage() {
  absl::StatusOr<std::unique_ptr<Message>> message = method_.Decode(*method_.handler().prototype, request_);
  absl::StatusOr<std::string> answer =
      message.ok() ? method_.handler().answer(**message) : absl::StatusOr<std::string>(message.status());
  if (!answer.ok()) {
    if (Move(State::kWriting, State::kFinishing)) Finish(answer.status());
    return;
  }
  Event* const tag = &written_event_;
  stream_.Write(ToOutgoing(*std::move(answer)), tag);
}

void EachCall::OnWritten(bool ok) {
  bool ending = false;
  {
    MutexLock lock(mutex_);
    ending = ending_;
    state_ = ok && !ending ? State::kReading : State::kFinishing;
  }
  if (ok && !ending) return Read();
  Finish(ok ? ServerStopping() : absl::CancelledError("the client is gone"));
}

void EachCall::Finish(const absl::Status& status) {
  Event* const tag = &finished_event_;
  stream_.Finish(method_.ErrorOf(status), tag);
}

void EachCall::OnFinished(bool /*ok*/) {
  finished_ = true;
  if (!read_open_) delete this;
}

void EachCall::End() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
  }
  if (Move(State::kReading, State::kFinishing)) Finish(ServerStopping());
}

void EachCall::CheckStall(StreamHub::Instant now) {
  MutexLock lock(mutex_);
  if (state_ != State::kWriting) return;
  if (absl::FromChrono(now - write_begin_) > method_.engine().options.write_stall_max) context_.TryCancel();
}

void EachMethod::Accept(PolledQueue& queue) const { new EachCall(*this, queue); }

}  // namespace

std::unique_ptr<Method> NewEachMethod(Method::Place place, const PlainHandler& handler) {
  return std::make_unique<EachMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
