// SPDX-License-Identifier: Apache-2.0
// Gathers what demands are decided and answered by: the demand with its pairing and host, and people in the order in
// which suggestions look at them.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "jiedui/registry/v1/person.pb.h"
#include "scheduler_service/domain/demand.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// For a new demand, `name` need not exist yet; its pairing must. `host` is the organisation that the wanted demand
// names. NOT_FOUND; DATA_LOSS.
absl::StatusOr<DemandFacts> LoadNewDemand(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                          absl::string_view host);
absl::StatusOr<DemandFacts> LoadDemand(const Tables& tables, const store::Transaction& txn, absl::string_view name,
                                       absl::string_view host);

// Every demand of the pairing that is OPEN or LAPSED. DATA_LOSS.
absl::Status VisitUnmet(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing,
                        absl::FunctionRef<void(const v1::Demand&)> visit);

// People from `position` on (empty = from the first) until `visit` answers false: those of the specialties, in their
// order and those with higher titles first; where there are none everybody, by id, also who was deleted, restricted or
// merged. `position` is where they stand, to begin with them another time; it has no line end. DATA_LOSS.
using PersonVisit = absl::FunctionRef<bool(absl::string_view position, registry::v1::Person&& person)>;
absl::Status VisitPeople(const Tables& tables, const store::Snapshot& snapshot,
                         const std::vector<std::string>& specialties, const std::string& position, PersonVisit visit);

}  // namespace jiedui::scheduler
