// SPDX-License-Identifier: Apache-2.0
// A request of a person about their own data: recorded with the day by which it must be answered, and answered once.
// Rule: PIPL article 50 asks for a timely answer; the offices give themselves 15 working days. Pure, any thread.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "jiedui/registry/storage/v1/records.pb.h"
#include "jiedui/registry/v1/privacy_service.pb.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {

using storage::v1::PrivacyRequestRecord;

inline constexpr int kAnswerWorkingDays = 15;

// What the store knows that bears on the decision.
struct PrivacyRequestFacts {
  std::optional<PrivacyRequestRecord> current;  // the request with that name
  bool person_exists = false;
};

// `request` has its name. ALREADY_EXISTS: the id is taken; NOT_FOUND: no such person.
absl::StatusOr<PrivacyRequestRecord> Register(const v1::PrivacyRequest& request, const PrivacyRequestFacts& facts,
                                              const Stamp& stamp);

// NOT_FOUND; ABORTED: the etag is old; FAILED_PRECONDITION / ILLEGAL_STATE: answered already; INVALID_ARGUMENT:
// answered before it was received, or after `today`.
absl::StatusOr<PrivacyRequestRecord> Answer(const v1::AnswerPrivacyRequestRequest& answer,
                                            const std::optional<PrivacyRequestRecord>& current, const Stamp& stamp);

}  // namespace jiedui::registry
