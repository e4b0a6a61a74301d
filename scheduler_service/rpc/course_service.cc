// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/course_service.h"

#include <string>
#include <utility>

#include "jiedui/scheduler/v1/course_service.pb.h"
#include "scheduler_service/domain/course.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/attendance.h"
#include "scheduler_service/rpc/course_verbs.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/rpc/list_members.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::Course;
using CoursePatch = ResourcePatch<Course>;

absl::StatusOr<Course> ParseCreate(const ServiceParts& parts, v1::CreateCourseRequest request) {
  RETURN_IF_ERROR(CheckCourse(request.course()));
  const std::string collection = request.parent() + "/courses/";
  request.mutable_course()->set_state(request.initial_state());
  request.mutable_course()->set_name(NewName(collection, request.course_id(), "c", parts.clock));
  return std::move(*request.mutable_course());
}

absl::StatusOr<CoursePatch> ParseUpdate(v1::UpdateCourseRequest request, const CallInfo& /*call*/) {
  return ParsePatch("course", std::move(*request.mutable_course()), std::move(*request.mutable_update_mask()));
}

absl::StatusOr<Course> Create(const ServiceParts& parts, const Course& draft, Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadNewCourse(parts.tables, txn, draft.name()));
  RETURN_IF_ERROR(CheckFree(parts.tables.courses, txn, MemberKey(draft.name()), kCourseType, draft.name()));
  ASSIGN_OR_RETURN(const CourseChange change, NewCourse(facts, draft, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return change.course;
}

absl::StatusOr<Course> Update(const ServiceParts& parts, const CoursePatch& patch, Transaction& txn) {
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(parts.tables, txn, patch.values.name()));
  ASSIGN_OR_RETURN(Course wanted, Patched("course", facts.course, patch));
  ASSIGN_OR_RETURN(const CourseChange change, ChangedCourse(facts, std::move(wanted), StampOf(txn)));
  RETURN_IF_ERROR(CheckNobodyCame(parts, ItemOf(facts.course), ItemOf(change.course), txn));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  RETURN_IF_ERROR(ServeItem(parts.tables, txn, change.course.name(), ""));
  RETURN_IF_ERROR(TellPeople(parts, ItemOf(facts.course), ItemOf(change.course), txn));
  return change.course;
}

}  // namespace

rpc::Service NewCourseService(const ServiceParts& parts) {
  rpc::Service service("jiedui.scheduler.v1.CourseService");
  service.Write<v1::CreateCourseRequest, Course>(
      "CreateCourse",
      [parts](v1::CreateCourseRequest request, const CallInfo&) { return ParseCreate(parts, std::move(request)); },
      [parts](const Course& draft, Transaction& txn) { return Create(parts, draft, txn); });
  service.Write<v1::UpdateCourseRequest, Course>(
      "UpdateCourse", ParseUpdate,
      [parts](const CoursePatch& patch, Transaction& txn) { return Update(parts, patch, txn); });
  AddCourseVerbs(parts, service);
  AddAttendance(parts, service);
  service.Read<v1::GetCourseRequest, Course>(
      "GetCourse", rpc::ReadCost::kPoint, [parts](const v1::GetCourseRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.courses, MemberKey(request.name()), kCourseType, request.name(), context);
      });
  AddList<v1::ListCoursesRequest, v1::ListCoursesResponse, Course>(parts, "ListCourses", kCoursePrefix, service);
  service.RecoverWith(parts.recovery);
  return service;
}

}  // namespace jiedui::scheduler
