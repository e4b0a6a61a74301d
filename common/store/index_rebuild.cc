// SPDX-License-Identifier: Apache-2.0
#include "common/store/index_rebuild.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/base/mutex.h"
#include "common/store/transaction.h"

namespace jiedui::store {
namespace {

// Commands on their way, at most so many at a time, and the first error among them.
class Window {
 public:
  void Enter() {
    MutexLock lock(mutex_);
    while (in_flight_ >= kRebuildCommandsInFlightMax) left_.Wait(mutex_);
    ++in_flight_;
  }
  void Leave(const absl::Status& status) {
    MutexLock lock(mutex_);
    if (first_error_.ok()) first_error_ = status;
    --in_flight_;
    // Under the lock: whoever waits may destroy this as soon as nothing is on its way.
    left_.NotifyAll();
  }
  absl::Status WaitForAll() {
    MutexLock lock(mutex_);
    while (in_flight_ > 0) left_.Wait(mutex_);
    return first_error_;
  }
  bool failed() const {
    MutexLock lock(mutex_);
    return !first_error_.ok();
  }

 private:
  mutable Mutex mutex_;
  CondVar left_;
  size_t in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status first_error_ ABSL_GUARDED_BY(mutex_);
};

// Gives every index row that it takes the same value, many a command. One thread.
class IndexWriter {
 public:
  IndexWriter(Store& store, std::optional<std::string> value) : store_(store), value_(std::move(value)) {}
  ~IndexWriter() { window_.WaitForAll().IgnoreError(); }  // whose commands refer to the window
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  // False once a command has failed.
  bool Take(std::string key) {
    keys_.push_back(std::move(key));
    if (keys_.size() == kIndexRowsPerCommand) Send();
    return !window_.failed();
  }
  absl::Status Finish() {
    if (!keys_.empty()) Send();
    return window_.WaitForAll();
  }

 private:
  void Send() {
    Command command;
    command.method = "/jiedui-store/RebuildIndexes";
    command.actor = "jiedui-store";
    for (const std::string& key : keys_) command.bytes += key.size();
    command.decide = [keys = std::exchange(keys_, {}),
                      value = value_](Transaction& txn) -> absl::StatusOr<std::string> {
      for (const std::string& key : keys) RETURN_IF_ERROR(txn.Stage(Family::kIndex, key, value));
      return "";
    };
    command.done = [this](const absl::StatusOr<Committed>& committed) { window_.Leave(committed.status()); };
    window_.Enter();
    store_.Mutate(std::move(command));
  }

  Store& store_;
  const std::optional<std::string> value_;
  std::vector<std::string> keys_;
  Window window_;
};

absl::Status DropIndex(Store& store, const Snapshot& snapshot, const std::string& prefix) {
  IndexWriter writer(store, std::nullopt);
  RETURN_IF_ERROR(
      snapshot.Scan(Family::kIndex, PrefixRange(prefix),
                    [&writer](absl::string_view key, absl::string_view) { return writer.Take(std::string(key)); }));
  return writer.Finish();
}

absl::Status AddIndexRows(Store& store, const Snapshot& snapshot, const IndexedRows& rows) {
  IndexWriter writer(store, "");
  absl::Status status;
  const auto visit = [&](absl::string_view row_key, absl::string_view value) {
    absl::StatusOr<std::vector<std::string>> keys = rows.index_keys(row_key.substr(rows.row_prefix.size()), value);
    status = keys.status();
    if (!status.ok()) return false;
    for (std::string& key : *keys)
      if (!writer.Take(std::move(key))) return false;
    return true;
  };
  RETURN_IF_ERROR(snapshot.Scan(Family::kRows, PrefixRange(rows.row_prefix), visit));
  RETURN_IF_ERROR(status);
  return writer.Finish();
}

}  // namespace

absl::Status RebuildIndexes(Store& store, const IndexedRows& rows) {
  const std::unique_ptr<Snapshot> snapshot = store.NewSnapshot(ReadTier::kDisk);
  for (const std::string& prefix : rows.index_prefixes) RETURN_IF_ERROR(DropIndex(store, *snapshot, prefix));
  return AddIndexRows(store, *snapshot, rows);
}

}  // namespace jiedui::store
