// SPDX-License-Identifier: Apache-2.0
// Candidacies that every plan has, that none has, and that an earlier one had, as pairs of an instance. Pure, any
// thread.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "scheduler_service/domain/plan_model.h"

namespace jiedui::scheduler {

// `facts.seekers` is in the order of the basis'. Where a pin may take several parts of an item's seats it takes the
// narrowest that is left: whoever else could have it may have no other. FAILED_PRECONDITION / RULES_FAILED as
// BuildModel.
absl::Status AddPins(const PlanFacts& facts, const v1::PlanQuestion& question, const std::set<std::string>& base,
                     PlanModel& model);

}  // namespace jiedui::scheduler
