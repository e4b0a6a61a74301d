// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/private_seal.h"

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"

namespace jiedui::registry {
namespace {

constexpr char kPlainVersion = 1;

absl::Status Damaged(absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", absl::StrCat("sealed data ", what));
}

template <typename Message>
std::string SealedInTheClear(const Message& message) {
  return absl::StrCat(absl::string_view(&kPlainVersion, 1), message.SerializeAsString());
}

template <typename Message>
absl::StatusOr<Message> Opened(absl::string_view sealed) {
  if (sealed.empty()) return Damaged("are empty");
  if (sealed.front() != kPlainVersion) return Damaged("have an unknown version");
  Message message;
  if (!message.ParseFromArray(sealed.data() + 1, static_cast<int>(sealed.size() - 1))) return Damaged("cannot be read");
  return message;
}

}  // namespace

std::string PlainSeal::Seal(const v1::PrivateFields& fields) const { return SealedInTheClear(fields); }

absl::StatusOr<v1::PrivateFields> PlainSeal::Open(absl::string_view sealed) const {
  return Opened<v1::PrivateFields>(sealed);
}

std::string PlainSeal::SealPerson(const v1::Person& person) const { return SealedInTheClear(person); }

absl::StatusOr<v1::Person> PlainSeal::OpenPerson(absl::string_view sealed) const { return Opened<v1::Person>(sealed); }

std::string PlainSeal::BlindIndex(const v1::IdDocument& document) const {
  return HmacSha256(blind_index_key_, absl::StrCat(static_cast<int>(document.kind()), ":", document.number()));
}

}  // namespace jiedui::registry
