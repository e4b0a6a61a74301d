// SPDX-License-Identifier: Apache-2.0
// Reads a serialised message field by field where it lies: nothing is copied and nothing is made. For rows that are
// read by the million, of which a few fields are wanted. Pure, any thread.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

class WireFields {
 public:
  explicit WireFields(absl::string_view message) : rest_(message) {}

  // Moves to the next field. False: that was the last, or the bytes are damaged.
  bool Next();
  bool damaged() const { return damaged_; }

  int number() const { return number_; }
  // Of a varint field; 0 of others.
  uint64_t value() const { return value_; }
  // Of a length-delimited field; empty of others.
  absl::string_view bytes() const { return bytes_; }

 private:
  bool Damaged();
  bool ReadVarint(uint64_t& value);
  bool Skip(uint64_t bytes);

  absl::string_view rest_;
  absl::string_view bytes_;
  uint64_t value_ = 0;
  int number_ = 0;
  bool damaged_ = false;
};

}  // namespace jiedui::scheduler
