// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/candidate.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/items.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

// Who employs the person on the item's first day, and where that is.
template <typename From>
absl::Status FillEmployer(const Tables& tables, const From& from, Candidate& candidate) {
  const std::string& day = candidate.item.dates.first;
  candidate.organization = EmployerOn(candidate.person, day);
  if (candidate.organization.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto found, FindOrganizationOn(tables, from, candidate.organization, day));
  if (found == nullptr) return absl::OkStatus();
  candidate.organization = found->organization().name();
  candidate.division = DivisionOn(found->organization(), day);
  return absl::OkStatus();
}

template <typename From>
absl::Status FillPerson(const Tables& tables, const From& from, const std::string& name, Candidate& candidate) {
  ASSIGN_OR_RETURN(auto person, FindPerson(tables, from, name));
  if (!person.has_value()) return ResourceNotFound(kPersonType, name, "PERSON_UNKNOWN");
  candidate.person = *std::move(person);
  return FillEmployer(tables, from, candidate);
}

// Within a transaction a range is read under its guard, which has been read before.
absl::Status ScanIndex(const store::Transaction& txn, const std::string& guard, const store::KeyRange& range,
                       store::KeyVisitor visit) {
  return txn.ScanUnder(guard, store::Family::kIndex, range, visit);
}
absl::Status ScanIndex(const store::Snapshot& snapshot, const std::string& /*guard*/, const store::KeyRange& range,
                       store::KeyVisitor visit) {
  return snapshot.Scan(store::Family::kIndex, range, visit);
}

// The assignments in a part of an index.
template <typename From>
absl::StatusOr<std::vector<v1::Assignment>> Indexed(const Tables& tables, const From& from, const std::string& guard,
                                                    absl::string_view index, const store::KeyRange& range) {
  std::vector<std::string> keys;
  RETURN_IF_ERROR(ScanIndex(from, guard, range, [&](absl::string_view key, absl::string_view) {
    auto row = store::KeyOfIndexRow(index, key);
    if (row.has_value()) keys.push_back(*std::move(row));
    return true;
  }));
  std::vector<v1::Assignment> assignments;
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN(auto record, tables.assignments.Find(from, key));
    if (!record.has_value()) return store::DamagedRow(tables.assignments.RowKey(key));
    assignments.push_back(std::move(*record->mutable_assignment()));
  }
  return assignments;
}

// The person's courses, completed or with a seat: whoever only asks for one takes part in nothing yet. The calendar
// guards them.
template <typename From>
absl::Status FillHistory(const Tables& tables, const From& from, Candidate& candidate) {
  const std::string& person = candidate.person.name();
  const std::string guard = tables.calendars.RowKey(PersonKey(person));
  ASSIGN_OR_RETURN(
      const std::vector<v1::Assignment> assignments,
      Indexed(tables, from, guard, kAssignmentByPersonPrefix, store::IndexRange(kAssignmentByPersonPrefix, person)));
  for (const v1::Assignment& assignment : assignments) {
    const bool completed = IsCompleted(assignment.state());
    const bool is_to_come = IsLive(assignment.state()) && HoldsSeat(assignment.state());
    if (!IsCourseName(assignment.item()) || (!completed && !is_to_come)) continue;
    ASSIGN_OR_RETURN(const auto course, tables.courses.FindShared(from, MemberKey(assignment.item())));
    if (course == nullptr) return store::DamagedRow(assignment.item());
    candidate.history.push_back({.assignment = assignment.name(),
                                 .course = assignment.item(),
                                 .track = course->course().track(),
                                 .curriculum = course->course().curriculum(),
                                 .end_date = assignment.end_date(),
                                 .completed = completed});
  }
  return absl::OkStatus();
}

// Assignments that take anybody of the organisation away, on the day or later.
template <typename From>
absl::StatusOr<std::vector<v1::Assignment>> AwayFrom(const Tables& tables, const From& from,
                                                     const std::string& organization, const std::string& first_day) {
  const std::string key = OrganizationKey(organization);
  ASSIGN_OR_RETURN(const auto guard, tables.away.FindBytes(from, key));
  if (!guard.has_value()) return std::vector<v1::Assignment>();
  const std::string prefix(kAssignmentAwayPrefix);
  const store::KeyRange all = store::PrefixRange(absl::StrCat(prefix, organization, "/"));
  const store::KeyRange range{.first = prefix + AwayValue(organization, first_day), .end = all.end};
  return Indexed(tables, from, tables.away.RowKey(key), kAssignmentAwayPrefix, range);
}

// When others of the organisation are away, from the item's first day on.
template <typename From>
absl::Status FillAway(const Tables& tables, const From& from, Candidate& candidate) {
  if (candidate.organization.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<v1::Assignment> assignments,
                   AwayFrom(tables, from, candidate.organization, candidate.item.dates.first));
  for (const v1::Assignment& assignment : assignments)
    if (assignment.person() != candidate.person.name())
      candidate.away.push_back({assignment.start_date(), assignment.end_date()});
  return absl::OkStatus();
}

// What the item asks for besides the calendar. Who has no calendar has never been assigned.
template <typename From>
absl::Status FillCompany(const Tables& tables, const From& from, bool has_calendar, Candidate& candidate) {
  if (AsksForHistory(candidate.item) && has_calendar) RETURN_IF_ERROR(FillHistory(tables, from, candidate));
  if (AsksForAway(candidate.item)) RETURN_IF_ERROR(FillAway(tables, from, candidate));
  return absl::OkStatus();
}

template <typename From>
absl::Status FillDays(const Tables& tables, const From& from, Candidate& candidate) {
  ASSIGN_OR_RETURN(auto calendar, tables.calendars.Find(from, PersonKey(candidate.person.name())));
  if (calendar.has_value()) candidate.calendar = std::move(*calendar->mutable_calendar());
  candidate.calendar.set_person(candidate.person.name());
  return FillCompany(tables, from, calendar.has_value(), candidate);
}

template <typename From>
absl::Status FillItem(const Tables& tables, const From& from, const Seeker& seeker, const AlreadyRead& read,
                      Candidate& candidate) {
  if (read.item != nullptr) {
    candidate.item = *read.item;
  } else {
    ASSIGN_OR_RETURN(candidate.item, LoadItem(tables, from, seeker.item));
  }
  if (!seeker.first_day.empty()) candidate.item.dates.first = seeker.first_day;
  return absl::OkStatus();
}

template <typename From>
absl::Status FillSeats(const Tables& tables, const From& from, const std::string& item, Candidate& candidate) {
  ASSIGN_OR_RETURN(auto seats, tables.seats.Find(from, SeatsKey(item)));
  if (!seats.has_value()) return store::DamagedRow(tables.seats.RowKey(SeatsKey(item)));
  candidate.ledger = std::move(*seats->mutable_ledger());
  return absl::OkStatus();
}

template <typename From>
absl::StatusOr<Candidate> Load(const Tables& tables, const From& from, const Seeker& seeker, const AlreadyRead& read) {
  Candidate candidate;
  candidate.registration_basis = seeker.registration_basis;
  ASSIGN_OR_RETURN(const auto pairing, tables.pairings.FindShared(from, PairingKey(seeker.pairing)));
  if (pairing == nullptr) return ResourceNotFound(kPairingType, seeker.pairing);
  candidate.pairing = pairing->pairing();
  RETURN_IF_ERROR(FillItem(tables, from, seeker, read, candidate));
  RETURN_IF_ERROR(FillPerson(tables, from, seeker.person, candidate));
  if (read.ledger != nullptr) {
    candidate.ledger = *read.ledger;
  } else {
    RETURN_IF_ERROR(FillSeats(tables, from, seeker.item, candidate));
  }
  // The name may have led to somebody else.
  if (read.calendar != nullptr && read.calendar->person() == candidate.person.name()) {
    candidate.calendar = *read.calendar;
    RETURN_IF_ERROR(FillCompany(tables, from, true, candidate));
  } else {
    RETURN_IF_ERROR(FillDays(tables, from, candidate));
  }
  return candidate;
}

}  // namespace

absl::StatusOr<Candidate> LoadCandidate(const Tables& tables, const store::Transaction& txn, const Seeker& seeker,
                                        const AlreadyRead& read) {
  return Load(tables, txn, seeker, read);
}

absl::StatusOr<Candidate> LoadCandidate(const Tables& tables, const store::Snapshot& snapshot, const Seeker& seeker) {
  return Load(tables, snapshot, seeker, AlreadyRead{});
}

absl::Status AddPerson(const Tables& tables, const store::Snapshot& snapshot, registry::v1::Person person,
                       Candidate& candidate) {
  candidate.person = std::move(person);
  return FillEmployer(tables, snapshot, candidate);
}

absl::Status AddDays(const Tables& tables, const store::Snapshot& snapshot, Candidate& candidate) {
  return FillDays(tables, snapshot, candidate);
}

absl::StatusOr<std::vector<DateRange>> LoadAway(const Tables& tables, const store::Snapshot& snapshot,
                                                const std::string& organization, const std::string& first_day) {
  ASSIGN_OR_RETURN(const std::vector<v1::Assignment> assignments, AwayFrom(tables, snapshot, organization, first_day));
  std::vector<DateRange> away;
  away.reserve(assignments.size());
  for (const v1::Assignment& assignment : assignments) away.push_back({assignment.start_date(), assignment.end_date()});
  return away;
}

}  // namespace jiedui::scheduler
