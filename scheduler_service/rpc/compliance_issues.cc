// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/compliance_issues.h"

#include <optional>
#include <string>

#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/domain/clashes.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kIssuesPerPersonMax = 100;

using Response = v1::ListComplianceIssuesResponse;

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
}

absl::Status AddIssuesOf(const ServiceParts& parts, absl::string_view index_key, const store::Snapshot& snapshot,
                         Response& response) {
  const std::optional<std::string> person = store::KeyOfIndexRow(kCalendarWithClashPrefix, index_key);
  if (!person.has_value()) return store::DamagedRow(index_key);
  ASSIGN_OR_RETURN(const auto record, parts.tables.calendars.Find(snapshot, *person));
  if (!record.has_value()) return store::DamagedRow(index_key);
  AddIssues(record->calendar(), response);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Response> ListComplianceIssues(const ServiceParts& parts, const v1::ListComplianceIssuesRequest& request,
                                              const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  store::KeyRange range = store::PrefixRange(kCalendarWithClashPrefix);
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(range.first, rpc::DecodePageToken(binding, request.page_token(), context.now));
  }
  Response response;
  absl::Status status;
  RETURN_IF_ERROR(context.snapshot.Scan(store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
    if (response.issues_size() >= page_size) {
      response.set_next_page_token(rpc::EncodePageToken(binding, key, context.now));
      return false;
    }
    status = AddIssuesOf(parts, key, context.snapshot, response);
    return status.ok();
  }));
  RETURN_IF_ERROR(status);
  return response;
}

}  // namespace jiedui::scheduler
