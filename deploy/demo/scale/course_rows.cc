// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/course_rows.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "deploy/demo/scale/attendance_rows.h"

namespace jiedui::demo {
namespace {

namespace v1 = scheduler::v1;

registry::v1::PersonCategory CategoryOf(Audience audience) {
  switch (audience) {
    case Audience::kDoctor:
      return registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR;
    case Audience::kClerk:
      return registry::v1::PERSON_CATEGORY_SECRETARIAL;
    case Audience::kSeller:
      return registry::v1::PERSON_CATEGORY_ECOMMERCE;
    case Audience::kTeacher:
      return registry::v1::PERSON_CATEGORY_TEACHER;
    case Audience::kFarmer:
      return registry::v1::PERSON_CATEGORY_LEADING_FARMER;
  }
  return registry::v1::PERSON_CATEGORY_UNSPECIFIED;
}

// Whoever practises holds one of these.
void RequireLicence(Audience audience, v1::Requirements& requirements) {
  using registry::v1::Licence;
  if (audience == Audience::kTeacher) requirements.add_licence_kinds(Licence::KIND_TEACHER);
  if (audience != Audience::kDoctor) return;
  for (const auto kind : {Licence::KIND_PHYSICIAN, Licence::KIND_ASSISTANT_PHYSICIAN, Licence::KIND_VILLAGE_DOCTOR})
    requirements.add_licence_kinds(kind);
}

// Day on which the review says no, or somebody withdraws.
constexpr int kReviewDaysBefore = 10;
constexpr int kWithdrawalDaysBefore = 3;

}  // namespace

AssignmentCommand NewSeat(absl::string_view pairing, absl::string_view id, absl::string_view person,
                          absl::string_view item) {
  AssignmentCommand command;
  v1::CreateAssignmentRequest& create = *command.mutable_create();
  create.set_parent(std::string(pairing));
  create.set_assignment_id(std::string(id));
  create.mutable_assignment()->set_person(std::string(person));
  create.mutable_assignment()->set_item(std::string(item));
  return command;
}

AssignmentCommand NewCheckIn(absl::string_view assignment, absl::CivilDay day) {
  AssignmentCommand command;
  command.mutable_check_in()->set_name(std::string(assignment));
  command.mutable_check_in()->set_date(FormatDate(day));
  return command;
}

AssignmentCommand NewCompletion(absl::string_view assignment, absl::CivilDay day) {
  AssignmentCommand command;
  command.mutable_complete()->set_name(std::string(assignment));
  command.mutable_complete()->set_date(FormatDate(day));
  return command;
}

AssignmentCommand NewEarlyEnd(absl::string_view assignment, absl::CivilDay day, absl::string_view reason) {
  AssignmentCommand command;
  command.mutable_end_early()->set_name(std::string(assignment));
  command.mutable_end_early()->set_date(FormatDate(day));
  command.mutable_end_early()->set_reason(std::string(reason));
  return command;
}

CourseRows::CourseRows(const TierMap& map, int pair, int year, const CoursePlan& plan)
    : map_(map),
      places_(map, pair),
      year_(year),
      plan_(plan),
      pair_(pair),
      pairing_(absl::StrCat("pairings/", map.PairId(pair))),
      id_(CourseId(year, plan)) {}

std::string CourseRows::AssignmentId(size_t i) const { return absl::StrFormat("%s-%03d", id_, i + 1); }
std::string CourseRows::AssignmentName(size_t i) const {
  return absl::StrCat(pairing_, "/assignments/", AssignmentId(i));
}

// Those who are rejected need no seat.
void CourseRows::AddQuotas(const std::vector<SeatPlan>& seats, v1::Course& course) const {
  std::map<int, int> people;
  for (const SeatPlan& seat : seats)
    if (seat.end != SeatEnd::kRejected) ++people[TownshipOf(map_, seat.trainee)];
  for (const auto& [township, count] : people) {
    v1::Quota& quota = *course.add_quotas();
    quota.set_division(places_.TownshipCode(township));
    quota.set_seats(count);
  }
}

v1::CreateCourseRequest CourseRows::Create(const std::vector<SeatPlan>& seats) const {
  v1::CreateCourseRequest request;
  request.set_parent(pairing_);
  request.set_course_id(id_);
  request.set_request_id(absl::StrCat("demo-", map_.PairId(pair_), "-", id_));
  request.set_initial_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
  v1::Course& course = *request.mutable_course();
  course.set_display_name(absl::StrFormat("%s%d年第%d期", plan_.subject->title, year_, plan_.ordinal + 1));
  course.set_programme(plan_.subject->programme);
  course.set_track(plan_.subject->track);
  course.set_location_division(plan_.subject->in_the_east ? map_.East(pair_).code : map_.West(pair_).code);
  course.set_intensity(plan_.online ? v1::INTENSITY_PART_TIME : v1::INTENSITY_FULL_TIME);
  course.set_start_date(FormatDate(plan_.first));
  course.set_end_date(FormatDate(plan_.last));
  course.set_seats(plan_.people);
  course.mutable_requirements()->add_categories(CategoryOf(plan_.subject->audience));
  RequireLicence(plan_.subject->audience, *course.mutable_requirements());
  course.set_half_days(static_cast<int>(HalfDaysOf(plan_).size()));
  if (plan_.subject->in_the_east) AddQuotas(seats, course);
  return request;
}

template <typename Request>
Request CourseRows::Verb(absl::string_view verb) const {
  Request request;
  request.set_name(absl::StrCat(pairing_, "/courses/", id_));
  request.set_request_id(absl::StrCat("demo-", verb, "-", map_.PairId(pair_), "-", id_));
  return request;
}

v1::CloseNominationsRequest CourseRows::Close() const { return Verb<v1::CloseNominationsRequest>("close"); }
v1::StartCourseRequest CourseRows::Start() const { return Verb<v1::StartCourseRequest>("start"); }
v1::EndCourseRequest CourseRows::EndCourse() const { return Verb<v1::EndCourseRequest>("end"); }

v1::PostponeCourseRequest CourseRows::Postpone() const {
  auto request = Verb<v1::PostponeCourseRequest>("postpone");
  request.set_reason("疫情防控");
  request.set_start_date(FormatDate(plan_.held_first));
  request.set_end_date(FormatDate(plan_.held_last));
  return request;
}

v1::CancelCourseRequest CourseRows::Cancel() const {
  auto request = Verb<v1::CancelCourseRequest>("cancel");
  request.set_reason("疫情防控");
  request.set_date(FormatDate(plan_.first - 2));
  return request;
}

std::vector<AssignmentCommand> CourseRows::Give(size_t i, const SeatPlan& seat) const {
  const std::string person = PersonName(map_, seat.trainee);
  const std::string item = absl::StrCat(pairing_, "/courses/", id_);
  AssignmentCommand seat_command = NewSeat(pairing_, AssignmentId(i), person, item);
  if (seat.end != SeatEnd::kRejected) return {seat_command};
  std::vector<AssignmentCommand> commands(2);
  v1::NominateAssignmentRequest& nominate = *commands[0].mutable_nominate();
  nominate.set_parent(pairing_);
  nominate.set_assignment_id(AssignmentId(i));
  *nominate.mutable_assignment() = seat_command.create().assignment();
  v1::ReviewAssignmentRequest& review = *commands[1].mutable_review();
  review.set_name(AssignmentName(i));
  review.set_date(FormatDate(plan_.first - kReviewDaysBefore));
  review.set_decision(v1::ReviewAssignmentRequest::DECISION_REJECT);
  review.set_review_reason(seat.is_new ? v1::REVIEW_REASON_PAPERS_MISSING : v1::REVIEW_REASON_TRAINED_ALREADY);
  review.set_reason(seat.is_new ? "材料不全" : "年内已参训");
  return commands;
}

std::optional<AssignmentCommand> CourseRows::Begin(size_t i, const SeatPlan& seat) const {
  if (plan_.cancelled || seat.end == SeatEnd::kRejected) return std::nullopt;
  const std::string name = AssignmentName(i);
  if (seat.end == SeatEnd::kWithdrawn) {
    AssignmentCommand command;
    command.mutable_withdraw()->set_name(name);
    command.mutable_withdraw()->set_date(FormatDate(plan_.held_first - kWithdrawalDaysBefore));
    command.mutable_withdraw()->set_reason("单位工作安排");
    return command;
  }
  if (seat.end == SeatEnd::kAbsent) {
    AssignmentCommand command;
    command.mutable_no_show()->set_name(name);
    command.mutable_no_show()->set_date(FormatDate(plan_.held_first));
    return command;
  }
  return NewCheckIn(name, plan_.held_first);
}

std::optional<AssignmentCommand> CourseRows::End(size_t i, const SeatPlan& seat) const {
  if (plan_.cancelled || !Came(seat.end)) return std::nullopt;
  const std::string name = AssignmentName(i);
  if (seat.end == SeatEnd::kLeftEarly) return NewEarlyEnd(name, LeavingDay(plan_), "家庭原因");
  AssignmentCommand completion = NewCompletion(name, plan_.held_last);
  if (seat.end == SeatEnd::kNotCompleted) {
    completion.mutable_complete()->set_unsuccessful(true);
    completion.mutable_complete()->set_reason("考核不合格");
  }
  return completion;
}

}  // namespace jiedui::demo
