// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/next_course.h"

#include "absl/strings/str_cat.h"
#include "deploy/demo/courses.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kPrefix = "next";

// One with a village clinic: those that were offered seats before.
const Township& DrawTownship(Dice& dice) {
  while (true) {
    const Township& township = Townships()[dice.Below(static_cast<uint32_t>(Townships().size()))];
    if (township.seats_offered > 0) return township;
  }
}

std::string AssignmentId(int number) { return NumberedId(kNextCourse, number); }

}  // namespace

PersonRows MakeNextPeople(uint64_t seed) {
  IdentityBook identities;
  MakePeople(seed, identities);  // whose identity numbers are taken
  PersonRows rows;
  for (int number = 1; number <= kNextNominated; ++number) {
    Dice dice({seed, 0, EntityKind::kNextDoctor, static_cast<uint64_t>(number)});
    const Township& township = DrawTownship(dice);
    *rows.emplace_back().mutable_person() = MakePrimaryCareDoctor({kPrefix, number}, township, dice, identities);
  }
  return rows;
}

std::vector<scheduler::v1::CreateCourseRequest> MakeNextCourses() {
  scheduler::v1::CreateCourseRequest request = MakeCourses().front();
  request.set_course_id(std::string(kNextCourse));
  request.set_request_id(absl::StrCat("demo-course-", kNextCourse));
  request.set_initial_state(scheduler::v1::Course::STATE_OPEN_FOR_NOMINATION);
  scheduler::v1::Course& course = *request.mutable_course();
  course.set_display_name("基层医生赴余杭专业化培训班第2期");
  course.set_start_date("2021-12-06");
  course.set_end_date("2021-12-24");
  course.set_seats(kNextSeats);
  for (scheduler::v1::Quota& quota : *course.mutable_quotas()) {
    quota.set_seats(quota.seats() > 0 ? 1 : 0);
    quota.set_ceiling(quota.seats() + 1);
  }
  return {request};
}

AssignmentCommands MakeNextNominations() {
  AssignmentCommands commands;
  for (int number = 1; number <= kNextNominated; ++number) {
    scheduler::v1::NominateAssignmentRequest& nominate = *commands.emplace_back().mutable_nominate();
    nominate.set_parent(std::string(kPairing));
    nominate.set_assignment_id(AssignmentId(number));
    nominate.mutable_assignment()->set_person(absl::StrCat("persons/", NumberedId(kPrefix, number)));
    nominate.mutable_assignment()->set_item(CourseName(kNextCourse));
  }
  for (int number = 1; number <= kNextNominated; ++number) {
    scheduler::v1::ReviewAssignmentRequest& review = *commands.emplace_back().mutable_review();
    review.set_name(absl::StrCat(kPairing, "/assignments/", AssignmentId(number)));
    review.set_date("2021-11-20");
    review.set_decision(scheduler::v1::ReviewAssignmentRequest::DECISION_APPROVE);
  }
  return commands;
}

}  // namespace jiedui::demo
