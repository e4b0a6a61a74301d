// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/facts.h"

#include <optional>
#include <type_traits>
#include <utility>

#include "common/base/errors.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/items.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;

// The record of a resource that must exist, as the resource in it.
template <typename Record, typename Take>
auto Require(const store::Table<Record>& table, const Transaction& txn, const std::string& key, absl::string_view name,
             Take take) -> absl::StatusOr<std::remove_reference_t<decltype(take(std::declval<Record&>()))>> {
  ASSIGN_OR_RETURN(std::optional<Record> record, table.Find(txn, key));
  auto& resource = take(record.has_value() ? *record : record.emplace());
  if (resource.name().empty()) return ResourceNotFound(resource.GetDescriptor()->full_name(), name);
  return std::move(resource);
}

absl::StatusOr<v1::Course> RequireCourse(const Tables& tables, const Transaction& txn, absl::string_view name) {
  return Require(
      tables.courses, txn, MemberKey(name), name, [](auto& r) -> auto& { return *r.mutable_course(); });
}

absl::StatusOr<v1::Posting> RequirePosting(const Tables& tables, const Transaction& txn, absl::string_view name) {
  return Require(
      tables.postings, txn, MemberKey(name), name, [](auto& r) -> auto& { return *r.mutable_posting(); });
}

absl::StatusOr<storage::v1::ItemDatesRecord> LoadItemDates(const Tables& tables, const Transaction& txn,
                                                           absl::string_view pairing) {
  ASSIGN_OR_RETURN(auto record, tables.item_dates.Find(txn, PairingKey(pairing)));
  if (!record.has_value()) record.emplace().set_pairing(std::string(pairing));
  return *std::move(record);
}

absl::StatusOr<uint64_t> DirectoryRevision(const Tables& tables, const Transaction& txn) {
  ASSIGN_OR_RETURN(const auto cursor, tables.cursors.Find(txn, kDirectoryCursorKey));
  return cursor.has_value() ? cursor->revision() : 0;
}

}  // namespace

absl::StatusOr<std::optional<absl::Time>> LoadDeadline(const Tables& tables, const Transaction& txn,
                                                       absl::string_view item) {
  if (!IsCourseName(item)) return std::nullopt;
  ASSIGN_OR_RETURN(const auto course, tables.courses.FindShared(txn, MemberKey(item)));
  if (course == nullptr) return ResourceNotFound(kCourseType, item);
  return NominationDeadline(course->course());
}

absl::StatusOr<storage::v1::SeatsRecord> LoadSeats(const Tables& tables, const Transaction& txn,
                                                   absl::string_view item) {
  ASSIGN_OR_RETURN(auto record, tables.seats.Find(txn, SeatsKey(item)));
  // Written with the item, so an item without it is damage.
  if (!record.has_value()) return store::DamagedRow(tables.seats.RowKey(SeatsKey(item)));
  return *std::move(record);
}

absl::StatusOr<v1::PersonCalendar> LoadCalendar(const Tables& tables, const Transaction& txn,
                                                absl::string_view person) {
  ASSIGN_OR_RETURN(auto record, tables.calendars.Find(txn, PersonKey(person)));
  if (!record.has_value()) record.emplace().mutable_calendar()->set_person(std::string(person));
  return std::move(*record->mutable_calendar());
}

Stamp StampOf(const Transaction& txn) {
  return {.now = txn.context().now, .revision = txn.context().revision, .actor = txn.context().actor};
}

absl::StatusOr<PairingFacts> LoadPairing(const Tables& tables, const Transaction& txn, absl::string_view name) {
  PairingFacts facts;
  ASSIGN_OR_RETURN(facts.pairing, RequirePairing(tables, txn, name));
  ASSIGN_OR_RETURN(facts.item_dates, LoadItemDates(tables, txn, name));
  return facts;
}

absl::StatusOr<CourseFacts> LoadNewCourse(const Tables& tables, const Transaction& txn, absl::string_view name) {
  CourseFacts facts;
  ASSIGN_OR_RETURN(facts.pairing, RequirePairing(tables, txn, ParentName(name)));
  ASSIGN_OR_RETURN(facts.item_dates, LoadItemDates(tables, txn, ParentName(name)));
  return facts;
}

absl::StatusOr<CourseFacts> LoadCourse(const Tables& tables, const Transaction& txn, absl::string_view name) {
  ASSIGN_OR_RETURN(v1::Course course, RequireCourse(tables, txn, name));
  ASSIGN_OR_RETURN(CourseFacts facts, LoadNewCourse(tables, txn, name));
  facts.course = std::move(course);
  ASSIGN_OR_RETURN(facts.seats, LoadSeats(tables, txn, name));
  return facts;
}

absl::StatusOr<std::optional<registry::v1::Organization>> FindHost(const Tables& tables, const Transaction& txn,
                                                                   absl::string_view name) {
  ASSIGN_OR_RETURN(auto record, tables.organizations.Find(txn, OrganizationKey(name)));
  if (!record.has_value()) return std::nullopt;
  return std::move(*record->mutable_organization());
}

absl::StatusOr<PostingFacts> LoadNewPosting(const Tables& tables, const Transaction& txn, absl::string_view name,
                                            absl::string_view host) {
  PostingFacts facts;
  ASSIGN_OR_RETURN(facts.pairing, RequirePairing(tables, txn, ParentName(name)));
  ASSIGN_OR_RETURN(facts.item_dates, LoadItemDates(tables, txn, ParentName(name)));
  ASSIGN_OR_RETURN(facts.host, FindHost(tables, txn, host));
  return facts;
}

absl::StatusOr<PostingFacts> LoadPosting(const Tables& tables, const Transaction& txn, absl::string_view name,
                                         absl::string_view host) {
  ASSIGN_OR_RETURN(v1::Posting posting, RequirePosting(tables, txn, name));
  ASSIGN_OR_RETURN(PostingFacts facts, LoadNewPosting(tables, txn, name, host));
  facts.posting = std::move(posting);
  ASSIGN_OR_RETURN(facts.seats, LoadSeats(tables, txn, name));
  return facts;
}

absl::StatusOr<AssignmentFacts> LoadNewAssignment(const Tables& tables, const Transaction& txn,
                                                  const AssignmentDraft& draft) {
  AssignmentFacts facts;
  ASSIGN_OR_RETURN(facts.candidate, LoadCandidate(tables, txn,
                                                  Seeker{.pairing = draft.parent,
                                                         .person = draft.person,
                                                         .item = draft.item,
                                                         .registration_basis = draft.registration_basis,
                                                         .first_day = draft.first_day}));
  ASSIGN_OR_RETURN(facts.seats, LoadSeats(tables, txn, draft.item));
  ASSIGN_OR_RETURN(facts.nomination_deadline, LoadDeadline(tables, txn, draft.item));
  ASSIGN_OR_RETURN(facts.registry_revision, DirectoryRevision(tables, txn));
  if (draft.name.empty()) return facts;
  ASSIGN_OR_RETURN(auto record, tables.assignments.Find(txn, MemberKey(draft.name)));
  if (record.has_value()) facts.same_name = std::move(*record->mutable_assignment());
  return facts;
}

absl::StatusOr<Candidate> LoadCandidateOf(const Tables& tables, const Transaction& txn, const StepFacts& facts) {
  const v1::Assignment& assignment = facts.assignment;
  ASSIGN_OR_RETURN(
      Candidate candidate,
      LoadCandidate(tables, txn,
                    Seeker{.pairing = std::string(ParentName(assignment.name())),
                           .person = assignment.person(),
                           .item = assignment.item(),
                           .registration_basis = assignment.registration_basis()},
                    AlreadyRead{.item = &facts.item, .ledger = &facts.seats.ledger(), .calendar = &facts.calendar}));
  ASSIGN_OR_RETURN(candidate.registry_revision, DirectoryRevision(tables, txn));
  return candidate;
}

absl::StatusOr<v1::Assignment> LoadAssignment(const Tables& tables, const Transaction& txn, absl::string_view name) {
  return Require(
      tables.assignments, txn, MemberKey(name), name,
      [](auto& record) -> auto& { return *record.mutable_assignment(); });
}

absl::StatusOr<StepFacts> LoadStep(const Tables& tables, const Transaction& txn, absl::string_view name) {
  StepFacts facts;
  ASSIGN_OR_RETURN(facts.assignment, LoadAssignment(tables, txn, name));
  ASSIGN_OR_RETURN(facts.item, LoadItem(tables, txn, facts.assignment.item()));
  ASSIGN_OR_RETURN(facts.calendar, LoadCalendar(tables, txn, facts.assignment.person()));
  ASSIGN_OR_RETURN(facts.seats, LoadSeats(tables, txn, facts.assignment.item()));
  return facts;
}

}  // namespace jiedui::scheduler
