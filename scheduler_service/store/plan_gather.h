// SPDX-License-Identifier: Apache-2.0
// Reads from one snapshot what a plan is made from, and asks all rules of everybody.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/planning_service.pb.h"
#include "scheduler_service/domain/plan_candidate.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// What is to be planned, and what is supposed of it.
struct PlanInquiry {
  std::string pairing;
  v1::PlanQuestion question;  // Completed
  std::vector<v1::PlanEdit> edits;
};

// `go_on` is called from time to time with how many candidates have been read; false ends it with CANCELLED. NOT_FOUND:
// the pairing or an item; FAILED_PRECONDITION / RULES_FAILED: ITEM_STATE, WORK_IN_PROGRESS, BELOW_TAKEN by an edit;
// INVALID_ARGUMENT: an edit; RESOURCE_EXHAUSTED / LIMIT_EXCEEDED: kPlanCandidatesMax, kPlanItemsMax; DATA_LOSS.
absl::StatusOr<PlanFacts> GatherPlan(const Tables& tables, const store::Snapshot& snapshot, const PlanInquiry& inquiry,
                                     absl::FunctionRef<bool(int64_t read)> go_on);

}  // namespace jiedui::scheduler
