// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/assignment_states.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"

namespace jiedui::scheduler {
namespace {

using State = v1::Assignment::State;
using States = std::vector<State>;

struct Row {
  Verb verb;
  States from;
};

// In the order of a life. NOT_FOUND and the etag are looked at before; dates and rules after.
const std::vector<Row>& Table() {
  using A = v1::Assignment;
  static const auto& table = *new std::vector<Row>{
      {"ReviewAssignment TAKE_UP", {A::STATE_NOMINATED}},
      {"ReviewAssignment APPROVE", {A::STATE_NOMINATED, A::STATE_UNDER_REVIEW}},
      {"ReviewAssignment REJECT", {A::STATE_NOMINATED, A::STATE_UNDER_REVIEW}},
      {"ReviewAssignment RETURN", {A::STATE_NOMINATED, A::STATE_UNDER_REVIEW}},
      {"ReviewAssignment REVOKE", {A::STATE_APPROVED, A::STATE_WAITLISTED, A::STATE_OFFERED, A::STATE_CONFIRMED}},
      {"ResubmitAssignment", {A::STATE_RETURNED}},
      {"ConfirmAssignment", {A::STATE_APPROVED}},
      {"AcceptOffer", {A::STATE_OFFERED}},
      {"DeclineOffer", {A::STATE_OFFERED}},
      {"WithdrawAssignment",
       {A::STATE_NOMINATED, A::STATE_UNDER_REVIEW, A::STATE_RETURNED, A::STATE_APPROVED, A::STATE_WAITLISTED,
        A::STATE_OFFERED, A::STATE_CONFIRMED}},
      {"CancelAssignment",
       {A::STATE_NOMINATED, A::STATE_UNDER_REVIEW, A::STATE_RETURNED, A::STATE_APPROVED, A::STATE_WAITLISTED,
        A::STATE_OFFERED, A::STATE_CONFIRMED}},
      {"ResolveAssignment", {A::STATE_CONFIRMED, A::STATE_OFFERED}},
      {"CheckInAssignment", {A::STATE_CONFIRMED}},
      {"MarkNoShow", {A::STATE_CONFIRMED}},
      {"ReplaceAssignment", {A::STATE_CONFIRMED, A::STATE_CHECKED_IN}},
      {"CompleteAssignment", {A::STATE_CHECKED_IN}},
      {"EndAssignmentEarly", {A::STATE_CHECKED_IN}},
      {"DismissAssignment", {A::STATE_CHECKED_IN}},
      {"IssueCertificates", {A::STATE_COMPLETED}},
      {"ReissueCertificate", {A::STATE_CERTIFIED}},
  };
  return table;
}

bool Has(const States& states, State state) { return std::find(states.begin(), states.end(), state) != states.end(); }

}  // namespace

bool HoldsSeat(State state) {
  switch (state) {
    case v1::Assignment::STATE_OFFERED:
    case v1::Assignment::STATE_CONFIRMED:
    case v1::Assignment::STATE_CHECKED_IN:
    case v1::Assignment::STATE_COMPLETED:
    case v1::Assignment::STATE_NOT_COMPLETED:
    case v1::Assignment::STATE_ENDED_EARLY:
    case v1::Assignment::STATE_DISMISSED:
    case v1::Assignment::STATE_CERTIFIED:
      return true;
    default:
      return false;
  }
}

bool IsPending(State state) {
  switch (state) {
    case v1::Assignment::STATE_NOMINATED:
    case v1::Assignment::STATE_UNDER_REVIEW:
    case v1::Assignment::STATE_RETURNED:
    case v1::Assignment::STATE_APPROVED:
      return true;
    default:
      return false;
  }
}

bool IsLive(State state) {
  return IsPending(state) || state == v1::Assignment::STATE_WAITLISTED || state == v1::Assignment::STATE_OFFERED ||
         state == v1::Assignment::STATE_CONFIRMED || state == v1::Assignment::STATE_CHECKED_IN;
}

bool IsCompleted(State state) {
  return state == v1::Assignment::STATE_COMPLETED || state == v1::Assignment::STATE_CERTIFIED;
}

bool IsAway(const v1::Assignment& assignment) {
  return IsLive(assignment.state()) && HoldsSeat(assignment.state()) &&
         assignment.intensity() != v1::INTENSITY_PART_TIME && !assignment.dates_undecided() &&
         !assignment.organization().empty();
}

absl::Status CheckVerb(const v1::Assignment& assignment, Verb verb) {
  for (const Row& row : Table())
    if (row.verb == verb && Has(row.from, assignment.state())) return absl::OkStatus();
  const std::string& found = v1::Assignment::State_Name(assignment.state());
  const std::string possible = PossibleVerbs(assignment.state());
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
      absl::StrCat(assignment.name(), ": found ", found, ", which does not allow ", verb, "; possible: ", possible),
      {{"assignment", assignment.name()}, {"state", found}, {"verb", std::string(verb)}, {"possible", possible}});
}

std::string PossibleVerbs(State state) {
  std::vector<Verb> verbs;
  for (const Row& row : Table())
    if (Has(row.from, state)) verbs.push_back(row.verb);
  return verbs.empty() ? "none" : absl::StrJoin(verbs, ", ");
}

}  // namespace jiedui::scheduler
