// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/private_seal.h"

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"

namespace jiedui::registry {
namespace {

constexpr char kPlainVersion = 1;

absl::Status Damaged(absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", absl::StrCat("sealed private fields ", what));
}

}  // namespace

std::string PlainSeal::Seal(const v1::PrivateFields& fields) const {
  return absl::StrCat(absl::string_view(&kPlainVersion, 1), fields.SerializeAsString());
}

absl::StatusOr<v1::PrivateFields> PlainSeal::Open(absl::string_view sealed) const {
  if (sealed.empty()) return Damaged("are empty");
  if (sealed.front() != kPlainVersion) return Damaged("have an unknown version");
  v1::PrivateFields fields;
  if (!fields.ParseFromArray(sealed.data() + 1, static_cast<int>(sealed.size() - 1))) return Damaged("cannot be read");
  return fields;
}

std::string PlainSeal::BlindIndex(const v1::IdDocument& document) const {
  return HmacSha256(blind_index_key_, absl::StrCat(static_cast<int>(document.kind()), ":", document.number()));
}

}  // namespace jiedui::registry
