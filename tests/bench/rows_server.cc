// SPDX-License-Identifier: Apache-2.0
// The prototype that only puts the rows of a creation: a bare asynchronous gRPC server that does not look at what it is
// asked, and one thread that puts rows of the same shapes for all who wait, in the order of their keys, syncs, and lets
// them be answered. What the registry would be if it neither checked nor decided anything. Started by bench_rpc:
//   rows_server PORT DIRECTORY ANSWER_HEX SHAPE...
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
#include "common/base/digest.h"
#include "common/base/mutex.h"
#include "common/rpc/polled_queue.h"
#include "common/store/rocks/rocks_options.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/row_shapes.h"

// How jemalloc is set up for a server of ours (common/rpc/server_program.cc); naming it links it.
extern "C" const char* malloc_conf;

namespace jiedui::bench {
namespace {

class RowsCall;

// Calls that wait for their rows.
class RowsQueue {
 public:
  void Put(RowsCall& call) {
    const MutexLock lock(mutex_);
    calls_.push_back(&call);
    if (calls_.size() == 1) filled_.NotifyOne();
  }
  // All that wait; waits for one.
  void Take(std::vector<RowsCall*>& calls) {
    calls.clear();
    const MutexLock lock(mutex_);
    while (calls_.empty()) filled_.Wait(mutex_);
    calls.swap(calls_);
  }

 private:
  Mutex mutex_;
  CondVar filled_;
  std::vector<RowsCall*> calls_ ABSL_GUARDED_BY(mutex_);
};

// One call: waits, has its rows put, answers.
class RowsCall final : public rpc::Event {
 public:
  RowsCall(RawPersons& service, rpc::PolledQueue& queue, RowsQueue& rows, const std::string& answer)
      : service_(service), queue_(queue), rows_(rows), answer_(answer) {
    service_.RequestCreatePerson(&context_, &request_, &responder_, queue_.get(), queue_.get(), Tag());
  }
  void Complete(bool ok) override {
    if (!ok || stage_ == Stage::kAnswered) {
      delete this;
    } else if (stage_ == Stage::kWaits) {
      stage_ = Stage::kPut;
      new RowsCall(service_, queue_, rows_, answer_);
      rows_.Put(*this);
    } else {
      stage_ = Stage::kAnswered;
      responder_.Finish(BufferOf(answer_), grpc::Status::OK, Tag());
    }
  }
  // From the thread that has put the rows.
  void Answer() { queue_.Run(*this); }

 private:
  enum class Stage { kWaits, kPut, kAnswered };
  rpc::Event* Tag() { return this; }

  RawPersons& service_;
  rpc::PolledQueue& queue_;
  RowsQueue& rows_;
  const std::string& answer_;
  grpc::ServerContext context_;
  grpc::ByteBuffer request_;
  grpc::ServerAsyncResponseWriter<grpc::ByteBuffer> responder_{&context_};
  Stage stage_ = Stage::kWaits;
};

// The keys of one shape for creations first..end-1, in order.
std::vector<std::string> KeysOf(const RowShape& shape, int64_t first, int64_t end) {
  const int digits = std::max(1, shape.key_bytes - static_cast<int>(shape.prefix.size()));
  std::vector<std::string> keys;
  keys.reserve(static_cast<size_t>((end - first) * shape.per_creation));
  for (int kind = 0; kind < shape.per_creation; ++kind) {
    for (int64_t number = first; number < end; ++number) {
      std::string rest = absl::StrFormat("%d%0*d", kind, digits - 1, number);
      if (shape.scattered) rest = Sha256({rest}).append(rest).substr(0, static_cast<size_t>(digits));
      keys.push_back(absl::StrCat(shape.prefix, rest));
    }
  }
  if (shape.scattered) std::sort(keys.begin(), keys.end());
  return keys;
}

void PutRows(const RowShape& shape, int64_t first, int64_t end, rocksdb::ColumnFamilyHandle* family,
             rocksdb::WriteBatch& batch) {
  const std::string value(static_cast<size_t>(shape.value_bytes), 'v');
  for (const std::string& key : KeysOf(shape, first, end)) batch.Put(family, key, value).PermitUncheckedError();
}

// The one thread that puts, for as long as the process lives.
[[noreturn]] void PutForAll(const store::Database& database, const std::vector<RowShape>& shapes, RowsQueue& rows) {
  std::vector<RowsCall*> calls;
  rocksdb::WriteBatch batch;
  for (int64_t next = 0;; next += static_cast<int64_t>(calls.size())) {
    rows.Take(calls);
    batch.Clear();
    for (const RowShape& shape : shapes)
      PutRows(shape, next, next + static_cast<int64_t>(calls.size()), database.family(shape.family), batch);
    Require(database.rocks().Write(store::SyncedWrite(), &batch).ok(), "the rows cannot be put");
    for (RowsCall* const call : calls) call->Answer();
  }
}

// Serves until the process is killed.
void ServeRows(int port, const std::string& directory, const std::string& answer, const std::vector<RowShape>& shapes) {
  constexpr int kThreads = 2;
  constexpr int kAccepts = 4;  // as the registry (common/rpc/dispatch.cc)
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const std::shared_ptr<store::Database> database = OpenBare(directory);
  RawPersons service;
  RowsQueue rows;
  grpc::ServerBuilder builder;
  std::vector<std::unique_ptr<rpc::PolledQueue>> queues(kThreads);
  for (auto& queue : queues) queue = std::make_unique<rpc::PolledQueue>(builder.AddCompletionQueue());
  const auto server = StartAt(builder, service, port);
  Require(server != nullptr, absl::StrCat("cannot listen on port ", port));
  std::vector<std::thread> threads;
  threads.emplace_back([&] { PutForAll(*database, shapes, rows); });
  for (auto& queue : queues) {
    for (int i = 0; i < kAccepts; ++i) new RowsCall(service, *queue, rows, answer);
    threads.emplace_back([&queue] { queue->Poll(); });
  }
  server->Wait();
}

int Main(const std::vector<std::string>& arguments) {
  int port = 0;
  Require(arguments.size() > 3 && absl::SimpleAtoi(arguments[0], &port),
          "usage: rows_server PORT DIRECTORY ANSWER_HEX SHAPE...");
  std::vector<RowShape> shapes;
  for (size_t i = 3; i < arguments.size(); ++i) shapes.push_back(ShapeFrom(arguments[i]));
  std::fputs(absl::StrCat("rows_server: memory as ", malloc_conf, "\n").c_str(), stderr);
  ServeRows(port, arguments[1], absl::HexStringToBytes(arguments[2]), shapes);
  return 0;
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) { return jiedui::bench::Main(std::vector<std::string>(argv + 1, argv + argc)); }
