// SPDX-License-Identifier: Apache-2.0
// Instances as text (docs/planning-format.md): for tools, tests and bug reports. Writer and parser are inverse: the
// parser gives what was written, the writer gives the same bytes for the same instance.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// INVALID_ARGUMENT "line 7, column 12: ..." for text that is no instance; the instance is also checked (CheckInstance).
absl::StatusOr<Instance> ParseInstance(absl::string_view text);

std::string WriteInstance(const Instance& instance);

// The assignment problem in DIMACS form ("p asn NODES ARCS", "n ID" for each person, "a PERSON ITEM COST"): items with
// one seat, two levels: people placed, then minus the cost. Errors as above.
absl::StatusOr<Instance> ParseDimacsAssignment(absl::string_view text);

}  // namespace jiedui::planning
