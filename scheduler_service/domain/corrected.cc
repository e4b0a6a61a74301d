// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/corrected.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/rules.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::CorrectionChange;

constexpr absl::string_view kVerb = "ApproveCorrection";

// Has checked in, and keeps the seat.
bool HasCome(Assignment::State state) {
  switch (state) {
    case Assignment::STATE_CHECKED_IN:
    case Assignment::STATE_COMPLETED:
    case Assignment::STATE_NOT_COMPLETED:
    case Assignment::STATE_ENDED_EARLY:
    case Assignment::STATE_DISMISSED:
      return true;
    default:
      return false;
  }
}

bool IsCorrectable(Assignment::State state, CorrectionChange::Kind kind) {
  if (HasCome(state)) return true;
  const bool may_have_come = state == Assignment::STATE_CONFIRMED || state == Assignment::STATE_NO_SHOW;
  return kind == CorrectionChange::KIND_CHECKED_IN && may_have_come;
}

Assignment::State StateOf(CorrectionChange::Kind kind) {
  switch (kind) {
    case CorrectionChange::KIND_CHECKED_IN:
      return Assignment::STATE_CHECKED_IN;
    case CorrectionChange::KIND_COMPLETED:
      return Assignment::STATE_COMPLETED;
    case CorrectionChange::KIND_NOT_COMPLETED:
      return Assignment::STATE_NOT_COMPLETED;
    case CorrectionChange::KIND_ENDED_EARLY:
      return Assignment::STATE_ENDED_EARLY;
    default:
      return Assignment::STATE_NO_SHOW;
  }
}

// The days on which it may have happened.
DateRange AllowedDays(const StepFacts& facts, CorrectionChange::Kind kind) {
  const Assignment& assignment = facts.assignment;
  const std::string& last = facts.item.dates.last;
  switch (kind) {
    case CorrectionChange::KIND_CHECKED_IN:
      return {assignment.start_date(), last};
    case CorrectionChange::KIND_ENDED_EARLY:
      return {assignment.check_in_date(), last};
    case CorrectionChange::KIND_NOT_CHECKED_IN:
      return {assignment.start_date(), ""};
    default:
      return {last, ""};
  }
}

// No verb leads out of an item that is called off: whoever were there would be there for ever.
absl::Status CheckItem(const StepFacts& facts, CorrectionChange::Kind kind) {
  if (facts.item.phase != Phase::kCancelled || kind != CorrectionChange::KIND_CHECKED_IN) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"ITEM_STATE", facts.item.name,
                                       absl::StrCat("found ", facts.item.state, ", required one that was held")}});
}

absl::StatusOr<AssignmentChange> NeverCame(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  ASSIGN_OR_RETURN(AssignmentChange change, Freed(facts, Assignment::STATE_NO_SHOW, step, stamp));
  change.assignment.clear_check_in_date();
  change.assignment.clear_short_stay();
  change.assignment.set_end_date(facts.item.dates.last);
  return change;
}

// The days from its first to `last`, which may be more than it has now.
absl::Status TakeDays(const StepFacts& facts, const std::string& last, AssignmentChange& change) {
  const std::string& name = facts.assignment.name();
  change.calendar = facts.calendar;
  Remove(*change.calendar, name);
  RemoveApplication(*change.calendar, name);
  v1::Engagement engagement = EngagementOf(facts.item, name);
  engagement.set_start_date(facts.assignment.start_date());
  engagement.set_end_date(last);
  std::vector<RuleViolation> violations;
  for (const v1::Engagement& other : Clashes(*change.calendar, engagement))
    violations.push_back({"DOUBLE_BOOKING", facts.assignment.person(),
                          absl::StrCat("found ", other.item(), " ", ToString({other.start_date(), other.end_date()}),
                                       ", required no other full-time item on the days of ", name)});
  if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  return Insert(*change.calendar, engagement);
}

// Somebody else may have got it meanwhile.
absl::Status TakeSeat(const StepFacts& facts, AssignmentChange& change) {
  if (HoldsSeat(facts.assignment.state())) return absl::OkStatus();
  std::vector<RuleViolation> second_seat;
  AddSecondSeat(facts, second_seat);
  if (!second_seat.empty()) return RulesFailed("RULES_FAILED", second_seat);
  change.seats = facts.seats;
  v1::SeatLedger& ledger = *change.seats->mutable_ledger();
  const std::string quota = CountFor(ledger, facts.assignment.quota_division()).division();
  const auto refusal = WhyNoSeat(ledger, {quota, facts.assignment.category()});
  if (refusal.has_value())
    return RulesFailed("RULES_FAILED", {{refusal->rule, facts.item.name,
                                         absl::StrCat("found ", refusal->found, ", required ", refusal->required)}});
  change.assignment.set_quota_division(quota);
  Take(ledger, quota, facts.assignment.category());
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckCorrectable(const Assignment& assignment, CorrectionChange::Kind kind) {
  if (IsCorrectable(assignment.state(), kind)) return absl::OkStatus();
  const std::string& found = Assignment::State_Name(assignment.state());
  const std::string wanted = CorrectionChange::Kind_Name(kind);
  const bool is_certified = assignment.state() == Assignment::STATE_CERTIFIED;
  return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                   absl::StrCat(assignment.name(), ": found ", found, ", which cannot be corrected to ", wanted,
                                is_certified ? ": its certificate is issued" : ""),
                   {{"assignment", assignment.name()}, {"state", found}, {"verb", wanted}});
}

absl::StatusOr<AssignmentChange> Corrected(const StepFacts& facts, const CorrectionChange& wanted,
                                           const std::string& reason, const Stamp& stamp) {
  const Assignment& assignment = facts.assignment;
  const CorrectionChange::Kind kind = wanted.kind();
  RETURN_IF_ERROR(CheckCorrectable(assignment, kind));
  RETURN_IF_ERROR(CheckItem(facts, kind));
  const std::string& date = wanted.date().empty() ? assignment.start_date() : wanted.date();
  RETURN_IF_ERROR(CheckDate(assignment, date, AllowedDays(facts, kind)));
  const Step step{.verb = kVerb, .name = assignment.name(), .date = date, .reason = reason};
  if (kind == CorrectionChange::KIND_NOT_CHECKED_IN) return NeverCame(facts, step, stamp);
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, StateOf(kind), step, stamp));
  Assignment& corrected = change.assignment;
  const bool left = kind == CorrectionChange::KIND_ENDED_EARLY;
  corrected.set_end_date(left ? date : facts.item.dates.last);
  RETURN_IF_ERROR(TakeDays(facts, corrected.end_date(), change));
  RETURN_IF_ERROR(TakeSeat(facts, change));
  corrected.clear_dates_undecided();
  if (kind == CorrectionChange::KIND_CHECKED_IN) {
    corrected.set_check_in_date(date);
    corrected.clear_close_date();
  } else {
    corrected.set_close_date(date);
  }
  corrected.set_short_stay(left && DaysIn({assignment.check_in_date(), date}) < facts.item.days_min);
  change.freed_days = true;  // others may have waited for the days, or for what it has become
  return change;
}

}  // namespace jiedui::scheduler
