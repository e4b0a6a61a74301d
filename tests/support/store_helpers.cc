// SPDX-License-Identifier: Apache-2.0
#include "tests/support/store_helpers.h"

#include <gtest/gtest.h>

#include "common/base/status_macros.h"
#include "common/store/change_log.h"

namespace jiedui::store {

Command MakeCommand(std::function<absl::StatusOr<std::string>(Transaction&)> decide) {
  return {.method = "/test.Service/Write", .actor = "tester", .bytes = 100, .decide = std::move(decide)};
}

absl::Status PutRow(Transaction& txn, const std::string& key, std::optional<std::string> value) {
  ASSIGN_OR_RETURN(std::optional<std::string> before, txn.Get(Family::kRows, key));
  return txn.PutRow({.key = key, .before = std::move(before), .after = std::move(value)});
}

Command PutCommand(std::string key, std::string value) {
  return MakeCommand([key = std::move(key), value = std::move(value)](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(PutRow(txn, key, value));
    return "done";
  });
}

Command DeleteCommand(std::string key) {
  return MakeCommand([key = std::move(key)](Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(PutRow(txn, key, std::nullopt));
    return "done";
  });
}

void Outcomes::Send(Store& store, Command command) {
  command.done = [this](absl::StatusOr<Committed> outcome) {
    MutexLock lock(mutex_);
    outcomes_.push_back(std::move(outcome));
    arrived_.NotifyAll();
  };
  store.Mutate(std::move(command));
}

std::vector<absl::StatusOr<Committed>> Outcomes::Wait(size_t count) {
  MutexLock lock(mutex_);
  while (outcomes_.size() < count) arrived_.Wait(mutex_);
  return outcomes_;
}

size_t Outcomes::size() const {
  MutexLock lock(mutex_);
  return outcomes_.size();
}

Command Gate::MakeCommand() {
  return store::MakeCommand([this](Transaction&) -> absl::StatusOr<std::string> {
    MutexLock lock(mutex_);
    reached_ = true;
    changed_.NotifyAll();
    while (!open_) changed_.Wait(mutex_);
    return "passed";
  });
}

void Gate::WaitUntilReached() {
  MutexLock lock(mutex_);
  while (!reached_) changed_.Wait(mutex_);
}

void Gate::Open() {
  MutexLock lock(mutex_);
  open_ = true;
  changed_.NotifyAll();
}

Rows RowsOf(const Reader& reader, Family family) {
  Rows rows;
  const absl::Status status = reader.Scan(family, {}, [&rows](absl::string_view key, absl::string_view value) {
    rows.emplace(key, value);
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  return rows;
}

Rows RowsOf(const Store& store, Family family) { return RowsOf(*store.NewSnapshot(ReadTier::kDisk), family); }

std::optional<std::string> ValueOf(const Store& store, const std::string& key) {
  absl::StatusOr<std::optional<std::string>> value = store.NewSnapshot(ReadTier::kDisk)->Get(Family::kRows, key);
  EXPECT_TRUE(value.ok()) << value.status();
  return value.ok() ? *value : std::nullopt;
}

std::vector<v1::ChangeEntry> ChangesOf(const Store& store) {
  std::vector<v1::ChangeEntry> entries;
  const absl::Status status = ReadChanges(*store.NewSnapshot(ReadTier::kDisk), store.Info().oldest_revision,
                                          [&entries](const v1::ChangeEntry& entry) {
                                            entries.push_back(entry);
                                            return true;
                                          });
  EXPECT_TRUE(status.ok()) << status;
  return entries;
}

RocksOptions TestOptions(const std::string& directory, const Clock& clock) {
  return {.directory = directory,
          .service = "test",
          .clock = &clock,
          .cache_bytes = 16 << 20,
          .on_fatal = [](const absl::Status&) {}};
}

std::unique_ptr<Store> MustOpen(RocksOptions options) {
  absl::StatusOr<std::unique_ptr<Store>> store = OpenRocksStore(std::move(options));
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

}  // namespace jiedui::store
