// SPDX-License-Identifier: Apache-2.0
// A typed table of protobuf records over a key layout. It declares its secondary indexes once; index rows then follow
// from the old and the new record, in the same commit, so that rows and index cannot drift apart.
//
//   row key    = prefix + key                      (Family::kRows)    value = the record, serialised
//   index key  = index prefix + value + \0\1 + key (Family::kIndex)   value = empty
//
// An index value is escaped (\0 -> \0\xff), so that any bytes sort as themselves and no value is a prefix of another's
// row.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/store/parsed_rows.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

namespace jiedui::store {

std::string IndexKey(absl::string_view index_prefix, absl::string_view value, absl::string_view key);
// All rows of an index with exactly this value.
KeyRange IndexRange(absl::string_view index_prefix, absl::string_view value);
// The primary key in an index row; nullopt if the row is damaged.
std::optional<std::string> KeyOfIndexRow(absl::string_view index_prefix, absl::string_view index_key);
// The value in an index row, as it is escaped; empty if the row is damaged.
absl::string_view ValueOfIndexRow(absl::string_view index_prefix, absl::string_view index_key);

// Stages what makes the index rows of `before` those of `after`: a row that stays is not written again.
absl::Status MoveIndexRows(Transaction& txn, std::vector<std::string> before, std::vector<std::string> after);

// DATA_LOSS naming the row.
absl::Status DamagedRow(absl::string_view row_key);

// `Record` is a protobuf message. Immutable after construction; any thread.
template <typename Record>
class Table {
 public:
  struct Index {
    std::string prefix;  // unique over all tables of the service
    // The values a record is found by; none = not in the index.
    std::function<std::vector<std::string>(const Record&)> values;
  };
  struct Options {
    std::string prefix;                                // unique over all tables, ends in a separator
    std::function<std::string(const Record&)> key_of;  // the part of the key after the prefix
    std::vector<Index> indexes;
    bool log_before = true;  // whether the change log keeps the record as it was
  };

  explicit Table(Options options) : options_(std::move(options)) {}

  std::string RowKey(absl::string_view key) const { return absl::StrCat(options_.prefix, key); }
  const std::string& prefix() const { return options_.prefix; }

  // `from` is a Snapshot or a Transaction. DATA_LOSS: the bytes are no Record.
  template <typename From>
  absl::StatusOr<std::optional<Record>> Find(const From& from, absl::string_view key) const {
    ASSIGN_OR_RETURN(std::optional<std::string> bytes, FindBytes(from, key));
    if (!bytes.has_value()) return std::nullopt;
    return Decode(key, *bytes);
  }

  // As Find; null = there is none. For rows that are read far more often than they change: the parsed record is shared
  // while its bytes are the same.
  template <typename From>
  absl::StatusOr<std::shared_ptr<const Record>> FindShared(const From& from, absl::string_view key) const {
    ASSIGN_OR_RETURN(std::optional<std::string> bytes, FindBytes(from, key));
    if (!bytes.has_value()) return nullptr;
    if (std::shared_ptr<const Record> known = parsed_.Find(key, *bytes); known != nullptr) return known;
    ASSIGN_OR_RETURN(Record record, Decode(key, *bytes));
    auto shared = std::make_shared<const Record>(std::move(record));
    parsed_.Keep(key, *bytes, shared);
    return shared;
  }

  // The record as it is stored, unparsed: for answers that hand on its bytes.
  template <typename From>
  absl::StatusOr<std::optional<std::string>> FindBytes(const From& from, absl::string_view key) const {
    return from.Get(Family::kRows, RowKey(key));
  }

  // Puts a record and moves its index rows. Equal to what is there: nothing is staged. RESOURCE_EXHAUSTED: limits.h.
  absl::Status Put(Transaction& txn, const Record& record) const {
    return Replace(txn, options_.key_of(record), &record);
  }
  // Deletes a record and its index rows; nothing happens if there is none.
  absl::Status Delete(Transaction& txn, absl::string_view key) const { return Replace(txn, key, nullptr); }

  absl::StatusOr<Record> Decode(absl::string_view key, absl::string_view bytes) const {
    Record record;
    if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return DamagedRow(RowKey(key));
    return record;
  }

  // Every index row that `record` must have: for verification, and to make them anew.
  std::vector<std::string> IndexKeys(absl::string_view key, const Record& record) const;
  std::vector<std::string> IndexPrefixes() const;

 private:
  absl::Status Replace(Transaction& txn, absl::string_view key, const Record* record) const;

  const Options options_;
  mutable ParsedRows<Record> parsed_;
};

template <typename Record>
std::vector<std::string> Table<Record>::IndexKeys(absl::string_view key, const Record& record) const {
  std::vector<std::string> keys;
  for (const Index& index : options_.indexes)
    for (const std::string& value : index.values(record)) keys.push_back(IndexKey(index.prefix, value, key));
  return keys;
}

template <typename Record>
std::vector<std::string> Table<Record>::IndexPrefixes() const {
  std::vector<std::string> prefixes;
  for (const Index& index : options_.indexes) prefixes.push_back(index.prefix);
  return prefixes;
}

template <typename Record>
absl::Status Table<Record>::Replace(Transaction& txn, absl::string_view key, const Record* record) const {
  ASSIGN_OR_RETURN(std::optional<std::string> before, FindBytes(txn, key));
  std::optional<std::string> after;
  if (record != nullptr) after = record->SerializeAsString();
  if (before == after) return absl::OkStatus();
  if (!options_.indexes.empty()) {
    std::vector<std::string> keys_before;
    if (before.has_value()) {
      ASSIGN_OR_RETURN(const Record old, Decode(key, *before));
      keys_before = IndexKeys(key, old);
    }
    RETURN_IF_ERROR(MoveIndexRows(txn, std::move(keys_before),
                                  record == nullptr ? std::vector<std::string>() : IndexKeys(key, *record)));
  }
  if (!options_.log_before) before.reset();
  return txn.PutRow({.key = RowKey(key), .before = std::move(before), .after = std::move(after)});
}

}  // namespace jiedui::store
