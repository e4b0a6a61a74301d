// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/expiring_licences.h"

#include <optional>
#include <string>
#include <utility>

#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "registry_service/domain/licence_due.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

using Response = v1::ListExpiringLicencesResponse;

// "pl/2021-07-31\0\1p1" -> "2021-07-31"
absl::string_view DayOf(absl::string_view index_key) {
  constexpr size_t kDayLength = 10;
  return index_key.substr(sizeof(kPersonsByRenewalIndex) - 1, kDayLength);
}

// The licences of a person that are due on the day of the index row that led to her.
void AddDueOn(absl::string_view day, const v1::Person& person, absl::string_view before, Response& response) {
  for (const LicenceDue& due : DueLicences(person, before)) {
    if (due.renew_by != day) continue;
    v1::ExpiringLicence& expiring = *response.add_licences();
    expiring.set_person(person.name());
    expiring.set_person_display_name(person.display_name());
    *expiring.mutable_licence() = person.licences(due.index);
    expiring.set_renew_by_date(due.renew_by);
    expiring.set_rule_source(std::string(due.rule_source));
  }
}

absl::StatusOr<PersonRecord> RecordBehind(const ServiceParts& parts, absl::string_view index_key,
                                          const store::Snapshot& snapshot) {
  const std::optional<std::string> id = store::KeyOfIndexRow(kPersonsByRenewalIndex, index_key);
  if (!id.has_value()) return store::DamagedRow(index_key);
  ASSIGN_OR_RETURN(std::optional<PersonRecord> record, parts.tables.persons.Find(snapshot, *id));
  if (!record.has_value()) return store::DamagedRow(index_key);
  return *std::move(record);
}

}  // namespace

absl::StatusOr<Response> ListExpiringLicences(const ServiceParts& parts, const v1::ListExpiringLicencesRequest& request,
                                              const rpc::ReadContext& context) {
  const std::string& before = request.before_date();
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  store::KeyRange range{.first = absl::StrCat(kPersonsByRenewalIndex, request.from_date()),
                        .end = absl::StrCat(kPersonsByRenewalIndex, before)};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(range.first, rpc::DecodePageToken(binding, request.page_token(), context.now));
  }
  Response response;
  absl::Status status;
  RETURN_IF_ERROR(context.snapshot.Scan(store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
    if (response.licences_size() >= page_size) {
      response.set_next_page_token(rpc::EncodePageToken(binding, std::string(key), context.now));
      return false;
    }
    const absl::StatusOr<PersonRecord> record = RecordBehind(parts, key, context.snapshot);
    status = record.status();
    if (status.ok()) AddDueOn(DayOf(key), record->person(), before, response);
    return status.ok();
  }));
  RETURN_IF_ERROR(status);
  return response;
}

}  // namespace jiedui::registry
