// SPDX-License-Identifier: Apache-2.0
// The answer of the planner, for people and for programs. Pure.
#pragma once

#include <string>

#include "scheduler_service/planning/instance.h"
#include "scheduler_service/planning/solve.h"

namespace jiedui::scheduler {

// A line a level with value, bound and gap; the verdict; then a line "person item" for each chosen pair. Without a
// plan: the rules that cannot hold together.
std::string AnswerAsText(const planning::Instance& instance, const planning::Answer& answer);

// {"optimal":true,"levels":[{"name","value","bound","gap"}],"verified":true,"findings":[],"chosen":[[person,item]]}
// or {"infeasible":true,"verified":true,"conflict":["floor of quotas[7]"]}; one line.
std::string AnswerAsJson(const planning::Instance& instance, const planning::Answer& answer);

}  // namespace jiedui::scheduler
