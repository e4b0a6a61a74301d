// SPDX-License-Identifier: Apache-2.0
// Reading from RocksDB: of the latest state by the committer, of the published head by everyone else.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/rocks/database.h"
#include "common/store/store.h"
#include "rocksdb/options.h"

namespace jiedui::store {

// `database` must outlive it. `snapshot` null = the latest state.
class RocksReader final : public Reader {
 public:
  RocksReader(const Database& database, const rocksdb::Snapshot* snapshot, ReadTier tier);

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override;
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override;

 private:
  absl::Status ToStatus(const rocksdb::Status& status) const;

  const Database& database_;
  const ReadTier tier_;
  rocksdb::ReadOptions options_;
};

// A commit that everyone may read. Made once for each group of commits and shared, because taking a RocksDB snapshot
// takes the lock of the whole database.
class PublishedHead {
 public:
  PublishedHead(std::shared_ptr<Database> database, uint64_t revision)
      : database_(std::move(database)), snapshot_(database_->rocks().GetSnapshot()), revision_(revision) {}
  ~PublishedHead() { database_->rocks().ReleaseSnapshot(snapshot_); }
  PublishedHead(const PublishedHead&) = delete;
  PublishedHead& operator=(const PublishedHead&) = delete;

  const Database& database() const { return *database_; }
  const rocksdb::Snapshot* snapshot() const { return snapshot_; }
  uint64_t revision() const { return revision_; }

 private:
  const std::shared_ptr<Database> database_;
  const rocksdb::Snapshot* const snapshot_;
  const uint64_t revision_;
};

class RocksSnapshot final : public Snapshot {
 public:
  RocksSnapshot(std::shared_ptr<const PublishedHead> head, ReadTier tier)
      : head_(std::move(head)), reader_(head_->database(), head_->snapshot(), tier) {}

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override;
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override;
  uint64_t revision() const override { return head_->revision(); }

 private:
  const std::shared_ptr<const PublishedHead> head_;
  const RocksReader reader_;
};

}  // namespace jiedui::store
