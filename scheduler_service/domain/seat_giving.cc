// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/seat_giving.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

void AddSecondSeat(const StepFacts& facts, std::vector<RuleViolation>& refusals) {
  const v1::Engagement* seat = FindByItem(facts.calendar, facts.item.name);
  if (seat == nullptr || seat->assignment() == facts.assignment.name()) return;
  refusals.push_back(
      {"SECOND_SEAT", facts.assignment.person(),
       absl::StrCat("found the seat of ", seat->assignment(), ", required one seat of an item a person")});
}

namespace {

using v1::Assignment;

constexpr int kWarningsMax = 20;

void KeepWarnings(const std::vector<v1::RuleFinding>& findings, Assignment& assignment) {
  assignment.clear_warnings();
  for (const v1::RuleFinding& finding : findings)
    if (finding.severity() == v1::RuleFinding::SEVERITY_WARN && assignment.warnings_size() < kWarningsMax)
      *assignment.add_warnings() = finding;
}

// Seat and days of the candidate, in the change.
absl::Status TakeSeat(const Candidate& candidate, AssignmentChange& change) {
  Assignment& assignment = change.assignment;
  v1::SeatLedger& ledger = *change.seats->mutable_ledger();
  assignment.set_quota_division(CountFor(ledger, candidate.division).division());
  assignment.set_category(candidate.person.category());
  assignment.set_organization(candidate.organization);
  assignment.set_person_display_name(candidate.person.display_name());
  if (candidate.registry_revision != 0) assignment.set_registry_revision(candidate.registry_revision);
  assignment.set_start_date(candidate.item.dates.first);
  assignment.set_end_date(candidate.item.dates.last);
  assignment.set_intensity(candidate.item.intensity);
  assignment.set_licence_required(!candidate.item.requirements.licence_kinds().empty());
  Take(ledger, assignment.quota_division(), assignment.category());
  RemoveApplication(*change.calendar, assignment.name());
  return Insert(*change.calendar, EngagementOf(candidate.item, assignment.name()));
}

absl::Status Refused(const std::vector<RuleViolation>& refusals) { return RulesFailed("RULES_FAILED", refusals); }

// What refuses besides the seat.
std::vector<RuleViolation> BesideSeat(std::vector<v1::RuleFinding> findings) {
  findings.erase(std::remove_if(findings.begin(), findings.end(), [](const auto& f) { return IsAboutSeat(f.rule()); }),
                 findings.end());
  return Refusals(findings);
}

// What stands in the way of whoever waits.
std::vector<RuleViolation> WhyNoSeat(const StepFacts& facts, const std::vector<v1::RuleFinding>& findings) {
  std::vector<RuleViolation> refusals = Refusals(findings);
  AddSecondSeat(facts, refusals);
  if (const auto state = NotAllowed(facts.item, Deed::kGiveSeat); state.has_value()) refusals.push_back(*state);
  return refusals;
}

// Seat and days, in place of the place on the waiting list.
absl::StatusOr<AssignmentChange> FromWaitingList(const StepFacts& facts, const Candidate& candidate,
                                                 absl::string_view freed_by, Assignment::State state,
                                                 const Stamp& stamp) {
  const std::vector<v1::RuleFinding> findings = Findings(candidate);
  if (const auto refusals = WhyNoSeat(facts, findings); !refusals.empty()) return Refused(refusals);
  const Step step{.verb = "Offer", .date = FormatDate(ShanghaiDay(stamp.now))};
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, state, step, stamp));
  change.calendar = facts.calendar;
  change.seats = facts.seats;
  CountWaiting(*change.seats->mutable_ledger(), facts.assignment.quota_division(), -1);
  change.assignment.clear_waiting_rank();
  change.assignment.set_replaces(std::string(freed_by));
  KeepWarnings(findings, change.assignment);
  RETURN_IF_ERROR(TakeSeat(candidate, change));
  return change;
}

// Those who wait have not all been asked yet: nobody is passed over.
bool IsBeingOffered(const storage::v1::SeatsRecord& seats) { return seats.ledger().waiting() > 0 && seats.has_work(); }

// Why there is no seat for somebody who is refused only what is about seats.
std::string WhyWaiting(const std::vector<RuleViolation>& refusals) {
  if (refusals.empty()) return "free seats are being offered to people who wait";
  return absl::StrCat(refusals.front().rule, ": ", refusals.front().description);
}

// Until the next one has been asked the offer stands there, but it is over.
absl::Status CheckInTime(const Assignment& assignment, const Stamp& stamp) {
  const absl::Time end = absl::FromUnixSeconds(assignment.offer_expire_time().seconds());
  if (!assignment.has_offer_expire_time() || stamp.now < end) return absl::OkStatus();
  return RulesFailed("RULES_FAILED", {{"OFFER_EXPIRED", assignment.name(),
                                       absl::StrCat("found an answer at ", absl::FormatTime(stamp.now),
                                                    ", required before ", absl::FormatTime(end))}});
}

absl::StatusOr<AssignmentChange> Waitlisted(const StepFacts& facts, const Candidate& candidate, const Step& step,
                                            const Stamp& stamp) {
  if (facts.seats.ledger().waiting() >= kWaitingPerItemMax)
    return LimitExceeded(facts.item.name, absl::StrCat("at most ", kWaitingPerItemMax, " people wait for it"));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, Assignment::STATE_WAITLISTED, step, stamp));
  change.calendar = facts.calendar;
  change.seats = facts.seats;
  v1::SeatLedger& ledger = *change.seats->mutable_ledger();
  CountPending(ledger, change.assignment.quota_division(), -1);
  change.assignment.set_quota_division(CountFor(ledger, candidate.division).division());
  change.assignment.set_organization(candidate.organization);
  CountWaiting(ledger, change.assignment.quota_division(), 1);
  change.seats->set_last_rank(change.seats->last_rank() + 1);
  change.assignment.set_waiting_rank(change.seats->last_rank());
  SetWaiting(*change.calendar, change.assignment.name(), true);
  return change;
}

}  // namespace

absl::StatusOr<AssignmentChange> Assign(const AssignmentFacts& facts, const Step& step, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckName(facts, step.name));
  const Candidate& candidate = facts.candidate;
  const std::vector<v1::RuleFinding> findings = Findings(candidate);
  std::vector<RuleViolation> refusals = Refusals(findings);
  if (IsBeingOffered(facts.seats) && BesideSeat(findings).size() == refusals.size())
    refusals.push_back({"NO_SEAT", candidate.item.name,
                        "found seats that are being offered to people who wait, required a free one: nominate, then "
                        "the person waits too"});
  if (const auto state = NotAllowed(candidate.item, Deed::kGiveSeat); state.has_value())
    refusals.insert(refusals.begin(), *state);
  if (const auto second = SecondAssignment(candidate); second.has_value()) refusals.insert(refusals.begin(), *second);
  if (!refusals.empty()) return RefusedNew(refusals);

  AssignmentChange change{.assignment = NewAssignment(facts, step.name, stamp),
                          .changed = true,
                          .calendar = candidate.calendar,
                          .seats = facts.seats};
  change.calendar->set_person(candidate.person.name());
  change.assignment.set_state(Assignment::STATE_CONFIRMED);
  AddEvent(change.assignment, step, stamp);
  KeepWarnings(findings, change.assignment);
  RETURN_IF_ERROR(TakeSeat(candidate, change));
  return change;
}

absl::StatusOr<AssignmentChange> Confirm(const StepFacts& facts, const Candidate& candidate, const Step& step,
                                         const Stamp& stamp) {
  const Assignment::State state = facts.assignment.state();
  if (state == Assignment::STATE_CONFIRMED || state == Assignment::STATE_WAITLISTED) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kGiveSeat));
  const std::vector<v1::RuleFinding> findings = Findings(candidate);
  std::vector<RuleViolation> beside_seat = BesideSeat(findings);
  AddSecondSeat(facts, beside_seat);
  std::vector<RuleViolation> refusals = Refusals(findings);
  AddSecondSeat(facts, refusals);
  if (!beside_seat.empty()) return Refused(refusals);
  if (!refusals.empty() || IsBeingOffered(facts.seats)) {
    Step waits = step;
    waits.reason = WhyWaiting(refusals);
    return Waitlisted(facts, candidate, waits, stamp);
  }

  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, Assignment::STATE_CONFIRMED, step, stamp));
  change.calendar = facts.calendar;
  change.seats = facts.seats;
  CountPending(*change.seats->mutable_ledger(), facts.assignment.quota_division(), -1);
  KeepWarnings(findings, change.assignment);
  RETURN_IF_ERROR(TakeSeat(candidate, change));
  return change;
}

absl::StatusOr<AssignmentChange> Offer(const StepFacts& facts, const Candidate& candidate, absl::string_view freed_by,
                                       const Stamp& stamp) {
  ASSIGN_OR_RETURN(AssignmentChange change,
                   FromWaitingList(facts, candidate, freed_by, Assignment::STATE_OFFERED, stamp));
  v1::SeatLedger& ledger = *change.seats->mutable_ledger();
  ledger.set_offered(ledger.offered() + 1);
  *change.assignment.mutable_offer_expire_time() = ToTimestamp(stamp.now + absl::Hours(facts.item.offer_hours));
  return change;
}

bool MayTakeSeat(const StepFacts& facts, const Candidate& candidate) {
  return WhyNoSeat(facts, Findings(candidate)).empty() && facts.assignment.events_size() < kEventsMax;
}

absl::StatusOr<AssignmentChange> MoveUp(const StepFacts& facts, const Candidate& candidate, absl::string_view freed_by,
                                        const Stamp& stamp) {
  return FromWaitingList(facts, candidate, freed_by, Assignment::STATE_CONFIRMED, stamp);
}

absl::StatusOr<AssignmentChange> AcceptOffer(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  if (facts.assignment.state() == Assignment::STATE_CONFIRMED) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kGiveSeat));
  RETURN_IF_ERROR(CheckInTime(facts.assignment, stamp));
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, Assignment::STATE_CONFIRMED, step, stamp));
  change.assignment.clear_offer_expire_time();
  change.seats = facts.seats;
  change.seats->mutable_ledger()->set_offered(facts.seats.ledger().offered() - 1);
  return change;
}

absl::StatusOr<AssignmentChange> DeclineOffer(const StepFacts& facts, const Step& step, const Stamp& stamp) {
  if (facts.assignment.state() == Assignment::STATE_DECLINED) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kLeave));
  return Freed(facts, Assignment::STATE_DECLINED, step, stamp);
}

absl::StatusOr<AssignmentChange> Resolve(const StepFacts& facts, const Candidate& candidate, const Step& step,
                                         const Stamp& stamp) {
  if (!facts.assignment.dates_undecided()) return Unchanged(facts.assignment);
  RETURN_IF_ERROR(CheckStep(facts, step, Deed::kGiveSeat));
  const std::vector<v1::RuleFinding> findings = Findings(candidate);
  std::vector<RuleViolation> refusals = BesideSeat(findings);
  AddSecondSeat(facts, refusals);
  if (!refusals.empty()) return Refused(refusals);
  ASSIGN_OR_RETURN(AssignmentChange change, Moved(facts, facts.assignment.state(), step, stamp));
  change.calendar = facts.calendar;
  change.assignment.clear_dates_undecided();
  change.assignment.set_start_date(facts.item.dates.first);
  change.assignment.set_end_date(facts.item.dates.last);
  RemoveApplication(*change.calendar, change.assignment.name());
  KeepWarnings(findings, change.assignment);
  RETURN_IF_ERROR(Insert(*change.calendar, EngagementOf(facts.item, change.assignment.name())));
  return change;
}

}  // namespace jiedui::scheduler
