// SPDX-License-Identifier: Apache-2.0
// The checksums of RocksDB's logs and tables, made by the processor's own instructions (docs/adr/0033).
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"

namespace jiedui::store {

// CRC-32C (Castagnoli) of what gave `crc`, 0 = nothing, followed by `count` bytes. What rocksdb::crc32c::Extend()
// answers, which is linked to this where RocksDB is a static library (common/CMakeLists.txt). Any thread.
uint32_t ExtendChecksum(uint32_t crc, const char* bytes, size_t count);

// INTERNAL: it does not give what RFC 3720 says that it gives. A store must not be opened then: it would look damaged,
// and what is written would be.
absl::Status CheckChecksums();

}  // namespace jiedui::store
