// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/courses.h"

#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using registry::v1::Licence;
using registry::v1::PersonCategory;
using scheduler::v1::Course;
using scheduler::v1::CreateCourseRequest;
using scheduler::v1::CreatePairingRequest;

CreatePairingRequest MakePairing(absl::string_view name, absl::string_view display_name, absl::string_view east,
                                 absl::string_view start_date, absl::string_view end_date) {
  const std::string id(name.substr(absl::string_view("pairings/").size()));
  CreatePairingRequest request;
  request.set_pairing_id(id);
  request.set_request_id(absl::StrCat("demo-pairing-", id));
  scheduler::v1::Pairing& pairing = *request.mutable_pairing();
  pairing.set_display_name(std::string(display_name));
  pairing.set_east_division(std::string(east));
  pairing.set_west_division(std::string(kCangxi));
  pairing.set_start_date(std::string(start_date));
  pairing.set_end_date(std::string(end_date));
  return request;
}

struct CourseBrief {
  absl::string_view id;
  absl::string_view title;
  scheduler::v1::Programme programme;
  scheduler::v1::Track track;
  absl::string_view location;
  absl::string_view first_day;
  absl::string_view last_day;
  int seats;
};

CreateCourseRequest MakeCourse(const CourseBrief& brief) {
  CreateCourseRequest request;
  request.set_parent(std::string(kPairing));
  request.set_course_id(std::string(brief.id));
  request.set_request_id(absl::StrCat("demo-course-", brief.id));
  request.set_initial_state(scheduler::v1::Course::STATE_RUNNING);
  Course& course = *request.mutable_course();
  course.set_display_name(std::string(brief.title));
  course.set_programme(brief.programme);
  course.set_track(brief.track);
  course.set_location_division(std::string(brief.location));
  course.set_intensity(scheduler::v1::INTENSITY_FULL_TIME);
  course.set_start_date(std::string(brief.first_day));
  course.set_end_date(std::string(brief.last_day));
  course.set_seats(brief.seats);
  return request;
}

void Require(std::initializer_list<PersonCategory> categories, std::initializer_list<Licence::Kind> licences,
             Course& course) {
  scheduler::v1::Requirements& requirements = *course.mutable_requirements();
  for (const PersonCategory category : categories) requirements.add_categories(category);
  for (const Licence::Kind kind : licences) requirements.add_licence_kinds(kind);
  requirements.add_divisions(std::string(kCangxi));
}

void RequireOfTrack(Course& course) {
  switch (course.track()) {
    case scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH:
      return Require({registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, registry::v1::PERSON_CATEGORY_NURSE},
                     {Licence::KIND_PHYSICIAN, Licence::KIND_ASSISTANT_PHYSICIAN, Licence::KIND_NURSE}, course);
    case scheduler::v1::TRACK_TCM_REHABILITATION:
      return Require(
          {registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR, registry::v1::PERSON_CATEGORY_MEDICAL_TECHNICIAN},
          {Licence::KIND_PHYSICIAN, Licence::KIND_ASSISTANT_PHYSICIAN, Licence::KIND_REHABILITATION_THERAPIST,
           Licence::KIND_TCM_SPECIALTY},
          course);
    case scheduler::v1::TRACK_SECRETARIAL:
      return Require({registry::v1::PERSON_CATEGORY_SECRETARIAL}, {}, course);
    default:
      return Require({registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR},
                     {Licence::KIND_PHYSICIAN, Licence::KIND_ASSISTANT_PHYSICIAN, Licence::KIND_VILLAGE_DOCTOR},
                     course);
  }
}

// Quotas of no seat are said as well: those townships are not in the pool.
void SetQuotas(int Township::*seats, Course& course) {
  for (const Township& township : Townships()) {
    scheduler::v1::Quota& quota = *course.add_quotas();
    quota.set_division(std::string(township.code));
    quota.set_seats(township.*seats);
  }
}

CreateCourseRequest MakePrimaryCareCourse() {
  CreateCourseRequest request =
      MakeCourse({kPrimaryCareCourse, "基层医生赴余杭专业化培训班", scheduler::v1::PROGRAMME_PRIMARY_CARE,
                  scheduler::v1::TRACK_PRIMARY_CARE, kYuhang, "2021-10-11", "2021-11-05", kPrimaryCareDoctors});
  SetQuotas(&Township::seats_offered, *request.mutable_course());
  RequireOfTrack(*request.mutable_course());
  return request;
}

}  // namespace

// The old pairing ended on 2021-04-30; it is kept to the end of its last posting, which lies inside its pairing.
std::vector<CreatePairingRequest> MakePairings() {
  return {MakePairing(kOldPairing, "三门-苍溪", kSanmen, "2018-04-01", "2021-06-30"),
          MakePairing(kPairing, "余杭-苍溪", kYuhang, "2021-05-01", "")};
}

std::vector<CreateCourseRequest> MakeCourses() {
  std::vector<CreateCourseRequest> requests = {MakePrimaryCareCourse()};
  for (const TalentPlan& plan : TalentPlans()) {
    requests.push_back(MakeCourse({plan.course, plan.title, scheduler::v1::PROGRAMME_TALENT, plan.track, kCangxi,
                                   plan.first_day, plan.last_day, plan.seats}));
    RequireOfTrack(*requests.back().mutable_course());
  }
  for (const EcommercePlan& plan : EcommercePlans()) {
    requests.push_back(MakeCourse({plan.course, plan.title, scheduler::v1::PROGRAMME_ECOMMERCE, plan.track, kCangxi,
                                   plan.first_day, plan.last_day, kEcommerceSeats}));
    scheduler::v1::Requirements& requirements = *requests.back().mutable_course()->mutable_requirements();
    requirements.add_categories(registry::v1::PERSON_CATEGORY_ECOMMERCE);
    requirements.add_categories(registry::v1::PERSON_CATEGORY_LEADING_FARMER);
  }
  return requests;
}

std::vector<scheduler::v1::UpdateCourseRequest> MakeCourseUpdates() {
  scheduler::v1::UpdateCourseRequest request;
  request.mutable_course()->set_name(CourseName(kPrimaryCareCourse));
  SetQuotas(&Township::seats_final, *request.mutable_course());
  request.mutable_update_mask()->add_paths("quotas");
  request.set_request_id("demo-course-update-primary-care-2021-1-quotas");
  return {request};
}

std::string CourseName(absl::string_view course) { return absl::StrCat(kPairing, "/courses/", course); }

}  // namespace jiedui::demo
