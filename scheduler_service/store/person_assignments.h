// SPDX-License-Identifier: Apache-2.0
// Everything that a person was ever assigned to, in every pairing.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

struct PersonAssignments {
  std::string person;  // of a merged one, who it was merged into
  std::vector<v1::Assignment> assignments;
};

// NOT_FOUND / PERSON_UNKNOWN: neither the directory nor any assignment knows the person; DATA_LOSS.
absl::StatusOr<PersonAssignments> LoadPersonAssignments(const Tables& tables, const store::Snapshot& snapshot,
                                                        absl::string_view person);

}  // namespace jiedui::scheduler
