// SPDX-License-Identifier: Apache-2.0
// Idempotency rows: what a request_id was answered, kept so that a retry gets the same answer, through restarts.
//
//   requests/ actor + \0\1 + request_id             RequestRow   (\0 in an actor is escaped as in table.h)
//   meta/store/expiry/ unix microseconds, 8 bytes big-endian + request key   empty
//
// The row of a command that made a revision goes when its change entry goes (ChangeEntry.request_key). So it need not
// repeat an answer that stands in that entry, as that of a Create does: it says where. Only a command that changed
// nothing needs an expiry row to be found by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/store.h"

namespace jiedui::store {

std::string RequestKey(absl::string_view actor, absl::string_view request_id);
// `change_row`: of the command's change entry (change_log.h); empty = it changed nothing.
std::string EncodeRequestRow(absl::string_view fingerprint, const Committed& committed, absl::string_view change_row);

// The first answer given under a request key; nullopt if there was none. INVALID_ARGUMENT / REQUEST_ID_REUSED: it was
// given to another request. DATA_LOSS: the row is damaged, or the change entry is that has the answer.
absl::StatusOr<std::optional<Committed>> FindAnswer(const Reader& reader, absl::string_view request_key,
                                                    absl::string_view fingerprint);

// LimitExceeded, if the row would be over a limit of limits.h.
absl::Status CheckRequestLimits(absl::string_view request_key, absl::string_view answer);

std::string ExpiryKey(absl::Time committed, absl::string_view request_key);
// The expiry rows of requests that ran before `time`.
KeyRange ExpiredBefore(absl::Time time);
// The request key in an expiry key.
absl::string_view RequestKeyOfExpiry(absl::string_view expiry_key);

}  // namespace jiedui::store
