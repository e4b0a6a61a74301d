// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/tables.h"

#include <string>
#include <utility>
#include <vector>

#include "common/base/civil_date.h"
#include "common/base/resource_name.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/domain/plan_expiry.h"
#include "scheduler_service/domain/suggestion.h"
#include "scheduler_service/domain/title.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::AgreementRecord;
using storage::v1::AssignmentRecord;
using storage::v1::AttendanceRecord;
using storage::v1::AwayRecord;
using storage::v1::CalendarRecord;
using storage::v1::CertificateCounterRecord;
using storage::v1::CorrectionRecord;
using storage::v1::CourseExpenseRecord;
using storage::v1::CourseRecord;
using storage::v1::DemandRecord;
using storage::v1::DirectoryCursorRecord;
using storage::v1::DirectoryOrganizationPairRecord;
using storage::v1::DirectoryOrganizationRecord;
using storage::v1::DirectoryPersonRecord;
using storage::v1::EditionPartRecord;
using storage::v1::EditionRecord;
using storage::v1::EntityNameRecord;
using storage::v1::FrozenPeriodsRecord;
using storage::v1::ItemDatesRecord;
using storage::v1::LeaveRecord;
using storage::v1::ManualFigureRecord;
using storage::v1::OutcomeRecord;
using storage::v1::PairingRecord;
using storage::v1::PersonOutcomesRecord;
using storage::v1::PlanPartRecord;
using storage::v1::PlanRecord;
using storage::v1::PostingRecord;
using storage::v1::SeatsRecord;

template <typename Record>
using Options = typename store::Table<Record>::Options;

// A table of resources, whose log keeps what was before.
template <typename Record, typename KeyOf>
Options<Record> Resources(absl::string_view prefix, KeyOf key_of) {
  return {.prefix = std::string(prefix), .key_of = std::move(key_of), .indexes = {}};
}

template <typename Record, typename KeyOf>
Options<Record> WithoutBefore(absl::string_view prefix, KeyOf key_of) {
  return {.prefix = std::string(prefix), .key_of = std::move(key_of), .indexes = {}, .log_before = false};
}

using Values = std::vector<std::string>;

Values StateValues(const AssignmentRecord& record) {
  return {StateValue(ParentName(record.assignment().name()), record.assignment().state())};
}

Values WaitingValues(const AssignmentRecord& record) {
  const v1::Assignment& assignment = record.assignment();
  if (assignment.waiting_rank() == 0) return {};
  return {WaitingValue(assignment.item(), assignment.waiting_rank())};
}

Values OfferValues(const AssignmentRecord& record) {
  if (!record.assignment().has_offer_expire_time()) return {};
  return {OfferValue(absl::FromUnixSeconds(record.assignment().offer_expire_time().seconds()))};
}

Values AwayValues(const AssignmentRecord& record) {
  const v1::Assignment& assignment = record.assignment();
  if (!IsAway(assignment)) return {};
  return {AwayValue(assignment.organization(), assignment.end_date())};
}

Values AwaitingValues(const AssignmentRecord& record) {
  const v1::Assignment& assignment = record.assignment();
  if (assignment.waiting_rank() == 0 || assignment.organization().empty()) return {};
  return {AwaitingValue(assignment.organization(), assignment.item())};
}

Values CertificateValues(const AssignmentRecord& record) {
  if (!record.assignment().has_certificate()) return {};
  return {record.assignment().certificate().number()};
}

// One empty value where the record is to be found, none where not.
Values Member(bool is_member) { return Values(is_member ? 1 : 0); }

Options<AssignmentRecord> Assignments() {
  auto options = Resources<AssignmentRecord>(
      kAssignmentPrefix, [](const AssignmentRecord& record) { return MemberKey(record.assignment().name()); });
  const auto index = [&options](absl::string_view prefix, auto values) {
    options.indexes.push_back({.prefix = std::string(prefix), .values = values});
  };
  index(kAssignmentByItemPrefix, [](const AssignmentRecord& record) { return Values{record.assignment().item()}; });
  index(kAssignmentByPersonPrefix, [](const AssignmentRecord& record) { return Values{record.assignment().person()}; });
  index(kAssignmentByStatePrefix, StateValues);
  index(kAssignmentWaitingPrefix, WaitingValues);
  index(kAssignmentOfferedPrefix, OfferValues);
  index(kAssignmentAwayPrefix, AwayValues);
  index(kAssignmentAwaitingPrefix, AwaitingValues);
  index(kAssignmentCertificatePrefix, CertificateValues);
  index(kAssignmentLicensedPrefix, [](const AssignmentRecord& record) {
    return Member(record.assignment().licence_required() && HoldsSeat(record.assignment().state()));
  });
  return options;
}

Options<DemandRecord> Demands() {
  auto options =
      Resources<DemandRecord>(kDemandPrefix, [](const DemandRecord& r) { return MemberKey(r.demand().name()); });
  options.indexes = {{.prefix = std::string(kDemandByStatePrefix), .values = [](const DemandRecord& record) {
                        return Values{StateValue(ParentName(record.demand().name()), record.demand().state())};
                      }}};
  return options;
}

Values SpecialtyOf(const DirectoryPersonRecord& record) {
  const registry::v1::Person& person = record.person();
  if (person.specialty().empty() || !MayBeSuggested(person)) return {};
  return {SpecialtyValue(person.specialty(), HighestTitleOn(person, kLatestDate))};
}

Options<DirectoryPersonRecord> Persons() {
  auto options = WithoutBefore<DirectoryPersonRecord>(
      kDirectoryPersonPrefix, [](const DirectoryPersonRecord& r) { return PersonKey(r.person().name()); });
  options.indexes = {{.prefix = std::string(kPersonBySpecialtyPrefix), .values = SpecialtyOf}};
  return options;
}

Options<SeatsRecord> Seats() {
  auto options = WithoutBefore<SeatsRecord>(kSeatsPrefix,
                                            [](const SeatsRecord& record) { return SeatsKey(record.ledger().item()); });
  options.indexes = {{.prefix = std::string(kSeatsWithWorkPrefix),
                      .values = [](const SeatsRecord& record) { return Member(record.has_work()); }}};
  return options;
}

Options<CalendarRecord> Calendars() {
  auto options = WithoutBefore<CalendarRecord>(
      kCalendarPrefix, [](const CalendarRecord& record) { return PersonKey(record.calendar().person()); });
  options.indexes = {{.prefix = std::string(kCalendarWithClashPrefix),
                      .values = [](const CalendarRecord& record) { return Member(HasClashes(record.calendar())); }}};
  return options;
}

Options<PlanRecord> Plans() {
  auto options = Resources<PlanRecord>(kPlanPrefix, [](const PlanRecord& r) { return MemberKey(r.plan().name()); });
  options.indexes = {{.prefix = std::string(kPlanProposedPrefix),
                      .values =
                          [](const PlanRecord& record) {
                            if (record.plan().state() != v1::Plan::STATE_PROPOSED) return Values();
                            return Values{PairingKey(ParentName(record.plan().name()))};
                          }},
                     {.prefix = std::string(kPlanExpirePrefix), .values = [](const PlanRecord& record) {
                        const absl::Time expire_time = ExpireTimeOf(record.plan());
                        return expire_time == absl::InfiniteFuture() ? Values() : Values{ExpireValue(expire_time)};
                      }}};
  return options;
}

}  // namespace

Tables::Tables()
    : pairings(Resources<PairingRecord>(kPairingPrefix,
                                        [](const PairingRecord& r) { return PairingKey(r.pairing().name()); })),
      courses(
          Resources<CourseRecord>(kCoursePrefix, [](const CourseRecord& r) { return MemberKey(r.course().name()); })),
      postings(Resources<PostingRecord>(kPostingPrefix,
                                        [](const PostingRecord& r) { return MemberKey(r.posting().name()); })),
      demands(Demands()),
      assignments(Assignments()),
      leaves(Resources<LeaveRecord>(kLeavePrefix, [](const LeaveRecord& r) { return LeaveKey(r.leave().name()); })),
      attendance(WithoutBefore<AttendanceRecord>(
          kAttendancePrefix, [](const AttendanceRecord& r) { return MemberKey(r.sheet().assignment()); })),
      calendars(Calendars()),
      seats(Seats()),
      away(WithoutBefore<AwayRecord>(kAwayPrefix,
                                     [](const AwayRecord& r) { return OrganizationKey(r.organization()); })),
      item_dates(WithoutBefore<ItemDatesRecord>(kItemDatesPrefix,
                                                [](const ItemDatesRecord& r) { return PairingKey(r.pairing()); })),
      certificates(WithoutBefore<CertificateCounterRecord>(
          kCertificatesPrefix,
          [](const CertificateCounterRecord& r) { return CertificatesKey(r.pairing(), r.year()); })),
      plans(Plans()),
      plan_parts(WithoutBefore<PlanPartRecord>(kPlanPartPrefix,
                                               [](const PlanPartRecord& r) { return PartKey(r.plan(), r.part()); })),
      agreements(Resources<AgreementRecord>(kAgreementPrefix,
                                            [](const AgreementRecord& r) { return MemberKey(r.agreement().name()); })),
      outcomes(Resources<OutcomeRecord>(kOutcomePrefix,
                                        [](const OutcomeRecord& r) { return MemberKey(r.outcome().name()); })),
      entity_names(Resources<EntityNameRecord>(kEntityNamePrefix,
                                               [](const EntityNameRecord& r) { return MemberKey(r.name()); })),
      person_outcomes(WithoutBefore<PersonOutcomesRecord>(
          kPersonOutcomesPrefix, [](const PersonOutcomesRecord& r) { return PersonKey(r.person()); })),
      manual_figures(Resources<ManualFigureRecord>(
          kManualFigurePrefix, [](const ManualFigureRecord& r) { return MemberKey(r.manual_figure().name()); })),
      expenses(Resources<CourseExpenseRecord>(
          kExpensePrefix, [](const CourseExpenseRecord& r) { return ExpenseKey(r.expense().name()); })),
      editions(Resources<EditionRecord>(kEditionPrefix,
                                        [](const EditionRecord& r) { return MemberKey(r.edition().name()); })),
      edition_parts(WithoutBefore<EditionPartRecord>(
          kEditionPartPrefix, [](const EditionPartRecord& r) { return PartKey(r.edition(), r.part()); })),
      corrections(Resources<CorrectionRecord>(
          kCorrectionPrefix, [](const CorrectionRecord& r) { return MemberKey(r.correction().name()); })),
      frozen(WithoutBefore<FrozenPeriodsRecord>(kFrozenPrefix,
                                                [](const FrozenPeriodsRecord& r) { return PairingKey(r.pairing()); })),
      persons(Persons()),
      organizations(WithoutBefore<DirectoryOrganizationRecord>(
          kDirectoryOrganizationPrefix,
          [](const DirectoryOrganizationRecord& r) { return OrganizationKey(r.organization().name()); })),
      organization_pairs(WithoutBefore<DirectoryOrganizationPairRecord>(
          kDirectoryOrganizationPairPrefix,
          [](const DirectoryOrganizationPairRecord& r) { return OrganizationPairKey(r.organization_pair().name()); })),
      cursors(WithoutBefore<DirectoryCursorRecord>(
          kDirectoryCursorPrefix, [](const DirectoryCursorRecord&) { return std::string(kDirectoryCursorKey); })) {}

}  // namespace jiedui::scheduler
