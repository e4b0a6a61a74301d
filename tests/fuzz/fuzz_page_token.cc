// SPDX-License-Identifier: Apache-2.0
// Page tokens: what was encoded is decoded, by the same store, for the same request, in time; nothing else is. The
// input is a last key, and a token that somebody made up.
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/rpc/page_token.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using rpc::DecodePageToken;
using rpc::EncodePageToken;
using rpc::PageBinding;

constexpr size_t kKeyBytesMax = 1024;  // as of common/store/limits.h

const std::string& Digest() {
  static const auto* const digest = new std::string(Sha256({"ListPersons"}));
  return *digest;
}

void CheckMadeUp(absl::string_view token, const PageBinding& binding, absl::Time now) {
  const absl::StatusOr<std::string> key = DecodePageToken(binding, token, now);
  Require(!key.ok() && absl::IsInvalidArgument(key.status()), "a token that was made up is refused");
  Require(IsValidUtf8(key.status().message()), "a refusal is valid UTF-8");
}

// `place` chooses what is changed.
void CheckChanged(const std::string& token, uint64_t place, const PageBinding& binding, absl::Time now) {
  constexpr absl::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string changed = token;
  char& one = changed[static_cast<size_t>(place % token.size())];
  const char other = kBase64[static_cast<size_t>(place / token.size() % kBase64.size())];
  one = one == other ? '=' : other;
  CheckMadeUp(changed, binding, now);
  CheckMadeUp(token.substr(0, static_cast<size_t>(place % token.size())), binding, now);
  CheckMadeUp(absl::StrCat(token, "A"), binding, now);
  CheckMadeUp(absl::StrCat(token, "\n"), binding, now);
  CheckMadeUp(absl::StrCat(token, "="), binding, now);
}

void CheckKey(absl::string_view key, const PageBinding& binding, absl::Time now) {
  const std::string token = EncodePageToken(binding, key, now);
  const absl::Time last = now + rpc::kPageTokenLifetime - absl::Seconds(1);
  for (const absl::Time in_time : {now, last}) {
    const absl::StatusOr<std::string> decoded = DecodePageToken(binding, token, in_time);
    Require(decoded.ok() && *decoded == key, "what was encoded is decoded");
  }
  CheckMadeUp(token, binding, last + absl::Seconds(1));
  const std::string other_digest = Sha256({binding.request_digest, key});
  CheckMadeUp(token, {.token_key = binding.token_key, .request_digest = other_digest}, now);
  CheckMadeUp(token, {.token_key = other_digest, .request_digest = binding.request_digest}, now);
  uint64_t place = 0;
  for (const char c : key) place = place * 31 + static_cast<unsigned char>(c);
  CheckChanged(token, place, binding, now);
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::Time now = absl::FromUnixSeconds(1'636'963'200);
  const jiedui::rpc::PageBinding binding{.token_key = "a key of 32 bytes, for this test",
                                         .request_digest = jiedui::fuzz::Digest()};
  const absl::string_view bytes = jiedui::fuzz::BytesOf(data, size);
  jiedui::fuzz::CheckMadeUp(bytes, binding, now);
  jiedui::fuzz::CheckKey(bytes.substr(0, jiedui::fuzz::kKeyBytesMax), binding, now);
  return 0;
}
