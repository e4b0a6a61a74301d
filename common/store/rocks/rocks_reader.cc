// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_reader.h"

#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/rocks/rocks_options.h"
#include "common/store/rocks/rocks_status.h"
#include "rocksdb/iterator.h"

namespace jiedui::store {
namespace {

rocksdb::Slice ToSlice(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }
absl::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

absl::Status CheckReadable(const Database& database) {
  if (!database.refuses_reads()) return absl::OkStatus();
  return ShuttingDown("the store");
}

}  // namespace

RocksReader::RocksReader(const Database& database, const rocksdb::Snapshot* snapshot, ReadTier tier)
    : database_(database), tier_(tier), options_(MakeReadOptions(tier)) {
  options_.snapshot = snapshot;
}

absl::Status RocksReader::ToStatus(const rocksdb::Status& status) const {
  if (tier_ == ReadTier::kMemory && status.IsIncomplete()) return NotInMemory();
  return FromRead(status);
}

absl::StatusOr<std::optional<std::string>> RocksReader::Get(Family family, absl::string_view key) const {
  std::optional<std::string> value(std::in_place);
  const rocksdb::Status status = database_.rocks().Get(options_, database_.family(family), ToSlice(key), &*value);
  if (status.IsNotFound()) return std::nullopt;
  RETURN_IF_ERROR(ToStatus(status));
  return value;
}

absl::Status RocksReader::Scan(Family family, const KeyRange& range, KeyVisitor visit) const {
  if (!range.end.empty() && range.end <= range.first) return absl::OkStatus();
  rocksdb::ReadOptions options = options_;
  // Without an upper bound an iterator reads on, past deleted rows, into what nobody asked for.
  const rocksdb::Slice end = ToSlice(range.end);
  if (!range.end.empty()) options.iterate_upper_bound = &end;
  const std::unique_ptr<rocksdb::Iterator> row(database_.rocks().NewIterator(options, database_.family(family)));
  for (row->Seek(ToSlice(range.first)); row->Valid(); row->Next())
    if (!visit(ToView(row->key()), ToView(row->value()))) return absl::OkStatus();
  return ToStatus(row->status());
}

absl::StatusOr<std::optional<std::string>> RocksSnapshot::Get(Family family, absl::string_view key) const {
  RETURN_IF_ERROR(CheckReadable(head_->database()));
  return reader_.Get(family, key);
}

absl::Status RocksSnapshot::Scan(Family family, const KeyRange& range, KeyVisitor visit) const {
  RETURN_IF_ERROR(CheckReadable(head_->database()));
  return reader_.Scan(family, range, visit);
}

}  // namespace jiedui::store
