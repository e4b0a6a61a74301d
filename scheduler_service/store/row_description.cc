// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/row_description.h"

#include <string>

#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/outcomes.h"

namespace jiedui::scheduler {
namespace {

using store::Snapshot;
using v1::Contributor;

absl::StatusOr<std::string> TitleOf(const Tables& tables, const Snapshot& snapshot, const std::string& item) {
  if (IsCourseName(item)) {
    ASSIGN_OR_RETURN(const auto course, tables.courses.Find(snapshot, MemberKey(item)));
    return course.has_value() ? course->course().display_name() : "";
  }
  ASSIGN_OR_RETURN(const auto posting, tables.postings.Find(snapshot, MemberKey(item)));
  return posting.has_value() ? posting->posting().display_name() : "";
}

absl::Status DescribeAssignment(const Tables& tables, const Snapshot& snapshot, Contributor& row) {
  ASSIGN_OR_RETURN(const auto record, tables.assignments.Find(snapshot, MemberKey(row.resource())));
  if (!record.has_value()) return absl::OkStatus();
  const v1::Assignment& assignment = record->assignment();
  row.set_person(assignment.person());
  row.set_display_name(assignment.person_display_name());
  row.set_item(assignment.item());
  ASSIGN_OR_RETURN(*row.mutable_item_display_name(), TitleOf(tables, snapshot, assignment.item()));
  row.set_organization(assignment.organization());
  if (!assignment.organization().empty()) {
    ASSIGN_OR_RETURN(const auto employer,
                     tables.organizations.Find(snapshot, OrganizationKey(assignment.organization())));
    if (employer.has_value()) row.set_organization_display_name(employer->organization().display_name());
  }
  row.set_state(v1::Assignment::State_Name(assignment.state()));
  row.set_date(assignment.check_in_date());
  return absl::OkStatus();
}

absl::Status DescribeCourse(const Tables& tables, const Snapshot& snapshot, Contributor& row) {
  ASSIGN_OR_RETURN(const auto record, tables.courses.Find(snapshot, MemberKey(row.resource())));
  if (!record.has_value()) return absl::OkStatus();
  row.set_display_name(record->course().display_name());
  row.set_item(row.resource());
  row.set_item_display_name(record->course().display_name());
  row.set_state(v1::Course::State_Name(record->course().state()));
  row.set_date(record->course().start_date());
  return absl::OkStatus();
}

absl::Status DescribeOutcome(const Tables& tables, const Snapshot& snapshot, Contributor& row) {
  ASSIGN_OR_RETURN(const auto record, tables.outcomes.Find(snapshot, MemberKey(row.resource())));
  if (!record.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(*row.mutable_display_name(), NameToTell(tables, snapshot, record->outcome()));
  row.set_person(record->outcome().person());
  row.set_date(record->outcome().open_date());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Contributor> DescribeRow(const Tables& tables, const Snapshot& snapshot, absl::string_view name) {
  Contributor row;
  row.set_resource(std::string(name));
  const bool is_member = MatchesPattern(name, "pairings/*/assignments/*|pairings/*/courses/*|pairings/*/outcomes/*");
  if (!is_member) return row;
  row.set_pairing(std::string(ParentName(name)));
  if (MatchesPattern(name, "pairings/*/assignments/*")) {
    RETURN_IF_ERROR(DescribeAssignment(tables, snapshot, row));
  } else if (IsCourseName(name)) {
    RETURN_IF_ERROR(DescribeCourse(tables, snapshot, row));
  } else {
    RETURN_IF_ERROR(DescribeOutcome(tables, snapshot, row));
  }
  return row;
}

}  // namespace jiedui::scheduler
