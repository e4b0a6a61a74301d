// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/compliance_issues.h"

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/civil_date.h"
#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/domain/licence.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kIssuesPerPersonMax = 100;
constexpr int kLookedAtPerPageMax = 5000;  // then a short page with a token

using Response = v1::ListComplianceIssuesResponse;

void AddCoursesInLeave(const v1::PersonCalendar& calendar, const v1::LeaveDays& leave, Response& response) {
  for (const v1::Engagement& engagement : calendar.engagements()) {
    const auto shared = SharedWithLeave(engagement, leave);
    if (!shared.has_value()) continue;
    v1::ComplianceIssue& issue = *response.add_issues();
    issue.set_code(v1::ComplianceIssue::CODE_ON_LEAVE);
    issue.set_person(calendar.person());
    *issue.add_engagements() = engagement;
    issue.set_assignment(engagement.assignment());
    issue.set_start_date(shared->first);
    issue.set_end_date(shared->last);
  }
}

void AddIssues(const v1::PersonCalendar& calendar, Response& response) {
  for (const Clash& clash : ClashesWithin(calendar, kIssuesPerPersonMax)) {
    v1::ComplianceIssue& issue = *response.add_issues();
    issue.set_code(v1::ComplianceIssue::CODE_DOUBLE_BOOKED);
    issue.set_person(calendar.person());
    *issue.add_engagements() = *clash.earlier;
    *issue.add_engagements() = *clash.later;
    issue.set_start_date(clash.days.first);
    issue.set_end_date(clash.days.last);
  }
  for (const v1::LeaveDays& leave : calendar.leaves()) AddCoursesInLeave(calendar, leave, response);
}

void AddUndecided(const v1::PersonCalendar& calendar, Response& response) {
  for (const v1::Application& application : calendar.applications()) {
    if (!application.undecided()) continue;
    v1::ComplianceIssue& issue = *response.add_issues();
    issue.set_code(v1::ComplianceIssue::CODE_DATES_UNDECIDED);
    issue.set_person(calendar.person());
    issue.set_assignment(application.assignment());
  }
}

absl::Status AddIssuesOfPerson(const ServiceParts& parts, absl::string_view index_key, const store::Snapshot& snapshot,
                               Response& response) {
  const std::optional<std::string> person = store::KeyOfIndexRow(kCalendarWithClashPrefix, index_key);
  if (!person.has_value()) return store::DamagedRow(index_key);
  ASSIGN_OR_RETURN(const auto record, parts.tables.calendars.Find(snapshot, *person));
  if (!record.has_value()) return store::DamagedRow(index_key);
  AddIssues(record->calendar(), response);
  AddUndecided(record->calendar(), response);
  return absl::OkStatus();
}

absl::Status AddIssueOfLicence(const ServiceParts& parts, absl::string_view index_key, const std::string& as_of,
                               const store::Snapshot& snapshot, Response& response) {
  const std::optional<std::string> key = store::KeyOfIndexRow(kAssignmentLicensedPrefix, index_key);
  if (!key.has_value()) return store::DamagedRow(index_key);
  ASSIGN_OR_RETURN(const auto record, parts.tables.assignments.Find(snapshot, *key));
  if (!record.has_value()) return store::DamagedRow(index_key);
  const v1::Assignment& assignment = record->assignment();
  const Seeker seeker{.pairing = std::string(ParentName(assignment.name())),
                      .person = assignment.person(),
                      .item = assignment.item(),
                      .registration_basis = assignment.registration_basis(),
                      .first_day = {}};
  const absl::StatusOr<Candidate> candidate = LoadCandidate(parts.tables, snapshot, seeker);
  if (absl::IsNotFound(candidate.status())) return absl::OkStatus();  // the registry has the person no more
  RETURN_IF_ERROR(candidate.status());
  if (auto issue = LicenceIssue(candidate->person, candidate->item.requirements, assignment, as_of); issue.has_value())
    *response.add_issues() = *std::move(issue);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Response> ListComplianceIssues(const ServiceParts& parts, const v1::ListComplianceIssuesRequest& request,
                                              const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  std::string from(kAssignmentLicensedPrefix);  // sorts before the calendars
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(from, rpc::DecodePageToken(binding, request.page_token(), context.now));
  }
  const std::string as_of = request.as_of().empty() ? FormatDate(ShanghaiDay(context.now)) : request.as_of();
  Response response;
  int looked_at = 0;
  absl::Status status;
  for (const absl::string_view prefix : {kAssignmentLicensedPrefix, kCalendarWithClashPrefix}) {
    store::KeyRange range = store::PrefixRange(prefix);
    range.first = std::max(range.first, from);
    if (range.first >= range.end || !response.next_page_token().empty()) continue;
    RETURN_IF_ERROR(context.snapshot.Scan(store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
      if (response.issues_size() >= page_size || ++looked_at > kLookedAtPerPageMax) {
        response.set_next_page_token(rpc::EncodePageToken(binding, key, context.now));
        return false;
      }
      status = prefix == kAssignmentLicensedPrefix ? AddIssueOfLicence(parts, key, as_of, context.snapshot, response)
                                                   : AddIssuesOfPerson(parts, key, context.snapshot, response);
      return status.ok();
    }));
    RETURN_IF_ERROR(status);
  }
  return response;
}

}  // namespace jiedui::scheduler
