// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/employer_filter.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "registry_service/domain/organization_merge.h"
#include "registry_service/domain/union.h"
#include "registry_service/rpc/organization_merge_handlers.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;

// Adds what was merged into an organisation by the day; the index also knows merges yet to come.
absl::Status AddPredecessors(const ServiceParts& parts, const std::string& id, const std::string& today,
                             const ReadContext& context, IdList& organizations) {
  IdList merged(kFilteredRowsMax);
  RETURN_IF_ERROR(AddIds(context.snapshot, kOrganizationsBySuccessorIndex,
                         store::IndexRange(kOrganizationsBySuccessorIndex, id), merged));
  for (const std::string& predecessor : merged.ids()) {
    ASSIGN_OR_RETURN(const std::optional<OrganizationRecord> record,
                     parts.tables.organizations.Find(context.snapshot, predecessor));
    if (!record.has_value()) return store::DamagedRow(parts.tables.organizations.RowKey(predecessor));
    if (!SuccessorOn(record->organization(), today).empty()) organizations.Add(predecessor);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<IdList> PersonsEmployedAt(const ServiceParts& parts, const std::string& organization,
                                         const std::string& today, const ReadContext& context) {
  IdList organizations(kFilteredRowsMax);
  organizations.Add(IdOf(organization));
  IdList persons(kFilteredRowsMax);
  // The list grows while it is walked.
  for (size_t i = 0; i < organizations.ids().size() && !persons.full(); ++i) {
    const std::string id = organizations.ids()[i];
    RETURN_IF_ERROR(
        AddIds(context.snapshot, kPersonsByEmployerIndex, store::IndexRange(kPersonsByEmployerIndex, id), persons));
    RETURN_IF_ERROR(AddPredecessors(parts, id, today, context, organizations));
  }
  return persons;
}

absl::StatusOr<bool> DivisionFilter::Takes(const v1::Person& person) {
  if (division_.empty()) return true;
  for (const std::string& employer : EmployersOn(person, today_)) {
    ASSIGN_OR_RETURN(const bool inside, LiesInside(employer));
    if (inside) return true;
  }
  return false;
}

absl::StatusOr<bool> DivisionFilter::LiesInside(const std::string& organization) {
  const auto known = known_.find(organization);
  if (known != known_.end()) return known->second;
  ASSIGN_OR_RETURN(const v1::Organization employer, FindOrganizationOn(parts_, organization, today_, context_));
  const bool inside = absl::StartsWith(DivisionOn(employer, today_), division_);
  known_.emplace(organization, inside);
  return inside;
}

}  // namespace jiedui::registry
