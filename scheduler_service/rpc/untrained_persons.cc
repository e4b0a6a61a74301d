// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/untrained_persons.h"

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/civil_date.h"
#include "common/rpc/list_page.h"
#include "common/rpc/page_token.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/domain/training.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using Request = v1::ListUntrainedPersonsRequest;
using Response = v1::ListUntrainedPersonsResponse;
using registry::v1::Person;

constexpr int kMonthsDefault = 24;

class UntrainedPage {
 public:
  UntrainedPage(const ServiceParts& parts, const Request& request, const store::Snapshot& snapshot)
      : tables_(parts.tables), request_(request), snapshot_(snapshot) {
    const int months = request.months() == 0 ? kMonthsDefault : request.months();
    response_.set_trained_since_date(MonthsBefore(*ParseDate(request.as_of()), months));
  }

  int size() const { return response_.persons_size(); }

  absl::Status Add(absl::string_view key, absl::string_view row) {
    ASSIGN_OR_RETURN(const auto record, tables_.persons.Decode(key.substr(tables_.persons.prefix().size()), row));
    const Person& person = record.person();
    if (!IsAskedFor(request_, person)) return absl::OkStatus();
    v1::UntrainedPerson untrained;
    RETURN_IF_ERROR(SetEmployer(person, untrained));
    if (!request_.division().empty() && !LiesIn(untrained.division(), request_.division())) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string last, LastTraining(person.name()));
    if (last >= response_.trained_since_date()) return absl::OkStatus();
    untrained.set_person(person.name());
    untrained.set_person_display_name(person.display_name());
    untrained.set_last_training_date(last);
    *response_.add_persons() = std::move(untrained);
    return absl::OkStatus();
  }

  Response Finish(std::string next_page_token) && {
    response_.set_next_page_token(std::move(next_page_token));
    return std::move(response_);
  }

 private:
  absl::Status SetEmployer(const Person& person, v1::UntrainedPerson& untrained) const {
    const std::string employer = EmployerOn(person, request_.as_of());
    untrained.set_organization(employer);
    if (employer.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto found, FindOrganizationOn(tables_, snapshot_, employer, request_.as_of()));
    if (found == nullptr) return absl::OkStatus();
    const registry::v1::Organization& organization = found->organization();
    untrained.set_organization(organization.name());
    untrained.set_organization_display_name(organization.display_name());
    untrained.set_division(DivisionOn(organization, request_.as_of()));
    return absl::OkStatus();
  }

  // Empty if none.
  absl::StatusOr<std::string> LastTraining(const std::string& person) const {
    std::string last;
    absl::Status status;
    const store::KeyRange range = store::IndexRange(kAssignmentByPersonPrefix, person);
    RETURN_IF_ERROR(snapshot_.Scan(store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
      const absl::StatusOr<std::string> end = TrainingEndOf(key);
      status = end.status();
      if (status.ok()) last = std::max(last, *end);
      return status.ok();
    }));
    RETURN_IF_ERROR(status);
    return last;
  }

  absl::StatusOr<std::string> TrainingEndOf(absl::string_view index_key) const {
    const std::optional<std::string> key = store::KeyOfIndexRow(kAssignmentByPersonPrefix, index_key);
    if (!key.has_value()) return store::DamagedRow(index_key);
    ASSIGN_OR_RETURN(const auto record, tables_.assignments.Find(snapshot_, *key));
    if (!record.has_value()) return store::DamagedRow(index_key);
    return TrainingEnd(record->assignment(), request_.as_of());
  }

  const Tables& tables_;
  const Request& request_;
  const store::Snapshot& snapshot_;
  Response response_;
};

}  // namespace

absl::StatusOr<Response> ListUntrainedPersons(const ServiceParts& parts, const Request& request,
                                              const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const int page_size, rpc::PageSizeIn(request));
  const std::string digest = rpc::ListDigest(context.call.method, request);
  const rpc::PageBinding binding{.token_key = context.store.token_key, .request_digest = digest};
  store::KeyRange range = store::PrefixRange(kDirectoryPersonPrefix);
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(range.first, rpc::DecodePageToken(binding, request.page_token(), context.now));
  }
  UntrainedPage page(parts, request, context.snapshot);
  std::string next;
  int looked_at = 0;
  absl::Status status;
  RETURN_IF_ERROR(context.snapshot.Scan(store::Family::kRows, range, [&](absl::string_view key, absl::string_view row) {
    if (page.size() >= page_size || ++looked_at > kPersonsPerPageMax) {
      next = rpc::EncodePageToken(binding, key, context.now);
      return false;
    }
    status = page.Add(key, row);
    return status.ok();
  }));
  RETURN_IF_ERROR(status);
  return std::move(page).Finish(std::move(next));
}

}  // namespace jiedui::scheduler
