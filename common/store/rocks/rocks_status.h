// SPDX-License-Identifier: Apache-2.0
// The only conversions from rocksdb::Status.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "rocksdb/status.h"

namespace jiedui::store {

// Of a read: DATA_LOSS / DATA_DAMAGED (the message names the file where RocksDB does), or UNAVAILABLE where another try
// may do (no room in the cache, closing).
absl::Status FromRead(const rocksdb::Status& status);

// Of opening what is in `directory`; one clear line each.
absl::Status FromOpen(const rocksdb::Status& status, const std::string& directory);

}  // namespace jiedui::store
