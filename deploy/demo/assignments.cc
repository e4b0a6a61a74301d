// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/assignments.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "deploy/demo/courses.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/people.h"
#include "deploy/demo/plan.h"
#include "deploy/demo/postings.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kPrimaryCareFirstDay = "2021-10-11";
constexpr absl::string_view kPrimaryCareLastDay = "2021-11-05";

// One seat: whose, of what, and its days.
struct Seat {
  absl::string_view pairing;
  std::string id;      // of the assignment
  std::string person;  // id
  std::string item;    // full name
  absl::string_view first_day;
  absl::string_view last_day;
};

std::string AssignmentName(const Seat& seat) { return absl::StrCat(seat.pairing, "/assignments/", seat.id); }

Seat PostingSeat(const PostingPlan& plan) {
  return {plan.pairing, std::string(plan.id), std::string(plan.id), PostingName(plan), plan.first_day, plan.last_day};
}

Seat PrimaryCareSeat(int number) {
  return {kPairing,
          NumberedId(kPrimaryCareCourse, number),
          NumberedId("primary", number),
          CourseName(kPrimaryCareCourse),
          kPrimaryCareFirstDay,
          kPrimaryCareLastDay};
}

Seat TalentSeat(const TalentPlan& plan, int number) {
  return {kPairing,
          NumberedId(plan.course, number),
          NumberedId(plan.prefix, number),
          CourseName(plan.course),
          plan.first_day,
          plan.last_day};
}

Seat EcommerceSeat(int i) {
  const EcommerceEnrolment enrolment = EnrolmentAt(i);
  const EcommercePlan& plan = EcommercePlans()[static_cast<size_t>(enrolment.run)];
  return {kPairing,
          NumberedId(plan.course, enrolment.person),
          NumberedId("ecommerce", enrolment.person),
          CourseName(plan.course),
          plan.first_day,
          plan.last_day};
}

void Give(const Seat& seat, AssignmentCommands& commands) {
  scheduler::v1::CreateAssignmentRequest& create = *commands.emplace_back().mutable_create();
  create.set_parent(std::string(seat.pairing));
  create.set_assignment_id(seat.id);
  create.mutable_assignment()->set_person(absl::StrCat("persons/", seat.person));
  create.mutable_assignment()->set_item(seat.item);
}

void CheckIn(const Seat& seat, AssignmentCommands& commands) {
  scheduler::v1::CheckInAssignmentRequest& check_in = *commands.emplace_back().mutable_check_in();
  check_in.set_name(AssignmentName(seat));
  check_in.set_date(std::string(seat.first_day));
}

void Complete(const Seat& seat, AssignmentCommands& commands) {
  scheduler::v1::CompleteAssignmentRequest& complete = *commands.emplace_back().mutable_complete();
  complete.set_name(AssignmentName(seat));
  complete.set_date(std::string(seat.last_day));
}

void CompleteWithoutSuccess(const Seat& seat, AssignmentCommands& commands) {
  Complete(seat, commands);
  commands.back().mutable_complete()->set_unsuccessful(true);
  commands.back().mutable_complete()->set_reason("考核不合格");
}

void Cancel(const Seat& seat, absl::string_view date, absl::string_view reason, AssignmentCommands& commands) {
  scheduler::v1::CancelAssignmentRequest& cancel = *commands.emplace_back().mutable_cancel();
  cancel.set_name(AssignmentName(seat));
  cancel.set_date(std::string(date));
  cancel.set_reason(std::string(reason));
}

void Withdraw(const Seat& seat, AssignmentCommands& commands) {
  Cancel(seat, FormatDate(*ParseDate(seat.first_day) - 3), "开班前退出:单位工作安排", commands);
}

void StayAway(const Seat& seat, AssignmentCommands& commands) { Cancel(seat, seat.first_day, "未报到", commands); }

void LeaveAfterTwoDays(const Seat& seat, AssignmentCommands& commands) {
  scheduler::v1::EndAssignmentEarlyRequest& end = *commands.emplace_back().mutable_end_early();
  end.set_name(AssignmentName(seat));
  end.set_date(FormatDate(*ParseDate(seat.first_day) + 1));
  end.set_reason("家庭原因");
}

void PlayPostings(AssignmentCommands& commands) {
  for (const PostingPlan& plan : PostingPlans()) {
    CheckIn(PostingSeat(plan), commands);
    if (plan.completed) Complete(PostingSeat(plan), commands);
  }
}

void PlayPrimaryCare(AssignmentCommands& commands) {
  for (int number = 1; number <= kPrimaryCareDoctors; ++number) {
    CheckIn(PrimaryCareSeat(number), commands);
    Complete(PrimaryCareSeat(number), commands);
  }
}

void PlayTrainee(const Seat& seat, Fate fate, AssignmentCommands& commands) {
  switch (fate) {
    case Fate::kRejected:
      return;
    case Fate::kWithdrawn:
      return Withdraw(seat, commands);
    case Fate::kAbsent:
      return StayAway(seat, commands);
    case Fate::kNotCompleted:
      CheckIn(seat, commands);
      return CompleteWithoutSuccess(seat, commands);
    case Fate::kCompleted:
      CheckIn(seat, commands);
      return Complete(seat, commands);
  }
}

// A few leave early or fail, at fixed places in the list.
void PlayEcommerce(int i, AssignmentCommands& commands) {
  const Seat seat = EcommerceSeat(i);
  if (i >= kEcommerceCheckedIn) return StayAway(seat, commands);
  CheckIn(seat, commands);
  if (i % 115 == 9) return LeaveAfterTwoDays(seat, commands);
  if (i % 77 == 5) return CompleteWithoutSuccess(seat, commands);
  Complete(seat, commands);
}

// Those of PrimaryCareTownships() whose township had the seat from the beginning.
int FirstAllocation() {
  int seats = 0;
  for (const Township& township : Townships()) seats += std::min(township.seats_offered, township.seats_final);
  return seats;
}

}  // namespace

AssignmentCommands MakeAssignments() {
  AssignmentCommands commands;
  for (const PostingPlan& plan : PostingPlans()) Give(PostingSeat(plan), commands);
  for (int number = 1; number <= FirstAllocation(); ++number) Give(PrimaryCareSeat(number), commands);
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) {
      if (FateOf(plan, number) != Fate::kRejected) Give(TalentSeat(plan, number), commands);
    }
  }
  for (int i = 0; i < kEcommerceEnrolled; ++i) Give(EcommerceSeat(i), commands);
  return commands;
}

AssignmentCommands MakeAssignmentEvents() {
  AssignmentCommands commands;
  for (int number = FirstAllocation() + 1; number <= kPrimaryCareDoctors; ++number) {
    Give(PrimaryCareSeat(number), commands);
  }
  PlayPostings(commands);
  PlayPrimaryCare(commands);
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) {
      PlayTrainee(TalentSeat(plan, number), FateOf(plan, number), commands);
    }
  }
  for (int i = 0; i < kEcommerceEnrolled; ++i) PlayEcommerce(i, commands);
  return commands;
}

}  // namespace jiedui::demo
