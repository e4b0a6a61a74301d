// SPDX-License-Identifier: Apache-2.0
// Every key of the scheduler's store. Do not renumber, rename or reuse: they are on disk.
//
//   rows:   "pairing/"    pairing                            PairingRecord
//           "course/"     pairing "/" course                 CourseRecord
//           "posting/"    pairing "/" posting                PostingRecord
//           "demand/"     pairing "/" demand                 DemandRecord
//           "assignment/" pairing "/" assignment             AssignmentRecord
//           "attendance/" pairing "/" assignment             AttendanceRecord
//           "certificates/" pairing "/" year                 CertificateCounterRecord: guards the year's numbers
//           "calendar/"   person                             CalendarRecord: guards the person's days
//           "seats/"      pairing "/courses/" course         SeatsRecord: guards the item's seats
//                         pairing "/postings/" posting
//           "away/"       organisation                       AwayRecord: guards who of the organisation is away, or
//                                                            waits to be
//           "leave/"      person "/" leave                   LeaveRecord
//           "plan/"       pairing "/" plan                   PlanRecord
//           "planpart/"   pairing "/" plan "/" part, 4 digits PlanPartRecord: what the plan was made from
//           "agreement/"  pairing "/" agreement              AgreementRecord
//           "outcome/"    pairing "/" outcome                OutcomeRecord: guards that each is recorded once
//           "entityname/" pairing "/" outcome                EntityNameRecord: guards what is reported by that name
//           "personoutcomes/" person                         PersonOutcomesRecord: guards the person's outcomes
//           "manualfigure/" pairing "/" manual figure        ManualFigureRecord: guards that a code has one a day
//           "expense/"    pairing "/" course                 CourseExpenseRecord
//           "edition/"    pairing "/" edition                EditionRecord
//           "editionpart/" pairing "/" edition "/" part, 4 digits EditionPartRecord: its figures, and the rows behind
//           "correction/" pairing "/" correction             CorrectionRecord
//           "frozen/"     pairing                            FrozenPeriodsRecord: guards the pairing's frozen periods
//           "itemdates/"  pairing                            ItemDatesRecord: guards the pairing's dates
//           "dperson/"    person                             DirectoryPersonRecord
//           "dorg/"       organisation                       DirectoryOrganizationRecord
//           "dorgpair/"   organisation pair                  DirectoryOrganizationPairRecord
//           "dcursor/"    "registry"                         DirectoryCursorRecord
//   index:  "assignment.item/"   item name                   of AssignmentRecord
//           "assignment.person/" person name                 of AssignmentRecord
//           "assignment.state/"  pairing "/" state, 2 digits of AssignmentRecord
//           "assignment.waiting/" item name "/" rank, 12 digits: who waits, in their order
//           "assignment.offer/"  second when the offer ends, 12 digits
//           "assignment.away/"   organisation name "/" last day: who holds a seat full-time
//           "assignment.awaiting/" organisation name "/" item name: who waits, by who employs them; guarded by "away/"
//           "assignment.licensed/" empty                     of those who hold a seat that asks for a licence
//           "assignment.certificate/" number                 of those with a certificate
//           "demand.state/"      pairing "/" state, 2 digits of DemandRecord
//           "dperson.specialty/" specialty, unit separator, 9 - highest title level: who may be suggested
//           "seats.work/"        empty                       of SeatsRecord: items with work that goes on
//           "plan.proposed/"     pairing                     of PlanRecord: neither committed nor discarded
//           "plan.expire/"       second when it goes, 12 digits   of PlanRecord: those that are not committed
//           "calendar.clash/"    empty                       of CalendarRecord: people who are in two places
//
// All ids are resource ids, which contain no "/": so a pairing's courses are one range, in the order of their ids.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/demand.pb.h"

namespace jiedui::scheduler {

inline constexpr absl::string_view kPairingPrefix = "pairing/";
inline constexpr absl::string_view kCoursePrefix = "course/";
inline constexpr absl::string_view kPostingPrefix = "posting/";
inline constexpr absl::string_view kDemandPrefix = "demand/";
inline constexpr absl::string_view kAssignmentPrefix = "assignment/";
inline constexpr absl::string_view kAttendancePrefix = "attendance/";
inline constexpr absl::string_view kCertificatesPrefix = "certificates/";
inline constexpr absl::string_view kCalendarPrefix = "calendar/";
inline constexpr absl::string_view kSeatsPrefix = "seats/";
inline constexpr absl::string_view kAwayPrefix = "away/";
inline constexpr absl::string_view kLeavePrefix = "leave/";
inline constexpr absl::string_view kPlanPrefix = "plan/";
inline constexpr absl::string_view kPlanPartPrefix = "planpart/";
inline constexpr absl::string_view kAgreementPrefix = "agreement/";
inline constexpr absl::string_view kOutcomePrefix = "outcome/";
inline constexpr absl::string_view kEntityNamePrefix = "entityname/";
inline constexpr absl::string_view kPersonOutcomesPrefix = "personoutcomes/";
inline constexpr absl::string_view kManualFigurePrefix = "manualfigure/";
inline constexpr absl::string_view kExpensePrefix = "expense/";
inline constexpr absl::string_view kEditionPrefix = "edition/";
inline constexpr absl::string_view kEditionPartPrefix = "editionpart/";
inline constexpr absl::string_view kCorrectionPrefix = "correction/";
inline constexpr absl::string_view kFrozenPrefix = "frozen/";
inline constexpr absl::string_view kItemDatesPrefix = "itemdates/";
inline constexpr absl::string_view kDirectoryPersonPrefix = "dperson/";
inline constexpr absl::string_view kDirectoryOrganizationPrefix = "dorg/";
inline constexpr absl::string_view kDirectoryOrganizationPairPrefix = "dorgpair/";
inline constexpr absl::string_view kDirectoryCursorPrefix = "dcursor/";
inline constexpr absl::string_view kAssignmentByItemPrefix = "assignment.item/";
inline constexpr absl::string_view kAssignmentByPersonPrefix = "assignment.person/";
inline constexpr absl::string_view kAssignmentByStatePrefix = "assignment.state/";
inline constexpr absl::string_view kAssignmentWaitingPrefix = "assignment.waiting/";
inline constexpr absl::string_view kAssignmentOfferedPrefix = "assignment.offer/";
inline constexpr absl::string_view kAssignmentAwayPrefix = "assignment.away/";
inline constexpr absl::string_view kAssignmentAwaitingPrefix = "assignment.awaiting/";
inline constexpr absl::string_view kAssignmentLicensedPrefix = "assignment.licensed/";
inline constexpr absl::string_view kAssignmentCertificatePrefix = "assignment.certificate/";
inline constexpr absl::string_view kDemandByStatePrefix = "demand.state/";
inline constexpr absl::string_view kPersonBySpecialtyPrefix = "dperson.specialty/";
inline constexpr absl::string_view kSeatsWithWorkPrefix = "seats.work/";
inline constexpr absl::string_view kPlanProposedPrefix = "plan.proposed/";
inline constexpr absl::string_view kPlanExpirePrefix = "plan.expire/";
inline constexpr absl::string_view kCalendarWithClashPrefix = "calendar.clash/";

inline constexpr absl::string_view kDirectoryCursorKey = "registry";

// Keys below the prefixes, from resource names that have the right shape.
std::string PairingKey(absl::string_view pairing_name);  // "pairings/p" -> "p"
std::string MemberKey(absl::string_view name);           // "pairings/p/courses/c" -> "p/c"; also for the others
std::string SeatsKey(absl::string_view item_name);       // "pairings/p/courses/c" -> "p/courses/c"
std::string CertificatesKey(absl::string_view pairing_name, int year);  // "pairings/p", 2021 -> "p/2021"
std::string PersonKey(absl::string_view person_name);                   // "persons/x" -> "x"
std::string PartKey(absl::string_view name, int part);                  // "pairings/p/plans/x", 3 -> "p/x/0003"
std::string ExpenseKey(absl::string_view expense_name);                 // "pairings/p/courses/c/expense" -> "p/c"
std::string OrganizationKey(absl::string_view name);                    // "organizations/x" -> "x"
std::string LeaveKey(absl::string_view leave_name);                     // "persons/x/leaves/l" -> "x/l"
std::string OrganizationPairKey(absl::string_view pair_name);           // "organizationPairs/x" -> "x"

// Values of the indexes of assignments, which sort as what they say.
std::string StateValue(absl::string_view pairing_name, v1::Assignment::State state);
std::string WaitingValue(absl::string_view item_name, int64_t rank);
std::string OfferValue(absl::Time expire_time);
std::string AwayValue(absl::string_view organization_name, absl::string_view last_day);
std::string AwaitingValue(absl::string_view organization_name, absl::string_view item_name);
// Of the index of plans.
std::string ExpireValue(absl::Time expire_time);
// Of the index of demands.
std::string StateValue(absl::string_view pairing_name, v1::Demand::State state);
// Of the index of persons. Higher titles sort first; no text of ours has a unit separator, so that the values of a
// specialty are one range, below SpecialtyValues.
std::string SpecialtyValues(absl::string_view specialty);
std::string SpecialtyValue(absl::string_view specialty, registry::v1::TitleLevel highest);

}  // namespace jiedui::scheduler
