// SPDX-License-Identifier: Apache-2.0
// What a seat would meet, in the words of CheckEligibility. Pure, any thread.
#pragma once

#include "jiedui/scheduler/v1/eligibility.pb.h"
#include "scheduler_service/domain/rules.h"

namespace jiedui::scheduler {

// Every rule that fails or warns, the state of the item among them, those that hold, and what comes of it.
v1::Eligibility EligibilityOf(const Candidate& candidate);

}  // namespace jiedui::scheduler
