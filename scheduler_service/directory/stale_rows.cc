// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/stale_rows.h"

#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

using Names = std::vector<std::string>;

template <typename Record, typename NameOf>
absl::Status Collect(const store::Table<Record>& table, const store::Snapshot& snapshot, NameOf stale_name,
                     size_t count_max, Names& names) {
  absl::Status damage;
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kRows, store::PrefixRange(table.prefix()),
                                [&](absl::string_view key, absl::string_view value) {
                                  if (names.size() >= count_max) return false;
                                  const auto record = table.Decode(key.substr(table.prefix().size()), value);
                                  damage = record.status();
                                  if (!damage.ok()) return false;
                                  std::string name = stale_name(*record);
                                  if (!name.empty()) names.push_back(std::move(name));
                                  return true;
                                }));
  return damage;
}

}  // namespace

absl::StatusOr<Names> StaleResources(const Tables& tables, const store::Snapshot& snapshot, uint64_t generation,
                                     size_t count_max) {
  Names names;
  const auto if_stale = [generation](const auto& record, const auto& resource) {
    return record.generation() == generation ? std::string() : resource.name();
  };
  RETURN_IF_ERROR(Collect(
      tables.persons, snapshot, [&](const auto& r) { return if_stale(r, r.person()); }, count_max, names));
  RETURN_IF_ERROR(Collect(
      tables.organizations, snapshot, [&](const auto& r) { return if_stale(r, r.organization()); }, count_max, names));
  RETURN_IF_ERROR(Collect(
      tables.organization_pairs, snapshot, [&](const auto& r) { return if_stale(r, r.organization_pair()); }, count_max,
      names));
  return names;
}

}  // namespace jiedui::scheduler
