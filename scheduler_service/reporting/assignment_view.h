// SPDX-License-Identifier: Apache-2.0
// What counting needs of an assignment, seen in the bytes of its record: a report reads millions of them, and most of
// an assignment is its story. Pure, any thread.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment.pb.h"

namespace jiedui::scheduler {

// Lives as long as the bytes. Texts as in v1::Assignment.
struct AssignmentView {
  absl::string_view name;
  absl::string_view person;
  absl::string_view item;
  v1::Assignment::State state = v1::Assignment::STATE_UNSPECIFIED;
  absl::string_view end_date;
  absl::string_view check_in_date;
  absl::string_view close_date;
  bool short_stay = false;
  absl::string_view first_event;  // a serialised AssignmentEvent
  absl::string_view certificate;  // a serialised Certificate
};

// Of a serialised AssignmentRecord. Nullopt: it is damaged.
std::optional<AssignmentView> ViewAssignment(absl::string_view record);

// The day of the nomination: the first step's, or the day on which that was recorded. Empty where there is none.
std::string NominationDay(const AssignmentView& assignment);
// The day of the certificate's issue; empty without one.
std::string CertificateDay(const AssignmentView& assignment);

}  // namespace jiedui::scheduler
