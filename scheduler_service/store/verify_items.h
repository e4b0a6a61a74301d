// SPDX-License-Identifier: Apache-2.0
// Courses and postings beside their people: the seats are counted right (invariant 2), and nobody who may take a free
// one waits (invariant 3), but where the seats row says that work goes on.
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyCourses(const Verified& verified);
std::unique_ptr<VerifyStep> VerifyPostings(const Verified& verified);
// Seats without a course or posting.
std::unique_ptr<VerifyStep> VerifySeatsRows(const Verified& verified);

}  // namespace jiedui::scheduler
