// SPDX-License-Identifier: Apache-2.0
// Who was given a seat, and what became of it, as commands in the order in which they are to be applied.
#pragma once

#include <vector>

#include "jiedui/scheduler/v1/assignment_service.pb.h"

namespace jiedui::demo {

using AssignmentCommands = std::vector<scheduler::v1::ApplyAssignmentCommandsRequest>;

// Seats given under the first allocation of quotas: postings, primary care, talent, e-commerce.
AssignmentCommands MakeAssignments();

// Seats given after the quotas moved; then, for everyone, check-in, completion, cancellation or early end.
AssignmentCommands MakeAssignmentEvents();

}  // namespace jiedui::demo
