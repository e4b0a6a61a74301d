// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/person_assignments.h"

#include <optional>
#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {

absl::StatusOr<PersonAssignments> LoadPersonAssignments(const Tables& tables, const store::Snapshot& snapshot,
                                                        absl::string_view person) {
  ASSIGN_OR_RETURN(const auto known, FindPerson(tables, snapshot, person));
  PersonAssignments found{.person = known.has_value() ? known->name() : std::string(person), .assignments = {}};
  absl::Status status;
  const store::KeyRange range = store::IndexRange(kAssignmentByPersonPrefix, found.person);
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kIndex, range, [&](absl::string_view row, absl::string_view) {
    const std::optional<std::string> key = store::KeyOfIndexRow(kAssignmentByPersonPrefix, row);
    auto record = key.has_value() ? tables.assignments.Find(snapshot, *key) : store::DamagedRow(row);
    if (record.ok() && !record->has_value()) record = store::DamagedRow(row);
    status = record.status();
    if (record.ok()) found.assignments.push_back(std::move(*(*record)->mutable_assignment()));
    return status.ok();
  }));
  RETURN_IF_ERROR(status);
  if (!known.has_value() && found.assignments.empty()) return ResourceNotFound(kPersonType, person, "PERSON_UNKNOWN");
  return found;
}

}  // namespace jiedui::scheduler
