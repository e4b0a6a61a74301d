// SPDX-License-Identifier: Apache-2.0
// The states of an assignment and the verbs that move it, as one table. Pure, any thread.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment.pb.h"

namespace jiedui::scheduler {

// Has a seat that counts in the ledger: offered, confirmed, or used.
bool HoldsSeat(v1::Assignment::State state);
// Is nominated, waits, or has a seat: the person's other assignments to the same item are refused meanwhile. The others
// are over.
bool IsLive(v1::Assignment::State state);
// Is nominated, in whichever step of the review; takes neither seat nor days.
bool IsPending(v1::Assignment::State state);
// Stayed to the end with success; COMPLETED, or CERTIFIED since.
bool IsCompleted(v1::Assignment::State state);
// Takes the person away from their organisation's work: a seat, full-time, on days that are known and not over.
bool IsAway(const v1::Assignment& assignment);

// A verb, in the words of the API, e.g. "WithdrawAssignment".
using Verb = absl::string_view;

// FAILED_PRECONDITION / ILLEGAL_STATE naming the state and the verbs that are possible, unless the table lets `verb`
// start from the assignment's state.
absl::Status CheckVerb(const v1::Assignment& assignment, Verb verb);

// The verbs that the state allows, "A, B"; "none" at the end.
std::string PossibleVerbs(v1::Assignment::State state);

}  // namespace jiedui::scheduler
