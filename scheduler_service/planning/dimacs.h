// SPDX-License-Identifier: Apache-2.0
// The assignment problem in DIMACS form, in which published instances come. Pure.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scheduler_service/planning/instance.h"

namespace jiedui::planning {

// "p asn NODES ARCS", "n ID" for each person, "a PERSON ITEM COST"; nodes count from 1. People and items keep the order
// of their nodes; items have one seat; two levels: people placed, then minus the cost. INVALID_ARGUMENT "line 7, column
// 12: ..."
absl::StatusOr<Instance> ParseDimacsAssignment(absl::string_view text);

}  // namespace jiedui::planning
