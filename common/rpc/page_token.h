// SPDX-License-Identifier: Apache-2.0
// Page tokens: where a list goes on, for the request that began it, for 72 hours. Opaque to clients, signed, so that
// nobody can make one up or use one with another request. The server keeps nothing. Pure, any thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace jiedui::rpc {

inline constexpr absl::Duration kPageTokenLifetime = absl::Hours(72);

// What every page of one list has in common.
struct PageBinding {
  absl::string_view token_key;       // store::StoreInfo::token_key
  absl::string_view request_digest;  // kSha256Bytes, over the method and the request without its paging
};

// `last_key` is the key of the last row that was looked at; it may be any bytes.
std::string EncodePageToken(const PageBinding& binding, absl::string_view last_key, absl::Time now);

// The last key. INVALID_ARGUMENT / PAGE_TOKEN_INVALID: malformed, of another store or request, or expired.
absl::StatusOr<std::string> DecodePageToken(const PageBinding& binding, absl::string_view token, absl::Time now);

}  // namespace jiedui::rpc
