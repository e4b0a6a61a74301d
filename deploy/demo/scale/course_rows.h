// SPDX-License-Identifier: Apache-2.0
// A planned course and its people as requests. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/pair_places.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "jiedui/scheduler/v1/course_service.pb.h"

namespace jiedui::demo {

using AssignmentCommand = scheduler::v1::ApplyAssignmentCommandsRequest;

AssignmentCommand NewSeat(absl::string_view pairing, absl::string_view id, absl::string_view person,
                          absl::string_view item);
AssignmentCommand NewCheckIn(absl::string_view assignment, absl::CivilDay day);
AssignmentCommand NewCompletion(absl::string_view assignment, absl::CivilDay day);
AssignmentCommand NewEarlyEnd(absl::string_view assignment, absl::CivilDay day, absl::string_view reason);

class CourseRows {
 public:
  // `map` and `plan` must outlive it.
  CourseRows(const TierMap& map, int pair, int year, const CoursePlan& plan);

  // Open for nominations; as many seats as people are confirmed, by township where it is held in the east.
  scheduler::v1::CreateCourseRequest Create(const std::vector<SeatPlan>& seats) const;
  scheduler::v1::CloseNominationsRequest Close() const;
  scheduler::v1::PostponeCourseRequest Postpone() const;
  scheduler::v1::CancelCourseRequest Cancel() const;
  scheduler::v1::StartCourseRequest Start() const;
  scheduler::v1::EndCourseRequest EndCourse() const;

  // The seat of number `i`, or a nomination that is rejected.
  std::vector<AssignmentCommand> Give(size_t i, const SeatPlan& seat) const;
  // Whether its person came, and what became of whoever did; nothing where the course was cancelled.
  std::optional<AssignmentCommand> Begin(size_t i, const SeatPlan& seat) const;
  std::optional<AssignmentCommand> End(size_t i, const SeatPlan& seat) const;
  std::string AssignmentName(size_t i) const;

 private:
  std::string AssignmentId(size_t i) const;
  void AddQuotas(const std::vector<SeatPlan>& seats, scheduler::v1::Course& course) const;
  template <typename Request>
  Request Verb(absl::string_view verb) const;

  const TierMap& map_;
  PairPlaces places_;
  int year_;
  const CoursePlan& plan_;
  int pair_;
  std::string pairing_;
  std::string id_;
};

}  // namespace jiedui::demo
