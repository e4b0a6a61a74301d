// SPDX-License-Identifier: Apache-2.0
#include "common/base/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace jiedui {
namespace {

[[noreturn]] void Die(const char* what) {
  std::fputs(what, stderr);
  std::abort();
}

// Looked up once: EVP_sha256() would make every digest search OpenSSL's providers.
const EVP_MD* Sha256Method() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return method;
}

// One context a thread, used again and again: making one costs more than hashing a row.
class Sha256Context {
 public:
  Sha256Context() : context_(EVP_MD_CTX_new()) {}
  ~Sha256Context() { EVP_MD_CTX_free(context_); }
  Sha256Context(const Sha256Context&) = delete;
  Sha256Context& operator=(const Sha256Context&) = delete;

  std::string Digest(std::initializer_list<absl::string_view> parts) {
    std::string digest(kSha256Bytes, '\0');
    bool ok = EVP_DigestInit_ex2(context_, Sha256Method(), nullptr) == 1;
    for (const absl::string_view part : parts) ok = ok && EVP_DigestUpdate(context_, part.data(), part.size()) == 1;
    ok = ok && EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
    if (!ok) Die("SHA-256 failed\n");
    return digest;
  }

 private:
  EVP_MD_CTX* const context_;
};

// Likewise; OpenSSL's one-shot HMAC() searches its providers at every call.
class HmacContext {
 public:
  HmacContext() : context_(EVP_MAC_CTX_new(Method())) {
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    if (EVP_MAC_CTX_set_params(context_, parameters) != 1) Die("there is no HMAC-SHA-256\n");
  }
  ~HmacContext() { EVP_MAC_CTX_free(context_); }
  HmacContext(const HmacContext&) = delete;
  HmacContext& operator=(const HmacContext&) = delete;

  std::string Digest(absl::string_view key, absl::string_view data) {
    // OpenSSL takes a null key to mean "the key of the last call", whose schedule it then need not make again.
    const bool is_same = key_ == key;
    if (!is_same) key_ = std::string(key);
    const auto* const key_bytes = is_same ? nullptr : reinterpret_cast<const unsigned char*>(key_->c_str());
    const auto* const data_bytes = reinterpret_cast<const unsigned char*>(data.data());
    std::string digest(kSha256Bytes, '\0');
    size_t size = 0;
    const bool ok = EVP_MAC_init(context_, key_bytes, is_same ? 0 : key.size(), nullptr) == 1 &&
                    EVP_MAC_update(context_, data_bytes, data.size()) == 1 &&
                    EVP_MAC_final(context_, reinterpret_cast<unsigned char*>(digest.data()), &size, digest.size()) == 1;
    if (!ok || size != digest.size()) Die("HMAC-SHA-256 failed\n");
    return digest;
  }

 private:
  static EVP_MAC* Method() {
    static EVP_MAC* const method = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    return method;
  }

  EVP_MAC_CTX* const context_;
  std::optional<std::string> key_;  // of the last call
};

}  // namespace

std::string Sha256(std::initializer_list<absl::string_view> parts) {
  thread_local Sha256Context context;
  return context.Digest(parts);
}

std::string HmacSha256(absl::string_view key, absl::string_view data) {
  thread_local HmacContext context;
  return context.Digest(key, data);
}

bool EqualInConstantTime(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string RandomBytes(int count) {
  std::string bytes(static_cast<size_t>(count), '\0');
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = getrandom(bytes.data() + filled, bytes.size() - filled, 0);
    if (got < 0 && errno != EINTR) Die("the system gives no random bytes\n");
    if (got > 0) filled += static_cast<size_t>(got);
  }
  return bytes;
}

}  // namespace jiedui
