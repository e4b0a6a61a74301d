// SPDX-License-Identifier: Apache-2.0
//
//   token   = base64url(payload + mac), without padding
//   payload = version, 1 byte: 1
//           + expiry in seconds since 1970, 8 bytes big-endian
//           + request digest, 32 bytes
//           + last key, the rest
//   mac     = the first 16 bytes of HMAC-SHA-256(token key, payload)
#include "common/rpc/page_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"

namespace jiedui::rpc {
namespace {

constexpr char kVersion = 1;
constexpr size_t kExpiryBytes = 8;
constexpr size_t kDigestBytes = kSha256Bytes;
constexpr size_t kMacBytes = 16;
constexpr size_t kHeadBytes = 1 + kExpiryBytes + kDigestBytes;
constexpr size_t kTokenBytesMax = 2000;

std::string BigEndian(uint64_t value) {
  std::string bytes(kExpiryBytes, '\0');
  for (size_t i = kExpiryBytes; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xFF);
  return bytes;
}

int64_t FromBigEndian(absl::string_view bytes) {
  uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
  return static_cast<int64_t>(value);
}

std::string MacOf(absl::string_view token_key, absl::string_view payload) {
  return HmacSha256(token_key, payload).substr(0, kMacBytes);
}

}  // namespace

std::string EncodePageToken(const PageBinding& binding, absl::string_view last_key, absl::Time now) {
  const int64_t expiry = absl::ToUnixSeconds(now + kPageTokenLifetime);
  const std::string payload = absl::StrCat(absl::string_view(&kVersion, 1), BigEndian(static_cast<uint64_t>(expiry)),
                                           binding.request_digest, last_key);
  return absl::WebSafeBase64Escape(absl::StrCat(payload, MacOf(binding.token_key, payload)));
}

absl::StatusOr<std::string> DecodePageToken(const PageBinding& binding, absl::string_view token, absl::Time now) {
  std::string bytes;
  const bool encoded = token.size() <= kTokenBytesMax && absl::WebSafeBase64Unescape(token, &bytes) &&
                       absl::WebSafeBase64Escape(bytes) == token;  // Abseil forgives white space and spare bits
  if (!encoded || bytes.size() < kHeadBytes + kMacBytes)
    return InvalidPageToken("must be the next_page_token of the page before, unchanged");
  const absl::string_view payload = absl::string_view(bytes).substr(0, bytes.size() - kMacBytes);
  const absl::string_view mac = absl::string_view(bytes).substr(payload.size());
  if (!EqualInConstantTime(mac, MacOf(binding.token_key, payload)) || payload.front() != kVersion)
    return InvalidPageToken("must be the next_page_token of the page before, unchanged, of this server");
  if (payload.substr(1 + kExpiryBytes, kDigestBytes) != binding.request_digest)
    return InvalidPageToken(
        "belongs to another request: only page_size and page_token may change from one page to the next");
  if (absl::ToUnixSeconds(now) >= FromBigEndian(payload.substr(1, kExpiryBytes)))
    return InvalidPageToken(absl::StrCat("is older than ", absl::ToInt64Hours(kPageTokenLifetime),
                                         " hours: begin again with the first page"));
  return std::string(payload.substr(kHeadBytes));
}

}  // namespace jiedui::rpc
