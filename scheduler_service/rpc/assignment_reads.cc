// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/assignment_reads.h"

#include <string>

#include "absl/strings/match.h"
#include "common/rpc/list_page.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/compliance_issues.h"
#include "scheduler_service/rpc/eligibility.h"
#include "scheduler_service/rpc/untrained_persons.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using rpc::ReadContext;
using v1::Assignment;

// The pairing's part of an index: all rows with this value whose key begins with the pairing.
rpc::ListSource ByIndex(absl::string_view index_prefix, absl::string_view value, absl::string_view pairing) {
  const std::string first = store::IndexKey(index_prefix, value, absl::StrCat(PairingKey(pairing), "/"));
  return {.range = store::PrefixRange(first),
          .row_prefix = std::string(kAssignmentPrefix),
          .index_prefix = std::string(index_prefix)};
}

absl::Status CheckRequest(const v1::ListAssignmentsRequest& request) {
  if (!request.item().empty() && !request.person().empty()) return InvalidField("person", "not together with item");
  const bool by_index = !request.item().empty() || !request.person().empty();
  if (by_index && request.state() != Assignment::STATE_UNSPECIFIED)
    return InvalidField("state", "not together with item or person: use the filter, e.g. state = STATE_CONFIRMED");
  if (!request.item().empty() && !absl::StartsWith(request.item(), request.parent() + "/"))
    return InvalidField("item", absl::StrCat("must be of the parent ", request.parent()));
  return absl::OkStatus();
}

rpc::ListSource SourceOf(const v1::ListAssignmentsRequest& request, absl::string_view person) {
  if (!request.item().empty()) return ByIndex(kAssignmentByItemPrefix, request.item(), request.parent());
  if (!person.empty()) return ByIndex(kAssignmentByPersonPrefix, person, request.parent());
  if (request.state() != Assignment::STATE_UNSPECIFIED)
    return ByIndex(kAssignmentByStatePrefix, StateValue(request.parent(), request.state()), request.parent());
  return MembersOf(request.parent(), kAssignmentPrefix);
}

// The person that a name leads to; the name itself where the directory does not know it.
absl::StatusOr<std::string> NameBehind(const ServiceParts& parts, const std::string& name, const ReadContext& context) {
  if (name.empty()) return name;
  ASSIGN_OR_RETURN(const auto person, FindPerson(parts.tables, context.snapshot, name));
  return person.has_value() ? person->name() : name;
}

absl::StatusOr<rpc::Encoded> List(const ServiceParts& parts, const v1::ListAssignmentsRequest& request,
                                  const ReadContext& context) {
  RETURN_IF_ERROR(CheckRequest(request));
  RETURN_IF_ERROR(RequirePairing(parts.tables, context.snapshot, request.parent()).status());
  ASSIGN_OR_RETURN(const std::string person, NameBehind(parts, request.person(), context));
  return rpc::ListPage(context, request, SourceOf(request, person), Assignment::default_instance());
}

absl::StatusOr<rpc::Encoded> GetCalendar(const ServiceParts& parts, const v1::GetPersonCalendarRequest& request,
                                         const ReadContext& context) {
  ASSIGN_OR_RETURN(const auto person, FindPerson(parts.tables, context.snapshot, request.person()));
  const std::string& name = person.has_value() ? person->name() : request.person();
  ASSIGN_OR_RETURN(const auto calendar, parts.tables.calendars.FindBytes(context.snapshot, PersonKey(name)));
  if (calendar.has_value()) return rpc::Encoded{std::string(rpc::ExtractField(*calendar, 1))};
  if (!person.has_value()) return ResourceNotFound(kPersonType, request.person(), "PERSON_UNKNOWN");
  v1::PersonCalendar empty;
  empty.set_person(name);
  return rpc::Encoded{empty.SerializeAsString()};
}

absl::StatusOr<rpc::Encoded> GetLedger(const ServiceParts& parts, const v1::GetSeatLedgerRequest& request,
                                       const ReadContext& context) {
  const char* type = IsCourseName(request.item()) ? kCourseType : kPostingType;
  return GetResource(parts.tables.seats, SeatsKey(request.item()), type, request.item(), context);
}

}  // namespace

void AddAssignmentReads(const ServiceParts& parts, rpc::Service& service) {
  service.Read<v1::GetAssignmentRequest, Assignment>(
      "GetAssignment", rpc::ReadCost::kPoint,
      [parts](const v1::GetAssignmentRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.assignments, MemberKey(request.name()), kAssignmentType, request.name(),
                           context);
      });
  service.Read<v1::ListAssignmentsRequest, v1::ListAssignmentsResponse>(
      "ListAssignments", rpc::ReadCost::kScan,
      [parts](const v1::ListAssignmentsRequest& request, const ReadContext& context) {
        return List(parts, request, context);
      });
  service.Read<v1::ListComplianceIssuesRequest, v1::ListComplianceIssuesResponse>(
      "ListComplianceIssues", rpc::ReadCost::kScan,
      [parts](const v1::ListComplianceIssuesRequest& request, const ReadContext& context) {
        return ListComplianceIssues(parts, request, context);
      });
  service.Read<v1::CheckEligibilityRequest, v1::CheckEligibilityResponse>(
      "CheckEligibility", rpc::ReadCost::kScan,
      [parts](const v1::CheckEligibilityRequest& request, const ReadContext& context) {
        return CheckEligibility(parts, request, context);
      });
  service.Read<v1::ListUntrainedPersonsRequest, v1::ListUntrainedPersonsResponse>(
      "ListUntrainedPersons", rpc::ReadCost::kScan,
      [parts](const v1::ListUntrainedPersonsRequest& request, const ReadContext& context) {
        return ListUntrainedPersons(parts, request, context);
      });
  service.Read<v1::GetPersonCalendarRequest, v1::PersonCalendar>(
      "GetPersonCalendar", rpc::ReadCost::kPoint,
      [parts](const v1::GetPersonCalendarRequest& request, const ReadContext& context) {
        return GetCalendar(parts, request, context);
      });
  service.Read<v1::GetSeatLedgerRequest, v1::SeatLedger>(
      "GetSeatLedger", rpc::ReadCost::kPoint,
      [parts](const v1::GetSeatLedgerRequest& request, const ReadContext& context) {
        return GetLedger(parts, request, context);
      });
}

}  // namespace jiedui::scheduler
