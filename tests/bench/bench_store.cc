// SPDX-License-Identifier: Apache-2.0
// Commits through the seam beside raw RocksDB with the same bytes, and memory over a long run.
//   bench_store [--quick] [--json FILE] [--dir DIRECTORY]
// Both sides have the same 64 writer threads, each of which waits for its commit to be durable; rounds alternate, and
// medians are compared. The reference is the better of two ways to use RocksDB bare: every thread writes its own synced
// batch and RocksDB groups them, or one thread groups what waits.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/clock.h"
#include "common/base/digest.h"
#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/rocks_options.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/transaction.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "tests/bench/results.h"

namespace jiedui::store {
namespace {

constexpr int kWriters = 64;
constexpr int kInFlight = 256;
constexpr double kGoalOfRaw = 0.8;
constexpr double kGoalOfMemory = 1.15;
// Small, so that the cache and the write buffers are full when memory is first looked at.
constexpr uint64_t kCacheOfMemory = 32 << 20;

struct Scale {
  int rounds = 5;
  int commits_per_round = 60'000;
  int commits_of_memory = 1'000'000;
};

// What creating a person writes: its row, two index rows, the change entry, the idempotency row.
struct Bytes {
  std::string value = RandomBytes(600);
  std::string answer = value.substr(0, 550);
  std::string entry = value + RandomBytes(160);  // the row and what the log says about it
  std::string request = answer + RandomBytes(50);
};

std::string KeyOf(int64_t number) {
  const std::string digest = Sha256({absl::StrCat(number)});
  return absl::StrFormat("persons/p%012d%s", number, absl::BytesToHexString(digest.substr(0, 4)));
}

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Runs `commit(number)` for `count` numbers from `first` on, in kWriters threads.
double PerSecond(int64_t first, int count, const std::function<void(int64_t)>& commit) {
  std::atomic<int64_t> next = first;
  const double seconds = Seconds([&] {
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i)
      writers.emplace_back([&] {
        for (int64_t number = next++; number < first + count; number = next++) commit(number);
      });
    for (std::thread& writer : writers) writer.join();
  });
  return count / seconds;
}

void Require(bool ok, absl::string_view what) {
  if (ok) return;
  std::fputs(absl::StrCat("bench_store: ", what, "\n").c_str(), stderr);
  std::_Exit(1);
}

Command PersonCommand(const Bytes& bytes, int64_t number) {
  std::string key = KeyOf(number);
  return {.method = "/jiedui.registry.v1.PersonService/CreatePerson",
          .actor = "anonymous",
          .request_id = absl::StrCat("request-", key),
          .fingerprint = std::string(32, 'f'),
          .bytes = 1000,
          .decide = [&bytes, key = std::move(key)](Transaction& txn) -> absl::StatusOr<std::string> {
            ASSIGN_OR_RETURN(const std::optional<std::string> before, txn.Get(Family::kRows, key));
            RETURN_IF_ERROR(txn.PutRow({.key = key, .before = before, .after = bytes.value}));
            RETURN_IF_ERROR(txn.Stage(Family::kIndex, absl::StrCat("by-id/", key.substr(8), key), ""));
            RETURN_IF_ERROR(txn.Stage(Family::kIndex, absl::StrCat("by-name/", key.substr(8), key), ""));
            return bytes.answer;
          }};
}

RocksOptions OptionsAt(const std::string& directory, const Clock& clock) {
  return {.directory = directory, .service = "bench", .clock = &clock, .on_fatal = {}};
}

std::unique_ptr<Store> Open(RocksOptions options) {
  absl::StatusOr<std::unique_ptr<Store>> store = OpenRocksStore(std::move(options));
  Require(store.ok(), store.status().ToString());
  return *std::move(store);
}

// RocksDB with the column families and options of the store, and nothing of ours around it.
class RawRocks {
 public:
  RawRocks(const std::string& directory, const Clock& clock) {
    const RocksOptions options = OptionsAt(directory, clock);
    const auto cache = MakeCache(options);
    std::vector<rocksdb::ColumnFamilyDescriptor> families{{rocksdb::kDefaultColumnFamilyName, {}}};
    for (int i = 0; i < kFamilyCount; ++i)
      families.emplace_back(FamilyName(static_cast<Family>(i)),
                            MakeFamilyOptions(static_cast<Family>(i), options, cache));
    rocksdb::DB* db = nullptr;
    const auto status =
        rocksdb::DB::Open(MakeDatabaseOptions(options, cache, nullptr), directory, families, &handles_, &db);
    Require(status.ok(), status.ToString());
    db_.reset(db);
  }
  ~RawRocks() {
    for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }

  void Add(const Bytes& bytes, int64_t number, rocksdb::WriteBatch& batch) const {
    const std::string key = KeyOf(number);
    Put(batch, Family::kRows, key, bytes.value);
    Put(batch, Family::kIndex, absl::StrCat("by-id/", key.substr(8), key), "");
    Put(batch, Family::kIndex, absl::StrCat("by-name/", key.substr(8), key), "");
    Put(batch, Family::kChanges, absl::StrFormat("%08d", number), bytes.entry);
    Put(batch, Family::kRequests, absl::StrCat("anonymous--request-", key), bytes.request);
  }
  void Write(rocksdb::WriteBatch& batch) const {
    const rocksdb::Status status = db_->Write(SyncedWrite(), &batch);
    Require(status.ok(), status.ToString());
  }

 private:
  void Put(rocksdb::WriteBatch& batch, Family family, const std::string& key, const std::string& value) const {
    batch.Put(handles_[static_cast<size_t>(family) + 1], key, value).PermitUncheckedError();
  }

  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::unique_ptr<rocksdb::DB> db_;
};

// The barest single committer: threads leave numbers, one thread writes all that wait as one batch.
class RawCommitter {
 public:
  RawCommitter(const RawRocks& raw, const Bytes& bytes) : raw_(raw), bytes_(bytes), thread_([this] { Run(); }) {}
  ~RawCommitter() {
    {
      MutexLock lock(mutex_);
      stopping_ = true;
      arrived_.NotifyOne();
    }
    thread_.join();
  }

  void Commit(int64_t number) {
    MutexLock lock(mutex_);
    waiting_.push_back(number);
    const uint64_t mine = group_ + 1;
    arrived_.NotifyOne();
    while (written_ < mine) committed_.Wait(mutex_);
  }

 private:
  void Run() {
    rocksdb::WriteBatch batch;
    std::vector<int64_t> numbers;
    while (Take(numbers)) {
      batch.Clear();
      for (const int64_t number : numbers) raw_.Add(bytes_, number, batch);
      raw_.Write(batch);
      MutexLock lock(mutex_);
      written_ = group_;
      committed_.NotifyAll();
    }
  }
  bool Take(std::vector<int64_t>& numbers) {
    MutexLock lock(mutex_);
    while (waiting_.empty() && !stopping_) arrived_.Wait(mutex_);
    numbers.clear();
    std::swap(numbers, waiting_);
    ++group_;
    return !numbers.empty();
  }

  const RawRocks& raw_;
  const Bytes& bytes_;
  Mutex mutex_;
  CondVar arrived_;
  CondVar committed_;
  std::vector<int64_t> waiting_ ABSL_GUARDED_BY(mutex_);
  uint64_t group_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t written_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<Line> BenchCommits(const std::string& directory, const Scale& scale) {
  const SystemClock clock;
  const Bytes bytes;
  const std::unique_ptr<Store> store = Open(OptionsAt(directory + "/seam", clock));
  const RawRocks by_threads(directory + "/by-threads", clock);
  const RawRocks by_committer(directory + "/by-committer", clock);
  std::vector<double> seam, threads, committer;
  const int count = scale.commits_per_round;
  for (int round = 0; round < scale.rounds; ++round) {
    const int64_t first = int64_t{round} * count;
    seam.push_back(PerSecond(first, count, [&](int64_t number) {
      Require(MutateAndWait(*store, PersonCommand(bytes, number)).ok(), "a commit failed");
    }));
    threads.push_back(PerSecond(first, count, [&](int64_t number) {
      rocksdb::WriteBatch batch;
      by_threads.Add(bytes, number, batch);
      by_threads.Write(batch);
    }));
    RawCommitter raw(by_committer, bytes);
    committer.push_back(PerSecond(first, count, [&](int64_t number) { raw.Commit(number); }));
  }
  std::fputs(absl::StrFormat("raw RocksDB, synced, %d threads: grouped by RocksDB %.0f/s, by one committer %.0f/s\n",
                             kWriters, Median(threads), Median(committer))
                 .c_str(),
             stdout);
  return {{.measure = absl::StrFormat("commits per second, %d writers, beside raw RocksDB", kWriters),
           .value = Median(seam),
           .reference = std::max(Median(threads), Median(committer)),
           .goal = kGoalOfRaw}};
}

double ResidentMebibytes() {
  std::ifstream statm("/proc/self/statm");
  double all = 0;
  double resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Keeps kInFlight commits in flight until `count` are made: each answer sends the next.
class InFlight {
 public:
  InFlight(Store& store, const Bytes& bytes, int64_t first, int count)
      : store_(store), bytes_(bytes), next_(first), end_(first + count), left_(count) {}

  void RunAll() {
    for (int i = 0; i < kInFlight; ++i) SendNext();
    MutexLock lock(mutex_);
    while (left_ > 0) finished_.Wait(mutex_);
  }

 private:
  void SendNext() {
    const int64_t number = next_++;
    if (number >= end_) return;
    Command command = PersonCommand(bytes_, number);
    command.done = [this](const absl::StatusOr<Committed>& committed) {
      Require(committed.ok(), committed.status().ToString());
      SendNext();
      MutexLock lock(mutex_);
      if (--left_ == 0) finished_.NotifyOne();
    };
    store_.Mutate(std::move(command));
  }

  Store& store_;
  const Bytes& bytes_;
  std::atomic<int64_t> next_;
  const int64_t end_;
  Mutex mutex_;
  CondVar finished_;
  int left_ ABSL_GUARDED_BY(mutex_);
};

// Reads every row once, so that the cache is as full as it gets.
double ResidentWithFullCache(const Store& store) {
  const absl::Status read =
      store.NewSnapshot(ReadTier::kDisk)->Scan(Family::kRows, {}, [](absl::string_view, absl::string_view) {
        return true;
      });
  Require(read.ok(), read.ToString());
  return ResidentMebibytes();
}

std::vector<Line> BenchMemory(const std::string& directory, const Scale& scale) {
  const SystemClock clock;
  const Bytes bytes;
  RocksOptions options = OptionsAt(directory + "/memory", clock);
  options.cache_bytes = kCacheOfMemory;
  const std::unique_ptr<Store> store = Open(options);
  const int quarter = scale.commits_of_memory / 4;
  double early = 0;
  const double seconds = Seconds([&] {
    InFlight(*store, bytes, 0, quarter).RunAll();
    early = ResidentWithFullCache(*store);
    InFlight(*store, bytes, quarter, 3 * quarter).RunAll();
  });
  std::fputs(absl::StrFormat("%d commits with %d in flight: %.0f/s\n", scale.commits_of_memory, kInFlight,
                             scale.commits_of_memory / seconds)
                 .c_str(),
             stdout);
  return {
      {.measure = absl::StrFormat("resident MiB after %d commits, beside after %d", scale.commits_of_memory, quarter),
       .value = ResidentMebibytes(),
       .reference = early,
       .goal = kGoalOfMemory,
       .at_most = true}};
}

int Main(const std::vector<std::string>& arguments) {
  Scale scale;
  std::string json;
  std::string parent = std::filesystem::temp_directory_path();
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--quick")
      scale = {.rounds = 3, .commits_per_round = 20'000, .commits_of_memory = 100'000};
    else if (arguments[i] == "--json" && has_value)
      json = arguments[++i];
    else if (arguments[i] == "--dir" && has_value)
      parent = arguments[++i];
    else
      Require(false, "usage: bench_store [--quick] [--json FILE] [--dir DIRECTORY]");
  }
  std::string directory = parent + "/jiedui-bench-XXXXXX";
  Require(mkdtemp(directory.data()) != nullptr, "cannot create a directory in " + parent);
  std::vector<Line> lines = BenchCommits(directory, scale);
  for (Line& line : BenchMemory(directory, scale)) lines.push_back(std::move(line));
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
  Print(lines);
  if (!json.empty()) std::ofstream(json) << ToJson("bench_store", lines);
  return 0;  // a missed goal is a line of the table, not a failure
}

}  // namespace
}  // namespace jiedui::store

int main(int argc, char** argv) { return jiedui::store::Main(std::vector<std::string>(argv + 1, argv + argc)); }
