// SPDX-License-Identifier: Apache-2.0
// How an error is made. Each function names one kind of failure, fixes its code, and attaches the google.rpc details
// that a program reads: ErrorInfo always (its domain is filled in by common/rpc/status.h, which also turns it
// into the status of gRPC and keeps it under the metadata limit). `reason` is a value of the service's ErrorReason enum
// without its prefix. Pure values, any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace jiedui {

using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// One wrong field: its path from the request ("person.licences[2].valid_from"), and what is accepted.
struct FieldViolation {
  std::string field;
  std::string description;
};

// One rule that does not hold: its code, the resource it speaks of, and "found X, required Y".
struct RuleViolation {
  std::string rule;
  std::string subject;
  std::string description;
};

// INVALID_ARGUMENT / INVALID_FIELD with a BadRequest. `violations` is not empty; the message names the first.
absl::Status InvalidFields(const std::vector<FieldViolation>& violations);
absl::Status InvalidField(absl::string_view field, absl::string_view description);

// INVALID_ARGUMENT / PAGE_TOKEN_INVALID with a BadRequest that names page_token.
absl::Status InvalidPageToken(absl::string_view description);

// INVALID_ARGUMENT / REQUEST_ID_REUSED with a BadRequest that names request_id.
absl::Status RequestIdReused();

// NOT_FOUND / `reason` with a ResourceInfo; `type` is the full name of the proto message.
absl::Status ResourceNotFound(absl::string_view type, absl::string_view name,
                              absl::string_view reason = "RESOURCE_NOT_FOUND");

// ALREADY_EXISTS with a ResourceInfo of the resource that is in the way.
absl::Status ResourceExists(absl::string_view reason, absl::string_view type, absl::string_view name,
                            absl::string_view message);

// FAILED_PRECONDITION with a PreconditionFailure that lists every rule. `violations` is not empty.
absl::Status RulesFailed(absl::string_view reason, const std::vector<RuleViolation>& violations);

// ABORTED / `reason` with a PreconditionFailure that lists everything that has changed since it was read.
absl::Status Outdated(absl::string_view reason, absl::string_view message, const std::vector<RuleViolation>& changed,
                      const ErrorMetadata& metadata);

// ABORTED / ETAG_MISMATCH: read again and decide anew.
absl::Status EtagMismatch(absl::string_view name, absl::string_view given, absl::string_view current);

// RESOURCE_EXHAUSTED / LIMIT_EXCEEDED with a QuotaFailure.
absl::Status LimitExceeded(absl::string_view subject, absl::string_view description);

// RESOURCE_EXHAUSTED / `reason` with a RetryInfo.
absl::Status Overloaded(absl::string_view reason, absl::string_view message, absl::Duration retry_after);

// UNAVAILABLE / SHUTTING_DOWN: nothing was done. `what` is stopping, e.g. "the store".
absl::Status ShuttingDown(absl::string_view what);

// DEADLINE_EXCEEDED / DEADLINE_PASSED: nothing was done.
absl::Status DeadlinePassed();

// Any other: code, reason, message, metadata.
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorMetadata& metadata = {});

// The reason a status carries; empty if none.
std::string ReasonOf(const absl::Status& status);

// The wrong fields that a status names; empty if it names none.
std::vector<FieldViolation> FieldViolationsOf(const absl::Status& status);

// The resource that a status speaks of, by its ResourceInfo or the first of its PreconditionFailure; empty if none.
std::string SubjectOf(const absl::Status& status);

// `status` with "field." put before every field path of its BadRequest, for a message nested in another.
absl::Status WithFieldPrefix(absl::string_view prefix, const absl::Status& status);

}  // namespace jiedui
