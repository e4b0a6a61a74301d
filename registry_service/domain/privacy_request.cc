// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/privacy_request.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "registry_service/domain/resource_types.h"
#include "registry_service/domain/working_days.h"

namespace jiedui::registry {
namespace {

using v1::PrivacyRequest;

// Of a day that validation has found sound.
std::string DueDate(const std::string& receive_date) {
  const std::optional<absl::CivilDay> received = ParseDate(receive_date);
  return received.has_value() ? FormatDate(WorkingDaysAfter(*received, kAnswerWorkingDays)) : "";
}

absl::Status CheckAnswerDate(const std::string& answer_date, const PrivacyRequest& request, const Stamp& stamp) {
  if (answer_date < request.receive_date())
    return InvalidField("answer_date", absl::StrCat("is before receive_date ", request.receive_date()));
  if (answer_date > FormatDate(ShanghaiDay(stamp.now))) return InvalidField("answer_date", "lies ahead");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PrivacyRequestRecord> Register(const PrivacyRequest& request, const PrivacyRequestFacts& facts,
                                              const Stamp& stamp) {
  if (facts.current.has_value())
    return ResourceExists("ID_TAKEN", kPrivacyRequestType, request.name(),
                          absl::StrCat(request.name(), " exists already"));
  if (!facts.person_exists) return ResourceNotFound(kPersonType, request.person());
  if (request.receive_date() > FormatDate(ShanghaiDay(stamp.now)))
    return InvalidField("privacy_request.receive_date", "lies ahead");
  PrivacyRequestRecord record;
  PrivacyRequest& made = *record.mutable_privacy_request();
  made.set_name(request.name());
  made.set_person(request.person());
  made.set_kind(request.kind());
  made.set_receive_date(request.receive_date());
  made.set_detail(request.detail());
  made.set_due_date(DueDate(request.receive_date()));
  made.set_state(PrivacyRequest::STATE_OPEN);
  made.set_creator(stamp.actor);
  StampCreated(stamp, made);
  return record;
}

absl::StatusOr<PrivacyRequestRecord> Answer(const v1::AnswerPrivacyRequestRequest& answer,
                                            const std::optional<PrivacyRequestRecord>& current, const Stamp& stamp) {
  if (!current.has_value()) return ResourceNotFound(kPrivacyRequestType, answer.name());
  PrivacyRequestRecord record = *current;
  PrivacyRequest& request = *record.mutable_privacy_request();
  RETURN_IF_ERROR(CheckEtag(request.name(), answer.etag(), request.etag()));
  if (request.state() != PrivacyRequest::STATE_OPEN)
    return MakeError(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
                     absl::StrCat(request.name(), " is ", PrivacyRequest::State_Name(request.state()),
                                  ": it was answered on ", request.answer_date()));
  RETURN_IF_ERROR(CheckAnswerDate(answer.answer_date(), request, stamp));
  request.set_state(answer.refused() ? PrivacyRequest::STATE_REFUSED : PrivacyRequest::STATE_DONE);
  request.set_answer(answer.answer());
  request.set_answer_date(answer.answer_date());
  request.set_late(answer.answer_date() > request.due_date());
  request.set_answerer(stamp.actor);
  StampUpdated(stamp, request);
  return record;
}

}  // namespace jiedui::registry
