// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/tables.h"

#include <string>
#include <utility>
#include <vector>

#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::AssignmentRecord;
using storage::v1::CalendarRecord;
using storage::v1::CourseRecord;
using storage::v1::DirectoryCursorRecord;
using storage::v1::DirectoryOrganizationPairRecord;
using storage::v1::DirectoryOrganizationRecord;
using storage::v1::DirectoryPersonRecord;
using storage::v1::ItemDatesRecord;
using storage::v1::PairingRecord;
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

Options<AssignmentRecord> Assignments() {
  auto options = Resources<AssignmentRecord>(
      kAssignmentPrefix, [](const AssignmentRecord& record) { return MemberKey(record.assignment().name()); });
  using Values = std::vector<std::string>;
  options.indexes = {{.prefix = std::string(kAssignmentByItemPrefix),
                      .values = [](const AssignmentRecord& record) { return Values{record.assignment().item()}; }},
                     {.prefix = std::string(kAssignmentByPersonPrefix),
                      .values = [](const AssignmentRecord& record) { return Values{record.assignment().person()}; }}};
  return options;
}

Options<CalendarRecord> Calendars() {
  auto options = WithoutBefore<CalendarRecord>(
      kCalendarPrefix, [](const CalendarRecord& record) { return PersonKey(record.calendar().person()); });
  options.indexes = {{.prefix = std::string(kCalendarWithClashPrefix), .values = [](const CalendarRecord& record) {
                        return std::vector<std::string>(HasClashes(record.calendar()) ? 1 : 0);
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
      assignments(Assignments()),
      calendars(Calendars()),
      seats(WithoutBefore<SeatsRecord>(kSeatsPrefix, [](const SeatsRecord& r) { return SeatsKey(r.ledger().item()); })),
      item_dates(WithoutBefore<ItemDatesRecord>(kItemDatesPrefix,
                                                [](const ItemDatesRecord& r) { return PairingKey(r.pairing()); })),
      persons(WithoutBefore<DirectoryPersonRecord>(
          kDirectoryPersonPrefix, [](const DirectoryPersonRecord& r) { return PersonKey(r.person().name()); })),
      organizations(WithoutBefore<DirectoryOrganizationRecord>(
          kDirectoryOrganizationPrefix,
          [](const DirectoryOrganizationRecord& r) { return OrganizationKey(r.organization().name()); })),
      organization_pairs(WithoutBefore<DirectoryOrganizationPairRecord>(
          kDirectoryOrganizationPairPrefix,
          [](const DirectoryOrganizationPairRecord& r) { return OrganizationPairKey(r.organization_pair().name()); })),
      cursors(WithoutBefore<DirectoryCursorRecord>(
          kDirectoryCursorPrefix, [](const DirectoryCursorRecord&) { return std::string(kDirectoryCursorKey); })) {}

}  // namespace jiedui::scheduler
