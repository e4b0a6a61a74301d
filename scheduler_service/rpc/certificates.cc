// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/certificates.h"

#include <optional>
#include <string>
#include <utility>

#include "jiedui/scheduler/v1/course_service.pb.h"
#include "scheduler_service/domain/certificate.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/item_verbs.h"
#include "scheduler_service/store/certificates.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using store::Transaction;
using v1::Assignment;

absl::StatusOr<v1::IssueCertificatesResponse> Issue(const ServiceParts& parts,
                                                    const v1::IssueCertificatesRequest& request, Transaction& txn) {
  return IssueCertificates(parts.tables, txn, request.name(), request.date());
}

absl::StatusOr<Assignment> RunReissue(const ServiceParts& parts, const v1::ReissueCertificateRequest& request,
                                      Transaction& txn) {
  ASSIGN_OR_RETURN(const Assignment assignment, LoadAssignment(parts.tables, txn, request.name()));
  const Step step{.verb = "ReissueCertificate",
                  .name = request.name(),
                  .etag = request.etag(),
                  .date = request.date(),
                  .reason = request.reason()};
  ASSIGN_OR_RETURN(AssignmentChange change, Reissue(assignment, step, StampOf(txn)));
  RETURN_IF_ERROR(Put(parts.tables, txn, change));
  return std::move(change.assignment);
}

absl::StatusOr<rpc::Encoded> Find(const ServiceParts& parts, const v1::FindCertificateRequest& request,
                                  const rpc::ReadContext& context) {
  std::optional<std::string> key;
  RETURN_IF_ERROR(context.snapshot.Scan(store::Family::kIndex,
                                        store::IndexRange(kAssignmentCertificatePrefix, request.number()),
                                        [&](absl::string_view row, absl::string_view) {
                                          key = store::KeyOfIndexRow(kAssignmentCertificatePrefix, row);
                                          return false;
                                        }));
  if (!key.has_value()) return ResourceNotFound(kCertificateType, request.number());
  return GetResource(parts.tables.assignments, *key, kAssignmentType, *key, context);
}

}  // namespace

void AddCertificates(const ServiceParts& parts, rpc::Service& service) {
  AddVerb<v1::IssueCertificatesRequest, v1::IssueCertificatesResponse>(parts, "IssueCertificates", Issue, service);
  AddVerb<v1::ReissueCertificateRequest, Assignment>(parts, "ReissueCertificate", RunReissue, service);
  service.Read<v1::FindCertificateRequest, Assignment>(
      "FindCertificate", rpc::ReadCost::kPoint,
      [parts](const v1::FindCertificateRequest& request, const rpc::ReadContext& context) {
        return Find(parts, request, context);
      });
}

}  // namespace jiedui::scheduler
