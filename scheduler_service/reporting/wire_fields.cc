// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/wire_fields.h"

namespace jiedui::scheduler {
namespace {

constexpr int kBitsPerByte = 7;
constexpr int kBitsMax = 64;
constexpr uint64_t kNumberMax = (1U << 29) - 1;  // of a field; the least is 1

enum WireType : uint64_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

}  // namespace

bool WireFields::Damaged() {
  damaged_ = true;
  return false;
}

bool WireFields::ReadVarint(uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < kBitsMax && !rest_.empty(); shift += kBitsPerByte) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return Damaged();
}

bool WireFields::Skip(uint64_t bytes) {
  if (bytes > rest_.size()) return Damaged();
  bytes_ = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return true;
}

bool WireFields::Next() {
  value_ = 0;
  bytes_ = {};
  uint64_t tag = 0;
  if (rest_.empty() || damaged_ || !ReadVarint(tag)) return false;
  if (tag >> 3 == 0 || tag >> 3 > kNumberMax) return Damaged();
  number_ = static_cast<int>(tag >> 3);
  uint64_t length = 0;
  switch (tag & 7) {
    case kVarint:
      return ReadVarint(value_);
    case kBytes:
      return ReadVarint(length) && Skip(length);
    case kFixed64:
      return Skip(sizeof(uint64_t));
    case kFixed32:
      return Skip(sizeof(uint32_t));
    default:
      return Damaged();
  }
}

}  // namespace jiedui::scheduler
