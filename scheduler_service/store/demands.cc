// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/demands.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using store::Family;
using store::Snapshot;

// Scans a range whose rows lead to records: `find`: (key, value) -> StatusOr<Record>; `visit`: (key, Record&&) ->
// whether to go on. Answers the same.
template <typename Find, typename Visit>
absl::StatusOr<bool> VisitRange(const Snapshot& snapshot, Family family, const store::KeyRange& range, Find find,
                                Visit visit) {
  absl::Status status;
  bool go_on = true;
  RETURN_IF_ERROR(snapshot.Scan(family, range, [&](absl::string_view key, absl::string_view value) {
    auto record = find(key, value);
    status = record.status();
    if (status.ok()) go_on = visit(key, *std::move(record));
    return status.ok() && go_on;
  }));
  RETURN_IF_ERROR(status);
  return go_on;
}

// The record that an index row leads to.
template <typename Record>
absl::StatusOr<Record> Behind(const store::Table<Record>& table, const Snapshot& snapshot, absl::string_view prefix,
                              absl::string_view index_key) {
  const std::optional<std::string> key = store::KeyOfIndexRow(prefix, index_key);
  if (!key.has_value()) return store::DamagedRow(index_key);
  ASSIGN_OR_RETURN(std::optional<Record> record, table.Find(snapshot, *key));
  if (!record.has_value()) return store::DamagedRow(index_key);
  return *std::move(record);
}

absl::Status VisitEverybody(const Tables& tables, const Snapshot& snapshot, const std::string& position,
                            PersonVisit visit) {
  store::KeyRange range = store::PrefixRange(kDirectoryPersonPrefix);
  range.first = std::max(range.first, position);
  return VisitRange(
             snapshot, Family::kRows, range,
             [&](absl::string_view key, absl::string_view row) {
               return tables.persons.Decode(key.substr(kDirectoryPersonPrefix.size()), row);
             },
             [&](absl::string_view key, storage::v1::DirectoryPersonRecord&& record) {
               return visit(key, std::move(*record.mutable_person()));
             })
      .status();
}

}  // namespace

absl::StatusOr<DemandFacts> LoadNewDemand(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                          absl::string_view host) {
  DemandFacts facts;
  ASSIGN_OR_RETURN(PairingFacts pairing, LoadPairing(tables, txn, ParentName(name)));
  facts.pairing = std::move(pairing.pairing);
  ASSIGN_OR_RETURN(auto record, tables.organizations.Find(txn, OrganizationKey(host)));
  if (record.has_value()) facts.host = std::move(*record->mutable_organization());
  return facts;
}

absl::StatusOr<DemandFacts> LoadDemand(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                       absl::string_view host) {
  ASSIGN_OR_RETURN(auto record, tables.demands.Find(txn, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kDemandType, name);
  ASSIGN_OR_RETURN(DemandFacts facts, LoadNewDemand(tables, txn, name, host));
  facts.demand = std::move(*record->mutable_demand());
  return facts;
}

absl::Status VisitUnmet(const Tables& tables, const Snapshot& snapshot, absl::string_view pairing,
                        absl::FunctionRef<void(const v1::Demand&)> visit) {
  for (const v1::Demand::State state : {v1::Demand::STATE_OPEN, v1::Demand::STATE_LAPSED})
    RETURN_IF_ERROR(VisitRange(
                        snapshot, Family::kIndex, store::IndexRange(kDemandByStatePrefix, StateValue(pairing, state)),
                        [&](absl::string_view key, absl::string_view) {
                          return Behind(tables.demands, snapshot, kDemandByStatePrefix, key);
                        },
                        [&](absl::string_view, const storage::v1::DemandRecord& record) {
                          visit(record.demand());
                          return true;
                        })
                        .status());
  return absl::OkStatus();
}

absl::Status VisitPeople(const Tables& tables, const Snapshot& snapshot, const std::vector<std::string>& specialties,
                         const std::string& position, PersonVisit visit) {
  if (specialties.empty()) return VisitEverybody(tables, snapshot, position, visit);
  bool begun = position.empty();
  for (const std::string& specialty : specialties) {
    store::KeyRange range = store::PrefixRange(absl::StrCat(kPersonBySpecialtyPrefix, SpecialtyValues(specialty)));
    if (!begun && (position < range.first || position >= range.end)) continue;
    if (!begun) range.first = position;
    begun = true;
    ASSIGN_OR_RETURN(const bool go_on, VisitRange(
                                           snapshot, Family::kIndex, range,
                                           [&](absl::string_view key, absl::string_view) {
                                             return Behind(tables.persons, snapshot, kPersonBySpecialtyPrefix, key);
                                           },
                                           [&](absl::string_view key, storage::v1::DirectoryPersonRecord&& record) {
                                             return visit(key, std::move(*record.mutable_person()));
                                           }));
    if (!go_on) break;
  }
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
