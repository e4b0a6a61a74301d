// SPDX-License-Identifier: Apache-2.0
// Plans beside what they name: all pieces of what a plan was made from are there and can be read, every placement is an
// assignment to its item, and of a committed plan one that got its seat (invariants 2 and 5).
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyPlans(const Verified& verified);
// Pieces of plans that are not there.
std::unique_ptr<VerifyStep> VerifyPlanParts(const Verified& verified);

}  // namespace jiedui::scheduler
