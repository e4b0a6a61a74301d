// SPDX-License-Identifier: Apache-2.0
// Digests, from OpenSSL. Raw bytes in and out. Pure, any thread.
#pragma once

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace jiedui {

inline constexpr int kSha256Bytes = 32;

// SHA-256 over the concatenation of `parts`.
std::string Sha256(std::initializer_list<absl::string_view> parts);
// HMAC-SHA-256.
std::string HmacSha256(absl::string_view key, absl::string_view data);
// Equality in time that does not depend on where the difference is.
bool EqualInConstantTime(absl::string_view a, absl::string_view b);
// `count` bytes from the system's random generator; aborts the process if there is none.
std::string RandomBytes(int count);

}  // namespace jiedui
