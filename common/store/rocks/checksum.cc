// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/checksum.h"

#include <isa-l/crc.h>

#include <algorithm>

#include "absl/strings/string_view.h"
#include "common/base/errors.h"

namespace jiedui::store {
namespace {

// ISA-L counts in an int.
constexpr size_t kBytesAtOnceMax = size_t{1} << 30;

}  // namespace

uint32_t ExtendChecksum(uint32_t crc, const char* bytes, size_t count) {
  uint32_t inverted = ~crc;
  while (count > 0) {
    const size_t part = std::min(count, kBytesAtOnceMax);
    // It only reads, though it does not promise to.
    auto* const from = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes));
    inverted = crc32_iscsi(from, static_cast<int>(part), inverted);
    bytes += part;
    count -= part;
  }
  return ~inverted;
}

absl::Status CheckChecksums() {
  constexpr absl::string_view kDigits = "123456789";
  constexpr uint32_t kChecksumOfDigits = 0xe3069283;  // the check value of CRC-32C
  if (ExtendChecksum(0, kDigits.data(), kDigits.size()) == kChecksumOfDigits) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInternal, "INTERNAL", "libisal makes wrong checksums: no store can be opened");
}

}  // namespace jiedui::store

// What the linker puts in the place of rocksdb::crc32c::Extend(uint32_t, const char*, size_t).
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the linker makes the name
extern "C" uint32_t __wrap__ZN7rocksdb6crc32c6ExtendEjPKcm(uint32_t crc, const char* bytes, size_t count) {
  return jiedui::store::ExtendChecksum(crc, bytes, count);
}
