// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/moving.h"

#include <utility>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/moving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Assignment;

// The seat is free: both change, then the chain goes on at the seat that is left.
absl::StatusOr<AssignmentChange> MoveNow(const Tables& tables, Transaction& txn, const Step& step,
                                         const StepFacts& held, const Assignment& wanted) {
  ASSIGN_OR_RETURN(const AssignmentChange leaves, GiveUp(held, wanted, StampOf(txn)));
  RETURN_IF_ERROR(Put(tables, txn, leaves));
  ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
  ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables, txn, facts));
  ASSIGN_OR_RETURN(AssignmentChange change, Confirm(facts, candidate, step, StampOf(txn)));
  RETURN_IF_ERROR(Put(tables, txn, change));
  RETURN_IF_ERROR(ServeFreed(tables, txn, leaves));
  return change;
}

// Waits already: only what is given up is new.
absl::StatusOr<AssignmentChange> NoteWhileWaiting(const Tables& tables, Transaction& txn, const Step& step,
                                                  const StepFacts& facts, const StepFacts& held) {
  const Assignment& assignment = facts.assignment;
  if (!step.etag.empty() && step.etag != assignment.etag())
    return EtagMismatch(assignment.name(), step.etag, assignment.etag());
  if (assignment.gives_up() == held.assignment.name()) return Unchanged(assignment);
  AssignmentChange change = WithGivesUp(Unchanged(assignment), held.assignment, StampOf(txn));
  RETURN_IF_ERROR(Put(tables, txn, change));
  RETURN_IF_ERROR(ServeItem(tables, txn, assignment.item(), ""));
  ASSIGN_OR_RETURN(change.assignment, LoadAssignment(tables, txn, step.name));
  return change;
}

}  // namespace

absl::StatusOr<std::optional<StepFacts>> LoadGivenUp(const Tables& tables, const Transaction& txn,
                                                     const StepFacts& waits) {
  if (waits.assignment.gives_up().empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(txn, MemberKey(waits.assignment.gives_up())));
  if (!record.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(StepFacts held, LoadStep(tables, txn, waits.assignment.gives_up()));
  if (!CheckGivesUp(waits, held).ok()) return std::nullopt;
  return held;
}

absl::StatusOr<AssignmentChange> ConfirmGivingUp(const Tables& tables, Transaction& txn, const Step& step,
                                                 const std::string& gives_up) {
  ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
  if (facts.assignment.state() == Assignment::STATE_CONFIRMED) return Unchanged(facts.assignment);
  ASSIGN_OR_RETURN(const StepFacts held, LoadStep(tables, txn, gives_up));
  RETURN_IF_ERROR(CheckGivesUp(facts, held));
  if (facts.assignment.state() == Assignment::STATE_WAITLISTED) return NoteWhileWaiting(tables, txn, step, facts, held);
  ASSIGN_OR_RETURN(Candidate candidate, LoadCandidateOf(tables, txn, facts));
  candidate = WithoutSeat(std::move(candidate), held.assignment);
  // What Confirm would do were the other seat given up already.
  ASSIGN_OR_RETURN(AssignmentChange change, Confirm(facts, candidate, step, StampOf(txn)));
  if (change.assignment.state() == Assignment::STATE_CONFIRMED)
    return MoveNow(tables, txn, step, held, facts.assignment);
  return PutAndServe(tables, txn, WithGivesUp(std::move(change), held.assignment, StampOf(txn)));
}

}  // namespace jiedui::scheduler
