// SPDX-License-Identifier: Apache-2.0
// The seam for private data: all that happens to an identity number or a phone at rest, and to a restricted person,
// happens behind this interface.
// Records hold sealed bytes and a blind index; nobody else knows what is in them. Encryption under a keyring replaces
// PlainSeal beneath, without touching a caller.
//
// Sealed bytes: version (1 byte), then what the version says. 1 = PlainSeal: the serialised message.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// Immutable; any thread.
class PrivateSeal {
 public:
  virtual ~PrivateSeal() = default;
  virtual std::string Seal(const v1::PrivateFields& fields) const = 0;
  // DATA_LOSS: the bytes are not what Seal made.
  virtual absl::StatusOr<v1::PrivateFields> Open(absl::string_view sealed) const = 0;
  // The same for a whole person whose processing is restricted.
  virtual std::string SealPerson(const v1::Person& person) const = 0;
  virtual absl::StatusOr<v1::Person> OpenPerson(absl::string_view sealed) const = 0;
  // The same bytes for the same normalised document, and nothing to be learnt from them without the key.
  virtual std::string BlindIndex(const v1::IdDocument& document) const = 0;
};

// The stand-in: fields in the clear behind a version byte, HMAC-SHA-256 as the blind index.
class PlainSeal final : public PrivateSeal {
 public:
  explicit PlainSeal(std::string blind_index_key) : blind_index_key_(std::move(blind_index_key)) {}

  std::string Seal(const v1::PrivateFields& fields) const override;
  absl::StatusOr<v1::PrivateFields> Open(absl::string_view sealed) const override;
  std::string SealPerson(const v1::Person& person) const override;
  absl::StatusOr<v1::Person> OpenPerson(absl::string_view sealed) const override;
  std::string BlindIndex(const v1::IdDocument& document) const override;

 private:
  const std::string blind_index_key_;
};

}  // namespace jiedui::registry
