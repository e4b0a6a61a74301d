// SPDX-License-Identifier: Apache-2.0
// What a list of prices proves, and whether it does. Pure.
#pragma once

#include <optional>

#include "absl/numeric/int128.h"
#include "scheduler_service/planning/plan.h"
#include "scheduler_service/planning/verify_evenness.h"
#include "scheduler_service/planning/verify_reading.h"

namespace jiedui::planning {

// The right side of the proof (plan.h) once every price is checked; nullopt with findings if it proves nothing.
// `even`: of the instance.
std::optional<absl::int128> CheckProof(const Reading& reading, const EvenLevels& even, const Prices& prices,
                                       Findings& findings);

}  // namespace jiedui::planning
