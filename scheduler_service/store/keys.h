// SPDX-License-Identifier: Apache-2.0
// Every key of the scheduler's store. Do not renumber, rename or reuse: they are on disk.
//
//   rows:   "pairing/"    pairing                            PairingRecord
//           "course/"     pairing "/" course                 CourseRecord
//           "posting/"    pairing "/" posting                PostingRecord
//           "assignment/" pairing "/" assignment             AssignmentRecord
//           "calendar/"   person                             CalendarRecord: guards the person's days
//           "seats/"      pairing "/courses/" course         SeatsRecord: guards the item's seats
//                         pairing "/postings/" posting
//           "itemdates/"  pairing                            ItemDatesRecord: guards the pairing's dates
//           "dperson/"    person                             DirectoryPersonRecord
//           "dorg/"       organisation                       DirectoryOrganizationRecord
//           "dorgpair/"   organisation pair                  DirectoryOrganizationPairRecord
//           "dcursor/"    "registry"                         DirectoryCursorRecord
//   index:  "assignment.item/"   item name                   of AssignmentRecord
//           "assignment.person/" person name                 of AssignmentRecord
//           "calendar.clash/"    empty                       of CalendarRecord: people who are in two places
//
// All ids are resource ids, which contain no "/": so a pairing's courses are one range, in the order of their ids.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

inline constexpr absl::string_view kPairingPrefix = "pairing/";
inline constexpr absl::string_view kCoursePrefix = "course/";
inline constexpr absl::string_view kPostingPrefix = "posting/";
inline constexpr absl::string_view kAssignmentPrefix = "assignment/";
inline constexpr absl::string_view kCalendarPrefix = "calendar/";
inline constexpr absl::string_view kSeatsPrefix = "seats/";
inline constexpr absl::string_view kItemDatesPrefix = "itemdates/";
inline constexpr absl::string_view kDirectoryPersonPrefix = "dperson/";
inline constexpr absl::string_view kDirectoryOrganizationPrefix = "dorg/";
inline constexpr absl::string_view kDirectoryOrganizationPairPrefix = "dorgpair/";
inline constexpr absl::string_view kDirectoryCursorPrefix = "dcursor/";
inline constexpr absl::string_view kAssignmentByItemPrefix = "assignment.item/";
inline constexpr absl::string_view kAssignmentByPersonPrefix = "assignment.person/";
inline constexpr absl::string_view kCalendarWithClashPrefix = "calendar.clash/";

inline constexpr absl::string_view kDirectoryCursorKey = "registry";

// Keys below the prefixes, from resource names that have the right shape.
std::string PairingKey(absl::string_view pairing_name);        // "pairings/p" -> "p"
std::string MemberKey(absl::string_view name);                 // "pairings/p/courses/c" -> "p/c"; also for the others
std::string SeatsKey(absl::string_view item_name);             // "pairings/p/courses/c" -> "p/courses/c"
std::string PersonKey(absl::string_view person_name);          // "persons/x" -> "x"
std::string OrganizationKey(absl::string_view name);           // "organizations/x" -> "x"
std::string OrganizationPairKey(absl::string_view pair_name);  // "organizationPairs/x" -> "x"

}  // namespace jiedui::scheduler
