// SPDX-License-Identifier: Apache-2.0
// Small values and views for tests of stores.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/store/rocks/rocks_store.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {

// Reads and writes `decide` does, answered with "done".
Command MakeCommand(std::function<absl::StatusOr<std::string>(Transaction&)> decide);
// Puts a row, with what was there as `before`.
Command PutCommand(std::string key, std::string value);
Command DeleteCommand(std::string key);
absl::Status PutRow(Transaction& txn, const std::string& key, std::optional<std::string> value);

// What a store answers to commands that are sent without waiting; in the order of answering.
class Outcomes {
 public:
  // Sends the command; its place in the list is that of its answer.
  void Send(Store& store, Command command);
  // Waits until `count` answers are there.
  std::vector<absl::StatusOr<Committed>> Wait(size_t count);
  size_t size() const;

 private:
  mutable Mutex mutex_;
  CondVar arrived_;
  std::vector<absl::StatusOr<Committed>> outcomes_ ABSL_GUARDED_BY(mutex_);
};

// A gate that a command waits at, to keep the committer busy while a test fills its queue.
class Gate {
 public:
  // Returns a command that says when it has reached the gate and passes when it is open.
  Command MakeCommand();
  void WaitUntilReached();
  void Open();

 private:
  Mutex mutex_;
  CondVar changed_;
  bool reached_ ABSL_GUARDED_BY(mutex_) = false;
  bool open_ ABSL_GUARDED_BY(mutex_) = false;
};

using Rows = std::map<std::string, std::string>;
// Everything in a family.
Rows RowsOf(const Reader& reader, Family family);
Rows RowsOf(const Store& store, Family family);
// The value of a row of kRows; nullopt if none.
std::optional<std::string> ValueOf(const Store& store, const std::string& key);
// All change entries that are kept.
std::vector<v1::ChangeEntry> ChangesOf(const Store& store);

// A store of service "test" in `directory`; a failure to open fails the test. on_fatal is recorded nowhere.
RocksOptions TestOptions(const std::string& directory, const Clock& clock);
std::unique_ptr<Store> MustOpen(RocksOptions options);

}  // namespace jiedui::store
