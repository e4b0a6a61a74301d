// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_commands.h"

#include <utility>

#include "absl/strings/match.h"
#include "common/base/civil_date.h"
#include "common/base/text.h"
#include "scheduler_service/domain/attendance.h"
#include "scheduler_service/domain/attending.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/nomination.h"
#include "scheduler_service/domain/replacement.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/attendance.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/moving.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

template <typename Request>
Step StepOf(Verb verb, const Request& request) {
  Step step{.verb = verb, .name = request.name(), .etag = request.etag()};
  if constexpr (requires { request.date(); }) step.date = request.date();
  if constexpr (requires { request.reason(); }) step.reason = request.reason();
  return step;
}

// A step that is decided from the assignment's own facts.
using Decide = absl::StatusOr<AssignmentChange> (*)(const StepFacts&, const Step&, const Stamp&);

AssignmentCommand StepCommand(const Tables& tables, Decide decide, Step step) {
  return [&tables, decide, step = std::move(step)](Transaction& txn) -> absl::StatusOr<AssignmentChange> {
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
    ASSIGN_OR_RETURN(AssignmentChange change, decide(facts, step, StampOf(txn)));
    return PutAndServe(tables, txn, std::move(change));
  };
}

// A step for which the rules are asked again.
using DecideBeside = absl::StatusOr<AssignmentChange> (*)(const StepFacts&, const Candidate&, const Step&,
                                                          const Stamp&);

AssignmentCommand SeatCommand(const Tables& tables, DecideBeside decide, Step step) {
  return [&tables, decide, step = std::move(step)](Transaction& txn) -> absl::StatusOr<AssignmentChange> {
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
    ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables, txn, facts));
    ASSIGN_OR_RETURN(AssignmentChange change, decide(facts, candidate, step, StampOf(txn)));
    return PutAndServe(tables, txn, std::move(change));
  };
}

// Who is to be created, from one of the two requests that create.
template <typename Request>
absl::StatusOr<AssignmentDraft> DraftOf(const ServiceParts& parts, const Request& request) {
  const v1::Assignment& wanted = request.assignment();
  if (!absl::StartsWith(wanted.item(), request.parent() + "/"))
    return InvalidField("assignment.item", absl::StrCat("must be of the parent ", request.parent()));
  return AssignmentDraft{
      .name = NewName(request.parent() + "/assignments/", request.assignment_id(), "a", parts.clock),
      .parent = request.parent(),
      .person = wanted.person(),
      .item = wanted.item(),
      .registration_basis = wanted.registration_basis(),
  };
}

// What a new assignment is, given its facts.
using DecideNew = std::function<absl::StatusOr<AssignmentChange>(const AssignmentFacts&, const Step&, const Stamp&)>;

AssignmentCommand NewCommand(const Tables& tables, AssignmentDraft draft, Step step, DecideNew decide, bool is_named,
                             Repeated repeated) {
  return [&tables, draft = std::move(draft), step = std::move(step), decide = std::move(decide), is_named,
          repeated](Transaction& txn) -> absl::StatusOr<AssignmentChange> {
    ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(tables, txn, draft));
    if (repeated == Repeated::kUnchanged) {
      const auto there = AlreadyAssigned(facts, is_named ? draft.name : "");
      if (there.has_value()) {
        ASSIGN_OR_RETURN(const v1::Assignment assignment, LoadAssignment(tables, txn, *there));
        return Unchanged(assignment);
      }
    }
    ASSIGN_OR_RETURN(AssignmentChange change, decide(facts, step, StampOf(txn)));
    return PutAndServe(tables, txn, std::move(change));
  };
}

// When the nomination came in: as said, if that is not in the future, else now.
absl::StatusOr<absl::Time> ReceiveTime(const v1::NominateAssignmentRequest& request, absl::Time now) {
  if (!request.has_receive_time()) return now;
  const absl::Time received = absl::FromUnixSeconds(request.receive_time().seconds());
  if (received > now) return InvalidField("receive_time", "is in the future");
  return received;
}

// A course asks how much was missed; a posting does not.
absl::StatusOr<AssignmentChange> CompleteAttended(const Tables& tables, Transaction& txn, const StepFacts& facts,
                                                  const Step& step) {
  if (!facts.item.is_course) return Complete(facts, step, StampOf(txn));
  ASSIGN_OR_RETURN(const AttendanceFacts attendance, LoadAttendance(tables, txn, facts.assignment));
  return CompleteCourse(facts, attendance, step, StampOf(txn));
}

absl::Status CheckReview(const v1::ReviewAssignmentRequest& request) {
  using Request = v1::ReviewAssignmentRequest;
  const bool says_no =
      request.decision() != Request::DECISION_TAKE_UP && request.decision() != Request::DECISION_APPROVE;
  if (says_no && IsBlank(request.reason())) return InvalidField("reason", "is required unless taken up or approved");
  if (request.decision() == Request::DECISION_REJECT && request.review_reason() == v1::REVIEW_REASON_UNSPECIFIED)
    return InvalidField("review_reason", "is required when rejected");
  return absl::OkStatus();
}

absl::StatusOr<AssignmentChange> RunReplace(const ServiceParts& parts, const v1::ReplaceAssignmentRequest& request,
                                            const std::string& new_name, Transaction& txn) {
  const Tables& tables = parts.tables;
  ASSIGN_OR_RETURN(const StepFacts leaving, LoadStep(tables, txn, request.name()));
  AssignmentDraft draft{.name = new_name,
                        .parent = std::string(ParentName(request.name())),
                        .person = request.person(),
                        .item = leaving.assignment.item(),
                        .registration_basis = leaving.assignment.registration_basis(),
                        .first_day = request.start_date()};
  ASSIGN_OR_RETURN(const AssignmentFacts facts, LoadNewAssignment(tables, txn, draft));
  Step goes = StepOf("ReplaceAssignment", request);
  goes.date = request.end_date();
  if (goes.date.empty())
    goes.date = std::min(FormatDate(*ParseDate(request.start_date()) - 1), leaving.assignment.end_date());
  const Step comes{
      .verb = "ReplaceAssignment", .name = new_name, .date = request.start_date(), .reason = request.reason()};
  ASSIGN_OR_RETURN(const Replacement replacement, Replace(leaving, facts, goes, comes, StampOf(txn)));
  // Both are there before anybody moves up: on the days that are free, and on the seat, where the one who comes sits on
  // that of another quota.
  RETURN_IF_ERROR(Put(tables, txn, replacement.goes));
  RETURN_IF_ERROR(Put(tables, txn, replacement.comes));
  RETURN_IF_ERROR(ServeItem(tables, txn, leaving.assignment.item(), ""));
  RETURN_IF_ERROR(ServeAfter(tables, txn, replacement.goes));
  return replacement.comes;
}

}  // namespace

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CreateAssignmentRequest& request,
                                               Repeated repeated) {
  ASSIGN_OR_RETURN(AssignmentDraft draft, DraftOf(parts, request));
  Step step{.verb = "CreateAssignment", .name = draft.name, .date = FormatDate(ShanghaiDay(parts.clock.Now()))};
  return NewCommand(parts.tables, std::move(draft), std::move(step), Assign, !request.assignment_id().empty(),
                    repeated);
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::NominateAssignmentRequest& request,
                                               Repeated repeated) {
  ASSIGN_OR_RETURN(AssignmentDraft draft, DraftOf(parts, request));
  ASSIGN_OR_RETURN(const absl::Time received, ReceiveTime(request, parts.clock.Now()));
  Step step{.verb = "NominateAssignment",
            .name = draft.name,
            .date = FormatDate(ShanghaiDay(received)),
            .reason = request.reason()};
  const auto decide = [received](const AssignmentFacts& facts, const Step& asked, const Stamp& stamp) {
    return Nominate(facts, asked, received, stamp);
  };
  return NewCommand(parts.tables, std::move(draft), std::move(step), decide, !request.assignment_id().empty(),
                    repeated);
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ReviewAssignmentRequest& request) {
  RETURN_IF_ERROR(CheckReview(request));
  Step step = StepOf("ReviewAssignment", request);
  step.review_reason = request.review_reason();
  return AssignmentCommand([&tables = parts.tables, step = std::move(step),
                            decision = request.decision()](Transaction& txn) -> absl::StatusOr<AssignmentChange> {
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
    std::vector<v1::RuleFinding> findings;
    if (decision == v1::ReviewAssignmentRequest::DECISION_APPROVE) {
      ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables, txn, facts));
      findings = Findings(candidate);
    }
    ASSIGN_OR_RETURN(AssignmentChange change, Review(facts, decision, findings, step, StampOf(txn)));
    return PutAndServe(tables, txn, std::move(change));
  });
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts,
                                               const v1::ResubmitAssignmentRequest& request) {
  return AssignmentCommand([&tables = parts.tables, step = StepOf("ResubmitAssignment", request)](
                               Transaction& txn) -> absl::StatusOr<AssignmentChange> {
    ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
    ASSIGN_OR_RETURN(const auto deadline, LoadDeadline(tables, txn, facts.assignment.item()));
    ASSIGN_OR_RETURN(AssignmentChange change, Resubmit(facts, deadline, step, StampOf(txn)));
    return PutAndServe(tables, txn, std::move(change));
  });
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ConfirmAssignmentRequest& request) {
  Step step = StepOf("ConfirmAssignment", request);
  if (request.gives_up().empty()) return SeatCommand(parts.tables, Confirm, std::move(step));
  return AssignmentCommand([&tables = parts.tables, step = std::move(step), gives_up = request.gives_up()](
                               Transaction& txn) { return ConfirmGivingUp(tables, txn, step, gives_up); });
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ResolveAssignmentRequest& request) {
  return SeatCommand(parts.tables, Resolve, StepOf("ResolveAssignment", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::AcceptOfferRequest& request) {
  return StepCommand(parts.tables, AcceptOffer, StepOf("AcceptOffer", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::DeclineOfferRequest& request) {
  return StepCommand(parts.tables, DeclineOffer, StepOf("DeclineOffer", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts,
                                               const v1::WithdrawAssignmentRequest& request) {
  return StepCommand(parts.tables, Withdraw, StepOf("WithdrawAssignment", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CancelAssignmentRequest& request) {
  return StepCommand(parts.tables, Cancel, StepOf("CancelAssignment", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::MarkNoShowRequest& request) {
  return StepCommand(parts.tables, MarkNoShow, StepOf("MarkNoShow", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::CheckInAssignmentRequest& request) {
  return StepCommand(parts.tables, CheckIn, StepOf("CheckInAssignment", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts,
                                               const v1::CompleteAssignmentRequest& request) {
  if (request.unsuccessful() && IsBlank(request.reason()))
    return InvalidField("reason", "is required when unsuccessful is set");
  Step step = StepOf("CompleteAssignment", request);
  step.unsuccessful = request.unsuccessful();
  return AssignmentCommand(
      [&tables = parts.tables, step = std::move(step)](Transaction& txn) -> absl::StatusOr<AssignmentChange> {
        ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables, txn, step.name));
        ASSIGN_OR_RETURN(AssignmentChange change, CompleteAttended(tables, txn, facts, step));
        return PutAndServe(tables, txn, std::move(change));
      });
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts,
                                               const v1::EndAssignmentEarlyRequest& request) {
  return StepCommand(parts.tables, EndEarly, StepOf("EndAssignmentEarly", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::DismissAssignmentRequest& request) {
  return StepCommand(parts.tables, Dismiss, StepOf("DismissAssignment", request));
}

absl::StatusOr<AssignmentCommand> ParseCommand(const ServiceParts& parts, const v1::ReplaceAssignmentRequest& request) {
  const std::string new_name =
      NewName(absl::StrCat(ParentName(request.name()), "/assignments/"), request.assignment_id(), "a", parts.clock);
  return AssignmentCommand(
      [parts, request, new_name](Transaction& txn) { return RunReplace(parts, request, new_name, txn); });
}

}  // namespace jiedui::scheduler
