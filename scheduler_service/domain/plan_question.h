// SPDX-License-Identifier: Apache-2.0
// What a plan is asked for: what no field says alone, and the goals in their order. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/plan.pb.h"

namespace jiedui::scheduler {

// Everything named belongs to the pairing `parent`; goals once each, KEPT with a base_plan only, WISHES where one is
// told; nobody both pinned and forbidden; one rank for a candidacy; one floor for an item and division, of the items
// where they are named; a matching is of postings, with disjoint regions and nothing that chooses among plans.
// INVALID_ARGUMENT with paths from "question.".
absl::Status CheckQuestion(absl::string_view parent, const v1::PlanQuestion& question);

// The question with its lists of names sorted and without repetition, and with the goals that it leaves open; a
// matching has none.
v1::PlanQuestion Completed(v1::PlanQuestion question);

// "placed"
std::string NameOf(v1::PlanGoal goal);

}  // namespace jiedui::scheduler
