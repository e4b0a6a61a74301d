// SPDX-License-Identifier: Apache-2.0
#include "common/base/errors.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace jiedui {
namespace {

template <typename Detail>
std::string UrlOf() {
  return absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name());
}

template <typename Detail>
void Attach(const Detail& detail, absl::Status& status) {
  status.SetPayload(UrlOf<Detail>(), absl::Cord(detail.SerializeAsString()));
}

// Whether `status` carries such a detail; it is parsed into `detail`.
template <typename Detail>
bool Extract(const absl::Status& status, Detail& detail) {
  const absl::optional<absl::Cord> payload = status.GetPayload(UrlOf<Detail>());
  return payload.has_value() && detail.ParseFromString(std::string(*payload));
}

// "first", or "first (and 3 more)": a message stays short however many there are.
std::string FirstOf(absl::string_view first, size_t count) {
  if (count <= 1) return std::string(first);
  return absl::StrCat(first, " (and ", count - 1, " more)");
}

std::string MessageOf(const google::rpc::BadRequest& detail) {
  if (detail.field_violations().empty()) return "a field is wrong";
  const auto& first = detail.field_violations(0);
  return FirstOf(absl::StrCat(first.field(), ": ", first.description()),
                 static_cast<size_t>(detail.field_violations_size()));
}

absl::Status BadRequestOf(absl::string_view reason, const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest detail;
  for (const FieldViolation& violation : violations) {
    auto& added = *detail.add_field_violations();
    added.set_field(violation.field);
    added.set_description(violation.description);
  }
  absl::Status status = MakeError(absl::StatusCode::kInvalidArgument, reason, MessageOf(detail));
  Attach(detail, status);
  return status;
}

google::rpc::PreconditionFailure FailureOf(const std::vector<RuleViolation>& violations) {
  google::rpc::PreconditionFailure detail;
  for (const RuleViolation& violation : violations) {
    auto& added = *detail.add_violations();
    added.set_type(violation.rule);
    added.set_subject(violation.subject);
    added.set_description(violation.description);
  }
  return detail;
}

void AttachResource(absl::string_view type, absl::string_view name, absl::string_view description,
                    absl::Status& status) {
  google::rpc::ResourceInfo detail;
  detail.set_resource_type(std::string(type));
  detail.set_resource_name(std::string(name));
  detail.set_description(std::string(description));
  Attach(detail, status);
}

}  // namespace

absl::Status InvalidFields(const std::vector<FieldViolation>& violations) {
  return BadRequestOf("INVALID_FIELD", violations);
}

absl::Status InvalidField(absl::string_view field, absl::string_view description) {
  return InvalidFields({{.field = std::string(field), .description = std::string(description)}});
}

absl::Status InvalidPageToken(absl::string_view description) {
  return BadRequestOf("PAGE_TOKEN_INVALID", {{.field = "page_token", .description = std::string(description)}});
}

absl::Status RequestIdReused() {
  return BadRequestOf("REQUEST_ID_REUSED",
                      {{.field = "request_id", .description = "was used for another request: take a new one"}});
}

absl::Status ResourceNotFound(absl::string_view type, absl::string_view name, absl::string_view reason) {
  absl::Status status = MakeError(absl::StatusCode::kNotFound, reason, absl::StrCat("there is no ", name),
                                  {{"resource", std::string(name)}});
  AttachResource(type, name, "it does not exist", status);
  return status;
}

absl::Status ResourceExists(absl::string_view reason, absl::string_view type, absl::string_view name,
                            absl::string_view message) {
  absl::Status status = MakeError(absl::StatusCode::kAlreadyExists, reason, message, {{"resource", std::string(name)}});
  AttachResource(type, name, message, status);
  return status;
}

absl::Status RulesFailed(absl::string_view reason, const std::vector<RuleViolation>& violations) {
  std::string message = "a rule does not hold";
  if (!violations.empty()) {
    const RuleViolation& first = violations.front();
    message = FirstOf(absl::StrCat(first.rule, ": ", first.description), violations.size());
  }
  absl::Status status = MakeError(absl::StatusCode::kFailedPrecondition, reason, message);
  Attach(FailureOf(violations), status);
  return status;
}

absl::Status Outdated(absl::string_view reason, absl::string_view message, const std::vector<RuleViolation>& changed,
                      const ErrorMetadata& metadata) {
  absl::Status status = MakeError(absl::StatusCode::kAborted, reason, message, metadata);
  Attach(FailureOf(changed), status);
  return status;
}

absl::Status EtagMismatch(absl::string_view name, absl::string_view given, absl::string_view current) {
  return MakeError(
      absl::StatusCode::kAborted, "ETAG_MISMATCH",
      absl::StrCat(name, " has changed: etag \"", given, "\" was given, it is \"", current, "\" now; read it again"),
      {{"resource", std::string(name)}, {"given", std::string(given)}, {"current", std::string(current)}});
}

absl::Status LimitExceeded(absl::string_view subject, absl::string_view description) {
  google::rpc::QuotaFailure detail;
  auto& violation = *detail.add_violations();
  violation.set_subject(std::string(subject));
  violation.set_description(std::string(description));
  absl::Status status = MakeError(absl::StatusCode::kResourceExhausted, "LIMIT_EXCEEDED",
                                  absl::StrCat(subject, ": ", description), {{"subject", std::string(subject)}});
  Attach(detail, status);
  return status;
}

absl::Status Overloaded(absl::string_view reason, absl::string_view message, absl::Duration retry_after) {
  google::rpc::RetryInfo detail;
  absl::Duration rest;
  detail.mutable_retry_delay()->set_seconds(absl::IDivDuration(retry_after, absl::Seconds(1), &rest));
  detail.mutable_retry_delay()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  absl::Status status = MakeError(absl::StatusCode::kResourceExhausted, reason, message);
  Attach(detail, status);
  return status;
}

absl::Status ShuttingDown(absl::string_view what) {
  return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                   absl::StrCat(what, " is stopping; nothing was done: retry"));
}

absl::Status DeadlinePassed() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                   "the deadline passed before the request ran; nothing was done");
}

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorMetadata& metadata) {
  google::rpc::ErrorInfo detail;
  detail.set_reason(std::string(reason));
  for (const auto& [key, value] : metadata) (*detail.mutable_metadata())[key] = value;
  absl::Status status(code, message);
  Attach(detail, status);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo detail;
  return Extract(status, detail) ? detail.reason() : "";
}

std::vector<FieldViolation> FieldViolationsOf(const absl::Status& status) {
  google::rpc::BadRequest detail;
  std::vector<FieldViolation> violations;
  if (!Extract(status, detail)) return violations;
  for (const auto& violation : detail.field_violations())
    violations.push_back({.field = violation.field(), .description = violation.description()});
  return violations;
}

std::string SubjectOf(const absl::Status& status) {
  google::rpc::ResourceInfo resource;
  if (Extract(status, resource)) return resource.resource_name();
  google::rpc::PreconditionFailure failure;
  return Extract(status, failure) && !failure.violations().empty() ? failure.violations(0).subject() : "";
}

absl::Status WithFieldPrefix(absl::string_view prefix, const absl::Status& status) {
  google::rpc::BadRequest detail;
  if (!Extract(status, detail)) return status;
  for (auto& violation : *detail.mutable_field_violations()) {
    violation.set_field(violation.field().empty() ? std::string(prefix) : absl::StrCat(prefix, ".", violation.field()));
  }
  absl::Status prefixed(status.code(), MessageOf(detail));
  status.ForEachPayload(
      [&prefixed](absl::string_view url, const absl::Cord& payload) { prefixed.SetPayload(url, payload); });
  Attach(detail, prefixed);
  return prefixed;
}

}  // namespace jiedui
