// SPDX-License-Identifier: Apache-2.0
// People beside their assignments: the calendar is that of the person's assignments and leaves, without two full-time
// engagements on a day (invariant 1); whoever has a live assignment is in the directory (invariant 4); and the guards
// of what an assignment is found by are there (invariant 5).
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyCalendars(const Verified& verified);
// Leaves that are missing in their person's calendar.
std::unique_ptr<VerifyStep> VerifyLeaves(const Verified& verified);
std::unique_ptr<VerifyStep> VerifyAssignments(const Verified& verified);

}  // namespace jiedui::scheduler
