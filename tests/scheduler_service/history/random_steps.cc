// SPDX-License-Identifier: Apache-2.0
// The steps of a random history that concern an item, the registry or somebody's leave.
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "jiedui/scheduler/v1/course_service.pb.h"
#include "jiedui/scheduler/v1/leave.pb.h"
#include "jiedui/scheduler/v1/posting_service.pb.h"
#include "scheduler_service/directory/directory_apply.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/history/random_history.h"
#include "tests/scheduler_service/history/random_world.h"
#include "tests/scheduler_service/store/commit.h"

namespace jiedui::scheduler {
namespace {

template <typename Request>
Request At(const std::string& item) {
  Request request;
  request.set_name(item);
  request.set_reason("test");
  return request;
}

}  // namespace

void History::Allocate(const std::string& course) {
  auto request = At<v1::AllocateSeatsRequest>(course);
  if (Chance(50)) request.set_seats(1 + Pick(6));
  for (const char* division : {"510824", "510824100", "510824112", "330110"}) {
    if (Chance(60)) continue;
    v1::Quota& quota = *request.add_quotas();
    quota.set_division(division);
    quota.set_seats(Pick(3));
    if (Chance(50)) quota.set_ceiling(quota.seats() + Pick(3));
  }
  Call(courses_, "AllocateSeats", std::move(request));
}

void History::UpdateCourse(const std::string& name) {
  v1::UpdateCourseRequest request;
  v1::Course& course = *request.mutable_course();
  course.set_name(name);
  auto& paths = *request.mutable_update_mask();
  if (Chance(50)) {
    paths.add_paths("requirements");
    if (Chance(12)) course.mutable_requirements()->add_divisions(kDivisions[Pick(5)]);
    if (Chance(12)) course.mutable_requirements()->add_categories(kCategories[Pick(3)]);
    if (Chance(12)) course.mutable_requirements()->add_licence_kinds(registry::v1::Licence::KIND_VILLAGE_DOCTOR);
    if (Chance(25)) course.mutable_requirements()->set_away_per_organization_max(1 + Pick(2));
  } else if (Chance(20)) {
    paths.add_paths("curriculum");
    course.set_curriculum(Chance(50) ? "clinical" : "");
  } else {
    paths.add_paths("category_quotas");
    for (const auto category : kCategories) {
      if (Chance(50)) continue;
      v1::CategoryQuota& quota = *course.add_category_quotas();
      quota.set_category(category);
      quota.set_floor(Pick(2));
      if (Chance(40)) quota.set_ceiling(quota.floor() + 1 + Pick(3));
    }
  }
  Call(courses_, "UpdateCourse", std::move(request));
}

void History::UpdatePosting(const std::string& name) {
  v1::UpdatePostingRequest request;
  request.mutable_posting()->set_name(name);
  request.mutable_posting()->set_headcount(1 + Pick(3));
  request.mutable_update_mask()->add_paths("headcount");
  Call(postings_, "UpdatePosting", std::move(request));
}

// Whatever the registry may say of a person: another licence, employer, category; restricted, or not; merged, or not.
void History::StepRegistry() {
  step_.kind = WaitingOracle::Step::kRegistry;
  if (Chance(15)) return MoveOrganization();
  registry::v1::Person& person = registry_.at(Anybody());
  const int choice = Pick(6);
  if (choice == 0) person.mutable_licences(0)->set_valid_to(Chance(60) ? "2025-12-31" : "2021-01-01");
  if (choice == 1) person.mutable_employments(0)->set_organization(OrganizationAt(Pick(kOrganizations)));
  if (choice == 2) person.set_category(kCategories[Pick(3)]);
  if (choice == 3 && person.has_restrict_time())
    person.clear_restrict_time();
  else if (choice == 3 && Chance(30))
    person.mutable_restrict_time()->set_seconds(1);
  if (choice > 3) MergeOrUndo(person);
  registry::v1::ResourceState state;
  *state.mutable_person() = person;
  Hear(state);
}

// An organisation that lies elsewhere from now on, as after a correction.
void History::MoveOrganization() {
  registry::v1::ResourceState state;
  registry::v1::Organization& organization = *state.mutable_organization();
  organization = Lingjiang();
  organization.set_name(OrganizationAt(Pick(kOrganizations)));
  organization.mutable_divisions(0)->set_division(kDivisions[Pick(kOrganizations)]);
  Hear(state);
}

void History::Hear(const registry::v1::ResourceState& state) {
  story_.push_back(absl::StrCat("    the registry says ", state.ShortDebugString()));
  const absl::Status applied = Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const auto cursor, tables_.cursors.Find(txn, kDirectoryCursorKey));
    DirectoryStep step{.before = cursor.value_or(Cursor()), .after = cursor.value_or(Cursor())};
    step.after.set_revision(step.before.revision() + 1);
    step.put.push_back(state);
    ASSIGN_OR_RETURN(const bool done, Apply(tables_, txn, step));
    return done ? absl::OkStatus() : absl::InternalError("one resource is one command here");
  });
  if (!applied.ok()) ADD_FAILURE() << applied << "\n" << Story();
}

// On leave, or back from it.
void History::StepLeave() {
  const std::string person = Anybody();
  if (Chance(50)) {
    v1::RecordLeaveRequest request;
    request.set_parent(person);
    request.set_leave_id("l");
    const int first = Pick(40);
    request.mutable_leave()->set_start_date(Day(first));
    request.mutable_leave()->set_end_date(Day(first + Pick(15)));
    request.mutable_leave()->set_kind(v1::Leave::KIND_SICK);
    return Call(assignments_, "RecordLeave", std::move(request));
  }
  v1::CancelLeaveRequest request;
  request.set_name(person + "/leaves/l");
  Call(assignments_, "CancelLeave", std::move(request));
}

void History::MergeOrUndo(registry::v1::Person& person) {
  if (!person.merged_into().empty()) {
    person.clear_merged_into();
    person.clear_delete_time();
    return;
  }
  // Into somebody who is there; nobody is merged into anybody else yet, so there are no circles.
  const std::string into = Anybody();
  const bool leads_on = !registry_.at(into).merged_into().empty();
  if (into == person.name() || leads_on || !Chance(40)) return;
  person.set_merged_into(into);
  person.mutable_delete_time()->set_seconds(1);
}

void History::StepPlace(int choice) {
  const std::string course = ItemAt(Pick(3));
  const std::string posting = ItemAt(3 + Pick(2));
  if (choice < 12) return Allocate(course);
  if (choice < 17) {
    auto request = At<v1::ReleaseUnfilledSeatsRequest>(course);
    request.set_before_deadline(true);
    return Call(courses_, "ReleaseUnfilledSeats", std::move(request));
  }
  if (choice < 25) return UpdateCourse(course);
  if (choice < 29) return UpdatePosting(posting);
  if (choice < 33) {
    auto request = At<v1::PostponeCourseRequest>(course);
    const int first = Pick(40);
    request.set_start_date(Day(first));
    request.set_end_date(Day(first + 1 + Pick(15)));
    return Call(courses_, "PostponeCourse", std::move(request));
  }
  if (choice < 35) {
    auto request = At<v1::ExtendPostingRequest>(posting);
    request.set_end_date(Day(20 + Pick(60)));
    return Call(postings_, "ExtendPosting", std::move(request));
  }
  if (choice < 36) return Call(courses_, "CloseNominations", At<v1::CloseNominationsRequest>(course));
  if (choice < 37) return Call(courses_, "OpenNominations", At<v1::OpenNominationsRequest>(course));
  if (Chance(80)) return;
  if (choice < 38) {
    auto request = At<v1::EndPostingEarlyRequest>(posting);
    request.set_date(Day(20 + Pick(20)));
    return Call(postings_, "EndPostingEarly", std::move(request));
  }
  if (choice < 39) return Call(courses_, "StartCourse", At<v1::StartCourseRequest>(course));
  if (Chance(50)) return Call(courses_, "EndCourse", At<v1::EndCourseRequest>(course));
  auto request = At<v1::CancelCourseRequest>(course);
  request.set_date("2021-10-05");
  Call(courses_, "CancelCourse", std::move(request));
}

}  // namespace jiedui::scheduler
