// SPDX-License-Identifier: Apache-2.0
// What happened between Yuhang and Cangxi in 2021, as tables: the courses and postings of the golden pair and what
// became of the people in them. Everything else that is generated follows from these tables and from chance.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::demo {

inline constexpr absl::string_view kPairing = "pairings/yuhang-cangxi";
inline constexpr absl::string_view kOldPairing = "pairings/sanmen-cangxi";

inline constexpr absl::string_view kPrimaryCareCourse = "primary-care-2021-1";
inline constexpr int kPrimaryCareDoctors = 30;
inline constexpr int kPrimaryCareReserve = 3;  // registered, but not sent

// A course of the talent programme. Trainees are numbered from 1: first those who complete, then not_completed, absent,
// withdrawn, rejected.
struct TalentPlan {
  absl::string_view course;  // id
  absl::string_view prefix;  // of the trainees' ids
  absl::string_view title;
  scheduler::v1::Track track;
  absl::string_view first_day;
  absl::string_view last_day;
  int seats;
  int nominated;
  int rejected;
  int withdrawn;
  int absent;
  int not_completed;
};

// What becomes of someone nominated for a course.
enum class Fate { kCompleted, kNotCompleted, kAbsent, kWithdrawn, kRejected };

absl::Span<const TalentPlan> TalentPlans();
Fate FateOf(const TalentPlan& plan, int number);

// A run of e-commerce training: 60 seats, all enrolled.
struct EcommercePlan {
  absl::string_view course;
  absl::string_view title;
  scheduler::v1::Track track;
  absl::string_view first_day;
  absl::string_view last_day;
};

inline constexpr int kEcommerceSeats = 60;
inline constexpr int kEcommerceEnrolled = 480;
inline constexpr int kEcommerceCheckedIn = 462;
inline constexpr int kEcommerceTrained = 430;  // distinct people who checked in
inline constexpr int kEcommercePersons = 458;  // with 28 who run a shop untrained

absl::Span<const EcommercePlan> EcommercePlans();

// Enrolment i of kEcommerceEnrolled: people 1 to 430 once, 1 to 32 a second time in another run, then 18 who stay away.
struct EcommerceEnrolment {
  int run;     // index into EcommercePlans()
  int person;  // from 1
};
EcommerceEnrolment EnrolmentAt(int i);

// A posting and the one person sent to it; both have the same id.
struct PostingPlan {
  absl::string_view id;
  absl::string_view pairing;
  absl::string_view title;
  scheduler::v1::Posting::Kind kind;
  scheduler::v1::Posting::Category category;
  absl::string_view host;  // organisation id
  absl::string_view position;
  absl::string_view first_day;
  absl::string_view last_day;
  bool completed;  // on its last day; otherwise the person is still there
};

absl::Span<const PostingPlan> PostingPlans();

// "clinical-007"
std::string NumberedId(absl::string_view prefix, int number);

}  // namespace jiedui::demo
