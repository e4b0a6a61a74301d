// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_reads.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/rpc/expiring_licences.h"
#include "registry_service/rpc/person_employers.h"
#include "registry_service/rpc/person_export.h"
#include "registry_service/rpc/person_list.h"
#include "registry_service/rpc/person_search.h"
#include "registry_service/store/keys.h"
#include "registry_service/store/survivor.h"

namespace jiedui::registry {
namespace {

using rpc::ReadContext;
using v1::Person;

// The stored bytes of a record, of the surviving person where `name` was merged. NOT_FOUND, DATA_LOSS.
absl::StatusOr<std::string> FindRecord(const ServiceParts& parts, const std::string& name, const ReadContext& context) {
  std::string key = IdOf(name);
  for (int links = 0;; ++links) {
    ASSIGN_OR_RETURN(std::optional<std::string> record, parts.tables.persons.FindBytes(context.snapshot, key));
    if (!record.has_value()) return ResourceNotFound(kPersonType, name);
    const absl::string_view person = rpc::ExtractField(*record, storage::v1::PersonRecord::kPersonFieldNumber);
    const absl::string_view survivor = rpc::ExtractField(person, Person::kMergedIntoFieldNumber);
    if (survivor.empty() || links == kMergesFollowedMax) return *std::move(record);
    key = IdOf(survivor);
  }
}

absl::StatusOr<rpc::Encoded> Get(const ServiceParts& parts, const v1::GetPersonRequest& request,
                                 const ReadContext& context) {
  ASSIGN_OR_RETURN(const std::string record, FindRecord(parts, request.name(), context));
  return rpc::Encoded{std::string(rpc::ExtractField(record, storage::v1::PersonRecord::kPersonFieldNumber))};
}

absl::StatusOr<v1::BatchGetPersonsResponse> BatchGet(const ServiceParts& parts,
                                                     const v1::BatchGetPersonsRequest& request,
                                                     const ReadContext& context) {
  v1::BatchGetPersonsResponse response;
  for (const std::string& name : request.names()) {
    ASSIGN_OR_RETURN(PersonRecord record, FindPerson(parts, name, context));
    *response.add_persons() = std::move(*record.mutable_person());
  }
  return response;
}

}  // namespace

absl::StatusOr<PersonRecord> FindPerson(const ServiceParts& parts, const std::string& name,
                                        const ReadContext& context) {
  ASSIGN_OR_RETURN(const std::string bytes, FindRecord(parts, name, context));
  return parts.tables.persons.Decode(IdOf(name), bytes);
}

void AddPersonReads(const ServiceParts& parts, rpc::Service& service) {
  service.Read<v1::GetPersonRequest, Person>("GetPerson", rpc::ReadCost::kPoint,
                                             [parts](const v1::GetPersonRequest& request, const ReadContext& context) {
                                               return Get(parts, request, context);
                                             });
  service.Read<v1::ListPersonsRequest, v1::ListPersonsResponse>("ListPersons", rpc::ReadCost::kScan, ListPersons);
  service.Read<v1::BatchGetPersonsRequest, v1::BatchGetPersonsResponse>(
      "BatchGetPersons", rpc::ReadCost::kScan,
      [parts](const v1::BatchGetPersonsRequest& request, const ReadContext& context) {
        return BatchGet(parts, request, context);
      });
  service.Read<v1::SearchPersonsRequest, v1::SearchPersonsResponse>(
      "SearchPersons", rpc::ReadCost::kScan,
      [parts](const v1::SearchPersonsRequest& request, const ReadContext& context) {
        return SearchPersons(parts, request, context);
      });
  service.Read<v1::ListEmployersRequest, v1::ListEmployersResponse>(
      "ListEmployers", rpc::ReadCost::kScan,
      [parts](const v1::ListEmployersRequest& request, const ReadContext& context) {
        return ListEmployers(parts, request, context);
      });
  service.Read<v1::ListExpiringLicencesRequest, v1::ListExpiringLicencesResponse>(
      "ListExpiringLicences", rpc::ReadCost::kScan,
      [parts](const v1::ListExpiringLicencesRequest& request, const ReadContext& context) {
        return ListExpiringLicences(parts, request, context);
      });
  service.Stream<v1::ExportPersonsRequest>(
      "ExportPersons",
      [parts](const v1::ExportPersonsRequest& request, const rpc::CallInfo&) { return ExportPersons(parts, request); });
}

}  // namespace jiedui::registry
