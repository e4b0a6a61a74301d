// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/correction.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/half_width.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "scheduler_service/domain/corrected.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::Correction;
using v1::CorrectionChange;

// Whoever calls without a certificate; nobody can be told from anybody.
constexpr absl::string_view kAnonymous = "anonymous";

void MarkChanged(Correction& correction, const Stamp& stamp) {
  correction.set_etag(absl::StrCat(absl::Hex(stamp.revision)));
}

// "王某, 协作办" with or without blanks at the ends is the same office.
std::string AsCompared(absl::string_view who) { return Trimmed(ToHalfWidth(ToNfc(who))); }

absl::Status CheckOther(const Correction& correction, const Decision& decision, const Stamp& stamp) {
  const bool same_words = AsCompared(decision.approver) == AsCompared(correction.requester());
  const bool same_principal = stamp.actor != kAnonymous && stamp.actor == correction.requested_by();
  if (!same_words && !same_principal) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, "SELF_REVIEW",
                   absl::StrCat(correction.name(), ": asked for by ", correction.requester(), " (",
                                correction.requested_by(), "), who may not decide about it"),
                   {{"correction", correction.name()}, {"actor", stamp.actor}});
}

}  // namespace

absl::Status CheckCorrection(absl::string_view parent, const Correction& correction) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<std::string> assignments;
  for (int i = 0; i < correction.changes_size(); ++i) {
    const CorrectionChange& change = correction.changes(i);
    const std::string field = absl::StrCat("correction.changes[", i, "]");
    if (!absl::StartsWith(change.assignment(), absl::StrCat(parent, "/")))
      violations.push_back({field + ".assignment", absl::StrCat("must be of ", parent)});
    if (!assignments.insert(change.assignment()).second)
      violations.push_back({field + ".assignment", absl::StrCat(change.assignment(), " is changed already")});
    if (change.date().empty() && change.kind() != CorrectionChange::KIND_NOT_CHECKED_IN)
      violations.push_back({field + ".date", "is required, but of KIND_NOT_CHECKED_IN"});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<Correction> NewCorrection(Correction draft, const std::vector<Assignment>& assignments,
                                         const Stamp& stamp) {
  for (int i = 0; i < draft.changes_size(); ++i) {
    const Assignment& assignment = assignments[static_cast<size_t>(i)];
    CorrectionChange& change = *draft.mutable_changes(i);
    RETURN_IF_ERROR(CheckCorrectable(assignment, change.kind()));
    change.set_etag(assignment.etag());
    change.clear_person_display_name();
  }
  draft.set_state(Correction::STATE_REQUESTED);
  draft.set_requested_by(stamp.actor);
  *draft.mutable_create_time() = ToTimestamp(stamp.now);
  MarkChanged(draft, stamp);
  return draft;
}

absl::StatusOr<Correction> Decided(Correction correction, Correction::State state, const Decision& decision,
                                   const Stamp& stamp) {
  if (correction.state() != Correction::STATE_REQUESTED) {
    const std::string& found = Correction::State_Name(correction.state());
    return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                     absl::StrCat(correction.name(), ": found ", found, ", which is decided"),
                     {{"resource", correction.name()}, {"state", found}});
  }
  RETURN_IF_ERROR(CheckOther(correction, decision, stamp));
  correction.set_state(state);
  correction.set_approver(decision.approver);
  correction.set_decision_reason(decision.reason);
  correction.set_decided_by(stamp.actor);
  *correction.mutable_decide_time() = ToTimestamp(stamp.now);
  MarkChanged(correction, stamp);
  return correction;
}

absl::Status CheckUnchanged(const Correction& correction, const std::vector<Assignment>& assignments) {
  std::vector<RuleViolation> changed;
  for (int i = 0; i < correction.changes_size(); ++i) {
    const Assignment& assignment = assignments[static_cast<size_t>(i)];
    const std::string& etag = correction.changes(i).etag();
    if (assignment.etag() != etag)
      changed.push_back(
          {"CHANGED", assignment.name(), absl::StrCat("found etag ", assignment.etag(), ", required ", etag)});
  }
  if (changed.empty()) return absl::OkStatus();
  return Outdated("ETAG_MISMATCH",
                  absl::StrCat(correction.name(), ": ", changed.size(),
                               " assignments have changed since it was asked for: ask again"),
                  changed, {{"correction", correction.name()}});
}

}  // namespace jiedui::scheduler
