// SPDX-License-Identifier: Apache-2.0
// Verifies that every figure of every pairing is the count of the rows listed behind it (design.md section 7, invariant
// 6): each of these is looked up, is there, and is of somebody who counts once.
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

// REPORTS: the whole life of each pairing. A pairing is counted in one step; its rows are looked up in steps.
std::unique_ptr<VerifyStep> VerifyReports(const Verified& verified);

}  // namespace jiedui::scheduler
