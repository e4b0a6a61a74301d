// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/course_verbs.h"

#include <string>
#include <utility>
#include <vector>

#include "jiedui/scheduler/v1/course_service.pb.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/course_seats.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::ItemWork;
using store::Transaction;
using v1::Course;

// The course one state on, with nothing else changed.
template <typename Request>
absl::StatusOr<CourseChange> MovedCourse(const ServiceParts& parts, absl::string_view verb, const Request& request,
                                         Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(parts.tables, txn, request.name()));
  CourseChange change{facts.course, facts.seats, facts.item_dates};
  ASSIGN_OR_RETURN(change.changed, MoveItem(change.course, VerbOf(verb, request), StampOf(txn)));
  if constexpr (requires { request.document_number(); })
    if (change.changed) change.course.set_document_number(request.document_number());
  if (change.changed) RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change;
}

template <typename Request>
void AddMove(const ServiceParts& parts, absl::string_view verb, rpc::Service& service) {
  const auto run = [verb](const ServiceParts& own, const Request& request, Transaction& txn) -> absl::StatusOr<Course> {
    ASSIGN_OR_RETURN(CourseChange change, MovedCourse(own, verb, request, txn));
    return std::move(change.course);
  };
  AddVerb<Request, Course>(parts, verb, run, service);
}

absl::StatusOr<Course> Archive(const ServiceParts& parts, const v1::ArchiveCourseRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(CourseChange change, MovedCourse(parts, "ArchiveCourse", request, txn));
  if (!change.changed) return std::move(change.course);
  ASSIGN_OR_RETURN(const bool unfinished, AnybodyLive(parts.tables, txn, request.name()));
  if (unfinished)
    return RulesFailed("RULES_FAILED", {{"UNFINISHED", request.name(),
                                         "found people who are to come or have checked in, required that each has "
                                         "completed, not completed, not come or left"}});
  return std::move(change.course);
}

absl::StatusOr<Course> End(const ServiceParts& parts, const v1::EndCourseRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(CourseChange change, MovedCourse(parts, "EndCourse", request, txn));
  if (change.changed) {
    const std::string& day = change.course.end_date();
    RETURN_IF_ERROR(BeginWork(parts.tables, txn, request.name(),
                              WorkOf(ItemWork::KIND_CLOSE, day, "the course is over", StampOf(txn)))
                        .status());
  }
  return std::move(change.course);
}

absl::StatusOr<v1::CancelCourseResponse> Cancel(const ServiceParts& parts, const v1::CancelCourseRequest& request,
                                                Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseChange change, MovedCourse(parts, "CancelCourse", request, txn));
  v1::CancelCourseResponse response;
  *response.mutable_course() = change.course;
  if (!change.changed) return response;
  ASSIGN_OR_RETURN(const WorkDone done,
                   BeginWork(parts.tables, txn, request.name(),
                             WorkOf(ItemWork::KIND_CANCEL, request.date(), request.reason(), StampOf(txn))));
  SetNotices(done, done.goes_on ? PeopleOfLedger(change.seats.ledger()) : 0, response);
  return response;
}

absl::StatusOr<v1::PostponeCourseResponse> Postpone(const ServiceParts& parts, const v1::PostponeCourseRequest& request,
                                                    Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(parts.tables, txn, request.name()));
  ItemVerb verb = VerbOf("PostponeCourse", request);
  verb.detail = absl::StrCat(facts.course.start_date(), " to ", request.start_date());
  ASSIGN_OR_RETURN(const CourseChange change,
                   Postponed(facts, {request.start_date(), request.end_date()}, verb, StampOf(txn)));
  v1::PostponeCourseResponse response;
  *response.mutable_course() = change.course;
  if (change.course.etag() == facts.course.etag()) return response;
  RETURN_IF_ERROR(CheckNobodyCame(parts, ItemOf(facts.course), ItemOf(change.course), txn));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  ASSIGN_OR_RETURN(const WorkDone done,
                   BeginWork(parts.tables, txn, request.name(),
                             WorkOf(ItemWork::KIND_MOVE, request.start_date(), request.reason(), StampOf(txn))));
  SetNotices(done, done.goes_on ? PeopleOfLedger(facts.seats.ledger()) : 0, response);
  for (const v1::Notice& notice : done.notices) {
    const bool moved = HoldsSeat(notice.state()) && !notice.dates_undecided();
    response.set_undecided(response.undecided() + (notice.dates_undecided() ? 1 : 0));
    response.set_moved(response.moved() + (moved ? 1 : 0));
  }
  return response;
}

// Puts other seats, and offers those that got free.
absl::StatusOr<v1::SeatLedger> PutSeats(const ServiceParts& parts, const CourseFacts& facts, const CourseChange& change,
                                        Transaction& txn) {
  if (change.course.etag() != facts.course.etag()) {
    RETURN_IF_ERROR(Put(parts.tables, txn, change));
    RETURN_IF_ERROR(ServeItem(parts.tables, txn, change.course.name(), ""));
  }
  ASSIGN_OR_RETURN(storage::v1::SeatsRecord seats, LoadSeats(parts.tables, txn, change.course.name()));
  return std::move(*seats.mutable_ledger());
}

absl::StatusOr<v1::SeatLedger> Allocate(const ServiceParts& parts, const v1::AllocateSeatsRequest& request,
                                        Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(parts.tables, txn, request.name()));
  const std::vector<v1::Quota> quotas(request.quotas().begin(), request.quotas().end());
  ItemVerb verb = VerbOf("AllocateSeats", request);
  verb.detail = absl::StrCat(quotas.size(), " quotas set, ",
                             request.seats() == 0 ? facts.course.seats() : request.seats(), " seats");
  ASSIGN_OR_RETURN(const CourseChange change, Allocated(facts, quotas, request.seats(), verb, StampOf(txn)));
  return PutSeats(parts, facts, change, txn);
}

absl::StatusOr<v1::SeatLedger> ReleaseUnfilled(const ServiceParts& parts,
                                               const v1::ReleaseUnfilledSeatsRequest& request, Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(parts.tables, txn, request.name()));
  const std::vector<std::string> divisions(request.divisions().begin(), request.divisions().end());
  ASSIGN_OR_RETURN(const CourseChange change, Released(facts, divisions, request.before_deadline(),
                                                       VerbOf("ReleaseUnfilledSeats", request), StampOf(txn)));
  return PutSeats(parts, facts, change, txn);
}

}  // namespace

void AddCourseVerbs(const ServiceParts& parts, rpc::Service& service) {
  AddMove<v1::PublishCourseRequest>(parts, "PublishCourse", service);
  AddMove<v1::OpenNominationsRequest>(parts, "OpenNominations", service);
  AddMove<v1::CloseNominationsRequest>(parts, "CloseNominations", service);
  AddMove<v1::StartCourseRequest>(parts, "StartCourse", service);
  AddVerb<v1::ArchiveCourseRequest, Course>(parts, "ArchiveCourse", Archive, service);
  AddVerb<v1::EndCourseRequest, Course>(parts, "EndCourse", End, service);
  AddVerb<v1::CancelCourseRequest, v1::CancelCourseResponse>(parts, "CancelCourse", Cancel, service);
  AddVerb<v1::PostponeCourseRequest, v1::PostponeCourseResponse>(parts, "PostponeCourse", Postpone, service);
  AddVerb<v1::AllocateSeatsRequest, v1::SeatLedger>(parts, "AllocateSeats", Allocate, service);
  AddVerb<v1::ReleaseUnfilledSeatsRequest, v1::SeatLedger>(parts, "ReleaseUnfilledSeats", ReleaseUnfilled, service);
}

}  // namespace jiedui::scheduler
