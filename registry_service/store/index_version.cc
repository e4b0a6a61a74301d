// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/index_version.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/store/index_rebuild.h"
#include "common/store/transaction.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "registry_service/domain/name_order.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using storage::v1::IndexVersionRecord;
using store::Family;

// To be counted up with every change of an index, of a search key, of a reading or of what makes a licence due.
constexpr int kLayout = 3;

// The version of indexes that are being made: no program's own, so that whichever comes next makes them anew.
constexpr absl::string_view kUnfinished = "unfinished";

absl::StatusOr<std::string> VersionIn(const store::Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, snapshot.Get(Family::kRows, kIndexVersionRow));
  IndexVersionRecord record;
  if (bytes.has_value() && !record.ParseFromString(*bytes)) return store::DamagedRow(kIndexVersionRow);
  return record.version();
}

absl::StatusOr<bool> HasRows(const store::Snapshot& snapshot, absl::string_view prefix) {
  bool found = false;
  RETURN_IF_ERROR(
      snapshot.Scan(Family::kRows, store::PrefixRange(prefix), [&found](absl::string_view, absl::string_view) {
        found = true;
        return false;
      }));
  return found;
}

absl::Status PutVersion(store::Store& store, absl::string_view version) {
  IndexVersionRecord record;
  record.set_version(std::string(version));
  store::Command command;
  command.method = "/jiedui-registry/PrepareIndexes";
  command.actor = "jiedui-registry";
  command.decide = [&record](store::Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(txn.PutRow({.key = kIndexVersionRow, .before = std::nullopt, .after = record.SerializeAsString()}));
    return "";
  };
  return store::MutateAndWait(store, std::move(command)).status();
}

}  // namespace

std::string IndexVersion() { return absl::StrCat("layout ", kLayout, ", ", NameRulesVersion()); }

absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version) {
  const std::unique_ptr<store::Snapshot> snapshot = store.NewSnapshot(store::ReadTier::kDisk);
  ASSIGN_OR_RETURN(const std::string made_by, VersionIn(*snapshot));
  if (made_by == version) return false;
  ASSIGN_OR_RETURN(const bool has_persons, HasRows(*snapshot, kPersonRows));
  ASSIGN_OR_RETURN(const bool has_organizations, HasRows(*snapshot, kOrganizationRows));
  const bool has_rows = has_persons || has_organizations;
  // Else a program of the version that is there would take what a crash leaves for its own.
  if (has_rows) RETURN_IF_ERROR(PutVersion(store, kUnfinished));
  if (has_persons) RETURN_IF_ERROR(store::RebuildIndexes(store, tables.persons));
  if (has_organizations) RETURN_IF_ERROR(store::RebuildIndexes(store, tables.organizations));
  RETURN_IF_ERROR(PutVersion(store, version));
  return has_rows;
}

}  // namespace jiedui::registry
