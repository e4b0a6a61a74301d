// SPDX-License-Identifier: Apache-2.0
// Why 12 of the 332 who were nominated got no seat.
#pragma once

#include "absl/strings/string_view.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {

enum class Rejection { kNone, kNoLicence, kTooOld, kTrainedThisYear, kPapersIncomplete };

// kNone unless FateOf says kRejected.
Rejection RejectionOf(const TalentPlan& plan, int number);

// As the notice says it, in Chinese.
absl::string_view RejectionReason(Rejection rejection);

}  // namespace jiedui::demo
