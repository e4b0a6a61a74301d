// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/secret.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/store/table.h"
#include "common/store/transaction.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/domain/limits.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using storage::v1::SecretRecord;
using store::Family;

absl::StatusOr<std::string> FindOrPut(store::Transaction& txn, const std::string& key, const std::string& fresh) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, txn.Get(Family::kRows, key));
  SecretRecord record;
  if (bytes.has_value()) {
    if (!record.ParseFromString(*bytes) || record.secret().empty()) return store::DamagedRow(key);
    return record.secret();
  }
  record.set_secret(fresh);
  RETURN_IF_ERROR(txn.PutRow({.key = key, .before = std::nullopt, .after = record.SerializeAsString()}));
  return fresh;
}

}  // namespace

absl::StatusOr<std::string> LoadBlindIndexKey(store::Store& store) {
  const std::string key = absl::StrCat(kSecretRows, kBlindIndexKeySecret);
  const std::string fresh = RandomBytes(kBlindIndexKeyBytes);
  store::Command command;
  command.method = "/jiedui-registry/LoadBlindIndexKey";
  command.actor = "jiedui-registry";
  command.decide = [&key, &fresh](store::Transaction& txn) { return FindOrPut(txn, key, fresh); };
  ASSIGN_OR_RETURN(store::Committed committed, store::MutateAndWait(store, std::move(command)));
  return std::move(committed.answer);
}

}  // namespace jiedui::registry
