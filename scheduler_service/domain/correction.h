// SPDX-License-Identifier: Apache-2.0
// Corrections of what frozen periods count: asked for by one, approved by another. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/edition.pb.h"
#include "scheduler_service/domain/stamp.h"

namespace jiedui::scheduler {

// What no field says alone: assignments of the pairing `parent`, each once; the day, which only NOT_CHECKED_IN may
// leave out. INVALID_ARGUMENT with paths from "correction.".
absl::Status CheckCorrection(absl::string_view parent, const v1::Correction& correction);

// A new correction, REQUESTED; `draft` has its name and has passed CheckCorrection. `assignments` are those of its
// changes, in their order, whose etags it keeps; names of people it does not. FAILED_PRECONDITION / ILLEGAL_STATE: one
// of them cannot become that.
absl::StatusOr<v1::Correction> NewCorrection(v1::Correction draft, const std::vector<v1::Assignment>& assignments,
                                             const Stamp& stamp);

// Who decides, and what they say to it.
struct Decision {
  std::string approver;
  std::string reason;
};

// The correction, APPROVED or REJECTED. FAILED_PRECONDITION / ILLEGAL_STATE: it is not REQUESTED; SELF_REVIEW: whoever
// decides is whoever asked, by what they are called or by who they are known to be.
absl::StatusOr<v1::Correction> Decided(v1::Correction correction, v1::Correction::State state, const Decision& decision,
                                       const Stamp& stamp);

// ABORTED / ETAG_MISMATCH that lists every assignment that is not what it was when the correction was asked for.
absl::Status CheckUnchanged(const v1::Correction& correction, const std::vector<v1::Assignment>& assignments);

}  // namespace jiedui::scheduler
