// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/privacy_service.h"

#include <utility>

#include "common/rpc/list_page.h"
#include "jiedui/registry/v1/privacy_service.pb.h"
#include "registry_service/domain/privacy_request.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/store/facts.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::AnswerPrivacyRequestRequest;
using v1::PrivacyRequest;

PrivacyRequest ParseCreate(const ServiceParts& parts, v1::CreatePrivacyRequestRequest request) {
  PrivacyRequest& wanted = *request.mutable_privacy_request();
  wanted.set_name(NewName(kPrivacyRequestNames, request.privacy_request_id(), "r", parts.clock));
  return std::move(wanted);
}

absl::StatusOr<PrivacyRequest> Create(const ServiceParts& parts, const PrivacyRequest& request, Transaction& txn) {
  PrivacyRequestFacts facts;
  ASSIGN_OR_RETURN(facts.current, parts.tables.privacy_requests.Find(txn, IdOf(request.name())));
  ASSIGN_OR_RETURN(const std::optional<PersonRecord> person, parts.tables.persons.Find(txn, IdOf(request.person())));
  facts.person_exists = person.has_value();
  ASSIGN_OR_RETURN(PrivacyRequestRecord record, Register(request, facts, StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.privacy_requests.Put(txn, record));
  return std::move(*record.mutable_privacy_request());
}

absl::StatusOr<PrivacyRequest> RecordAnswer(const ServiceParts& parts, const AnswerPrivacyRequestRequest& answer,
                                            Transaction& txn) {
  ASSIGN_OR_RETURN(const std::optional<PrivacyRequestRecord> current,
                   parts.tables.privacy_requests.Find(txn, IdOf(answer.name())));
  ASSIGN_OR_RETURN(PrivacyRequestRecord record, Answer(answer, current, StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.privacy_requests.Put(txn, record));
  return std::move(*record.mutable_privacy_request());
}

absl::StatusOr<rpc::Encoded> List(const v1::ListPrivacyRequestsRequest& request, const ReadContext& context) {
  return rpc::ListPage(context, request,
                       {.range = store::PrefixRange(kPrivacyRequestRows), .row_prefix = kPrivacyRequestRows},
                       PrivacyRequest::default_instance());
}

}  // namespace

rpc::Service NewPrivacyService(const ServiceParts& parts) {
  rpc::Service service("jiedui.registry.v1.PrivacyService");
  service.Write<v1::CreatePrivacyRequestRequest, PrivacyRequest>(
      "CreatePrivacyRequest",
      [parts](v1::CreatePrivacyRequestRequest request, const CallInfo&) -> absl::StatusOr<PrivacyRequest> {
        return ParseCreate(parts, std::move(request));
      },
      [parts](const PrivacyRequest& request, Transaction& txn) { return Create(parts, request, txn); });
  service.Write<AnswerPrivacyRequestRequest, PrivacyRequest>(
      "AnswerPrivacyRequest", ParseAsIs<AnswerPrivacyRequestRequest>,
      [parts](const AnswerPrivacyRequestRequest& answer, Transaction& txn) {
        return RecordAnswer(parts, answer, txn);
      });
  service.Read<v1::GetPrivacyRequestRequest, PrivacyRequest>(
      "GetPrivacyRequest", rpc::ReadCost::kPoint,
      [parts](const v1::GetPrivacyRequestRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.privacy_requests, kPrivacyRequestType, request.name(), context);
      });
  service.Read<v1::ListPrivacyRequestsRequest, v1::ListPrivacyRequestsResponse>("ListPrivacyRequests",
                                                                                rpc::ReadCost::kScan, List);
  return service;
}

}  // namespace jiedui::registry
