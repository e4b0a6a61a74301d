// SPDX-License-Identifier: Apache-2.0
// Decisions about yearly agreements and their supplements. Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/agreement.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: each figure once and, by `is_figure`, known; a supplement of the pairing `parent`.
// INVALID_ARGUMENT with paths from "agreement.".
absl::Status CheckAgreement(absl::string_view parent, const v1::Agreement& agreement,
                            bool (*is_figure)(absl::string_view code));

// A new agreement; `draft` has its name and has passed CheckAgreement. `supplemented` is the one that it names;
// nullopt: it names none, or that is not there. FAILED_PRECONDITION / RULES_FAILED: SUPPLEMENTED_UNKNOWN, OTHER_YEAR,
// SIGNED_LATER.
absl::StatusOr<v1::Agreement> NewAgreement(v1::Agreement draft, const std::optional<v1::Agreement>& supplemented,
                                           const Stamp& stamp);

}  // namespace jiedui::scheduler
