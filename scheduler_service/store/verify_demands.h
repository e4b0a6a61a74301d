// SPDX-License-Identifier: Apache-2.0
// Demands beside the postings that meet them: each knows of the other, and the places are counted right (invariant 2).
#pragma once

#include <memory>

#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

std::unique_ptr<VerifyStep> VerifyDemands(const Verified& verified);
// Postings that meet a demand which does not know it.
std::unique_ptr<VerifyStep> VerifyDemandedPostings(const Verified& verified);

}  // namespace jiedui::scheduler
