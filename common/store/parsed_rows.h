// SPDX-License-Identifier: Apache-2.0
// Records as they were parsed last, by key: rows that every command reads and few change (a course, a pairing) are not
// parsed again. A record is handed on only for the very bytes it was parsed from, so that no version is ever another's.
// Bounded. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/base/mutex.h"

namespace jiedui::store {

template <typename Record>
class ParsedRows {
 public:
  static constexpr size_t kRowsMax = 512;

  // Null: not known, or parsed from other bytes.
  std::shared_ptr<const Record> Find(absl::string_view key, absl::string_view bytes) {
    const MutexLock lock(mutex_);
    const auto row = rows_.find(key);
    return row != rows_.end() && row->second.bytes == bytes ? row->second.record : nullptr;
  }

  void Keep(absl::string_view key, absl::string_view bytes, std::shared_ptr<const Record> record) {
    const MutexLock lock(mutex_);
    // Whoever reads more rows than this in turn gains nothing by any of them.
    if (rows_.size() >= kRowsMax) rows_.clear();
    rows_.insert_or_assign(key, Row{.bytes = std::string(bytes), .record = std::move(record)});
  }

 private:
  struct Row {
    std::string bytes;
    std::shared_ptr<const Record> record;
  };

  Mutex mutex_;
  absl::flat_hash_map<std::string, Row> rows_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace jiedui::store
