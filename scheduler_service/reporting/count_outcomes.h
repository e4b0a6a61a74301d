// SPDX-License-Identifier: Apache-2.0
// What came of the training, and what was asked for in vain. Pure, one thread.
#pragma once

#include "absl/container/flat_hash_set.h"
#include "jiedui/scheduler/v1/demand.pb.h"
#include "jiedui/scheduler/v1/outcome.pb.h"
#include "scheduler_service/reporting/counting.h"

namespace jiedui::scheduler {

// `trainees`: subjects who have checked in at an e-commerce course by the report's day.
void CountOutcome(const Counting& counting, const v1::Outcome& outcome, const absl::flat_hash_set<uint32_t>& trainees);

// Every place that is asked for and not filled is one contribution.
void CountDemand(const Counting& counting, const v1::Demand& demand);

}  // namespace jiedui::scheduler
