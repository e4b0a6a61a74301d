// SPDX-License-Identifier: Apache-2.0
// A message too great for one row: compressed, and cut into pieces that are small enough. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "google/protobuf/message_lite.h"

namespace jiedui::scheduler {

inline constexpr size_t kPieceBytesMax = 256 * 1024;
inline constexpr size_t kUnpackedBytesMax = 256 * 1024 * 1024;  // of a stored message; more is damage

// Inverse of each other. False: the pieces are not whole, and nothing can be said of `message`.
std::vector<std::string> PiecesOf(const google::protobuf::MessageLite& message);
bool Assemble(const std::vector<std::string>& pieces, google::protobuf::MessageLite& message);

}  // namespace jiedui::scheduler
