// SPDX-License-Identifier: Apache-2.0
//
// One read is open at a time, or none (paused: too many rows in flight, or rows that wait). A row waits when the store
// was too busy for it or for an earlier one, and when it was refused while an earlier one waits or recovers: what it
// stands on may be yet to come. Such rows go in the order of the stream, before anything more is read. The call
// finishes when the stream has ended, or failed, and no row is in flight; it is deleted on its polling thread.
#include "common/rpc/bulk_call.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/mutex.h"
#include "common/rpc/bulk_method.h"
#include "common/rpc/bulk_summary.h"
#include "common/rpc/event.h"
#include "common/rpc/row_line.h"
#include "common/rpc/wire.h"
#include "common/store/rehearsal.h"
#include "grpcpp/alarm.h"
#include "grpcpp/support/async_stream.h"

namespace jiedui::rpc {
namespace {

class BulkCall final : public StreamHub::Member {
 public:
  BulkCall(const BulkMethod& method, PolledQueue& queue);

  // It waits for rows, not for commits; a client that sends none holds nobody up.
  void Wake() override {}
  void CheckStall(StreamHub::Instant) override {}
  void End() override;

 private:
  using Row = BulkRow;
  using RowPtr = std::unique_ptr<Row>;
  enum class NextMove { kNone, kRead, kFinish };

  ~BulkCall();

  void OnAccepted(bool ok);
  void OnRead(bool ok);
  void OnRetry(bool ok);
  void OnFinished(bool ok);

  void Begin(const absl::Status& status);
  bool BeginRow();
  absl::Status PrepareRow(Row& row);
  void Submit(RowPtr row);
  absl::Status Run(Row& row, store::Transaction& transaction);
  void RowDone(RowPtr row, const absl::Status& status);
  bool Recovers(RowPtr& row, const absl::Status& refusal);
  bool IsBehindAnother(int64_t number);
  void RetryLater(RowPtr row);
  void ArmRetry() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  RowPtr TakeWaiting();
  void RowEnds(Row& row, const absl::Status& status);
  NextMove Decide() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Do(NextMove move);
  void Read();
  absl::Status Failure() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Finish();

  // constant after construction
  const BulkMethod& method_;
  PolledQueue& queue_;

  grpc::ServerContext context_;
  grpc::ServerAsyncReader<Outgoing, grpc::ByteBuffer> reader_{&context_};
  grpc::Alarm alarm_;
  EventOf<BulkCall, &BulkCall::OnAccepted> accepted_event_{*this};
  EventOf<BulkCall, &BulkCall::OnRead> read_event_{*this};
  EventOf<BulkCall, &BulkCall::OnRetry> retry_event_{*this};
  EventOf<BulkCall, &BulkCall::OnFinished> finished_event_{*this};

  // of the open read
  grpc::ByteBuffer request_;
  CallInfo info_;
  bool validate_only_ = false;

  store::Rehearsal rehearsal_;  // of the store's deciding thread; used where validate_only_ is set

  Mutex mutex_;
  BulkSummary summary_ ABSL_GUARDED_BY(mutex_);
  int64_t rows_ ABSL_GUARDED_BY(mutex_) = 0;
  int in_flight_ ABSL_GUARDED_BY(mutex_) = 0;  // also those that wait
  RowLine<Row> line_ ABSL_GUARDED_BY(mutex_);
  bool alarm_set_ ABSL_GUARDED_BY(mutex_) = false;
  bool begun_ ABSL_GUARDED_BY(mutex_) = false;    // it has not to wait for a revision
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;  // a read is open or its row is being submitted
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;   // no more rows come
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;   // the server stops
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);  // ends the stream
};

BulkCall::BulkCall(const BulkMethod& method, PolledQueue& queue)
    : method_(method), queue_(queue), summary_(*method.handler().response, method.engine().options.error_domain) {
  Event* const tag = &accepted_event_;
  method_.service().RequestAsyncClientStreaming(method_.index(), &context_, &reader_, queue_.get(), queue_.get(), tag);
}

BulkCall::~BulkCall() {
  method_.engine().hub.Remove(*this);
  method_.engine().gate.Leave();
}

void BulkCall::OnAccepted(bool ok) {
  Engine& engine = method_.engine();
  const bool admitted = engine.gate.Enter();
  if (!ok) {
    delete this;
    return;
  }
  method_.Accept(queue_);
  info_ = method_.InfoOf(context_, absl::InfiniteFuture());
  const bool stopping = !engine.hub.Add(*this);
  {
    MutexLock lock(mutex_);
    ending_ = ending_ || stopping;
  }
  const auto then = [this](const absl::Status& there) { Begin(there); };
  if (admitted && method_.WaitsForRevision(info_, then)) return;
  Begin(admitted ? absl::OkStatus() : TooMuchWaiting());
}

// The first read, or the end.
void BulkCall::Begin(const absl::Status& status) {
  NextMove move;
  {
    MutexLock lock(mutex_);
    begun_ = true;
    failure_ = status;
    move = Decide();
  }
  Do(move);
}

// Rows in flight finish. A stream whose last row has been read needs no more than that: it is answered as ever.
void BulkCall::End() {
  NextMove move;
  {
    MutexLock lock(mutex_);
    ending_ = true;
    move = Decide();
  }
  Do(move);
}

// Whoever changes the state decides in the same breath what comes next, and does it last: once the lock is gone,
// another thread may finish the call.
BulkCall::NextMove BulkCall::Decide() {
  if (!begun_ || finishing_) return NextMove::kNone;
  const bool ended = closed_ || ending_ || !failure_.ok();
  if (ended && in_flight_ == 0) {
    finishing_ = true;
    return NextMove::kFinish;
  }
  if (ended || reading_ || !line_.empty() || in_flight_ >= kBulkRowsInFlightMax) return NextMove::kNone;
  reading_ = true;
  return NextMove::kRead;
}

void BulkCall::Do(NextMove move) {
  if (move == NextMove::kRead) Read();
  // Building the answer takes milliseconds: not on the store's thread, nor on the one that polls.
  if (move == NextMove::kFinish) method_.engine().readers.Submit({.run = [this](bool) { Finish(); }});
}

void BulkCall::Read() {
  Event* const tag = &read_event_;
  reader_.Read(&request_, tag);
}

void BulkCall::OnRead(bool ok) {
  if (ok && BeginRow()) {
    auto row = std::make_unique<Row>();
    const absl::Status prepared = PrepareRow(*row);
    if (prepared.ok()) {
      Submit(std::move(row));
    } else {
      RowEnds(*row, prepared);
    }
  }
  bool over = false;
  NextMove move;
  {
    MutexLock lock(mutex_);
    reading_ = false;
    closed_ = closed_ || !ok;
    over = finished_;
    move = Decide();
  }
  if (over) {
    delete this;
    return;
  }
  Do(move);
}

// Counts the row that was read; false if the stream has failed, or the server takes no more.
bool BulkCall::BeginRow() {
  MutexLock lock(mutex_);
  if (ending_) return false;
  if (failure_.ok() && rows_ >= kBulkRowsMax) {
    failure_ = LimitExceeded("stream", absl::StrCat("at most ", kBulkRowsMax, " rows in one stream"));
  }
  if (!failure_.ok()) return false;
  line_.Begin(++rows_);
  ++in_flight_;
  return true;
}

absl::Status BulkCall::PrepareRow(Row& row) {
  row.bytes = request_.Length() + kRowOverheadBytes;
  if (method_.handler().explain != nullptr) row.request = request_;
  absl::StatusOr<std::unique_ptr<Message>> message = method_.Decode(*method_.handler().prototype, request_);
  request_.Clear();
  {
    MutexLock lock(mutex_);
    row.number = rows_;
    if (rows_ == 1 && !message.ok()) {
      failure_ = message.status();  // nobody knows what the stream's options are: it may be a dry run
    } else if (rows_ == 1) {
      validate_only_ = method_.Option(**message, "validate_only");
      if (method_.Option(**message, "list_all_rows")) summary_.ListAllRows();
    }
  }
  RETURN_IF_ERROR(message.status());
  return method_.Prepare(**message, info_, row);
}

void BulkCall::Submit(RowPtr row) {
  Row* const running = row.get();
  method_.engine().store.Mutate(
      {.method = info_.method,
       .actor = info_.actor,
       .deadline = info_.deadline,
       .validate_only = validate_only_,
       .bytes = running->bytes,
       .decide = [this, running](store::Transaction& transaction) -> absl::StatusOr<std::string> {
         RETURN_IF_ERROR(Run(*running, transaction));
         return std::string();
       },
       .done =
           [this, owned = std::move(row)](const absl::StatusOr<store::Committed>& committed) mutable {
             RowDone(std::move(owned), committed.status());
           }});
}

// A dry run's rows see what the earlier ones would have done. Out of turn is who was queued after the store had turned
// an earlier row down.
absl::Status BulkCall::Run(Row& row, store::Transaction& transaction) {
  {
    MutexLock lock(mutex_);
    if (!line_.MayBeDecided(row.number)) return TooMuchWaiting();
  }
  const auto step = [&row](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(row.result, row.step(txn));
    return absl::OkStatus();
  };
  absl::Status status = validate_only_ ? rehearsal_.Run(transaction, step) : step(transaction);
  MutexLock lock(mutex_);
  if (!IsOverload(status)) line_.Decided(row.number);
  return status;
}

void BulkCall::RowDone(RowPtr row, const absl::Status& status) {
  if (!status.ok() && !method_.engine().chances.cut() && (IsOverload(status) || IsBehindAnother(row->number)))
    return RetryLater(std::move(row));
  if (!status.ok() && Recovers(row, status)) return;
  RowEnds(*row, status);
}

// Whether the service's recovery takes care of the row; then `row` is gone.
bool BulkCall::Recovers(RowPtr& row, const absl::Status& refusal) {
  if (method_.recovery() == nullptr || row->recovered) return false;
  row->recovered = true;
  {
    MutexLock lock(mutex_);
    line_.BeginRecovery(row->number);
  }
  // Offer() drops what it does not take; the row must survive that.
  auto shared = std::make_shared<RowPtr>(std::move(row));
  const bool taken =
      method_.engine().chances.Offer(*method_.recovery(), refusal, info_, [this, shared](const absl::Status& again) {
        RowPtr waiting = std::move(*shared);
        if (again.ok()) return Submit(std::move(waiting));
        RowEnds(*waiting, again);
      });
  if (!taken) row = std::move(*shared);
  return taken;
}

void BulkCall::RowEnds(Row& row, const absl::Status& status) {
  const absl::Status explained = method_.Explained(row.request, status);
  NextMove move;
  {
    MutexLock lock(mutex_);
    --in_flight_;
    line_.End(row.number);
    // All the rest would fail too.
    if (HasStopped(status) && failure_.ok()) failure_ = status;
    if (status.ok()) {
      summary_.AddDone(row.number, row.result);
    } else {
      summary_.AddRefused(row.number, explained);
    }
    move = Decide();
  }
  Do(move);
}

bool BulkCall::IsBehindAnother(int64_t number) {
  MutexLock lock(mutex_);
  return line_.IsBehindAnother(number);
}

void BulkCall::RetryLater(RowPtr row) {
  MutexLock lock(mutex_);
  const int64_t number = row->number;
  line_.Wait(number, std::move(row));
  ArmRetry();
}

void BulkCall::ArmRetry() {
  if (alarm_set_ || line_.empty()) return;
  alarm_set_ = true;
  Event* const tag = &retry_event_;
  const gpr_timespec pause = gpr_time_from_millis(absl::ToInt64Milliseconds(kBulkRetryPause), GPR_TIMESPAN);
  alarm_.Set(queue_.get(), gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), pause), tag);
}

void BulkCall::OnRetry(bool /*ok*/) {
  {
    MutexLock lock(mutex_);
    alarm_set_ = false;
  }
  while (RowPtr row = TakeWaiting()) Submit(std::move(row));
  NextMove move;
  {
    MutexLock lock(mutex_);
    ArmRetry();
    move = Decide();
  }
  Do(move);
}

// The next row to try again; none once the store has turned one down again, or while an earlier one recovers.
BulkCall::RowPtr BulkCall::TakeWaiting() {
  MutexLock lock(mutex_);
  return alarm_set_ ? nullptr : line_.TakeNext();
}

// What the stream ends with instead of an answer; OK: nothing. All rows that were counted are done.
absl::Status BulkCall::Failure() const {
  if (!failure_.ok() || !ending_ || closed_) return failure_;
  return ServerStoppingAfter(rows_);
}

void BulkCall::Finish() {
  absl::Status failure;
  std::string answer;
  {
    MutexLock lock(mutex_);
    failure = Failure();
    if (failure.ok()) answer = summary_.Build();
  }
  Event* const tag = &finished_event_;
  if (failure.ok()) {
    reader_.Finish(ToOutgoing(std::move(answer)), grpc::Status::OK, tag);
  } else {
    reader_.FinishWithError(method_.ErrorOf(failure), tag);
  }
}

void BulkCall::OnFinished(bool /*ok*/) {
  bool over = false;
  {
    MutexLock lock(mutex_);
    finished_ = true;
    over = !reading_;
  }
  if (over) delete this;
}

}  // namespace

void BulkMethod::Accept(PolledQueue& queue) const { new BulkCall(*this, queue); }

std::unique_ptr<Method> NewBulkMethod(Method::Place place, const BulkHandler& handler) {
  return std::make_unique<BulkMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
