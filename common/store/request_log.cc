// SPDX-License-Identifier: Apache-2.0
#include "common/store/request_log.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/table.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {
namespace {

constexpr absl::string_view kExpiryPrefix = "store/expiry/";
constexpr size_t kTimeBytes = 8;

std::string TimeKey(absl::Time time) {
  return absl::StrCat(kExpiryPrefix,
                      RevisionKey(static_cast<uint64_t>(std::max<int64_t>(0, absl::ToUnixMicros(time)))));
}

}  // namespace

std::string RequestKey(absl::string_view actor, absl::string_view request_id) {
  return IndexKey("", actor, request_id);
}

std::string EncodeRequestRow(absl::string_view fingerprint, const Committed& committed) {
  v1::RequestRow row;
  row.set_fingerprint(fingerprint.data(), fingerprint.size());
  row.set_revision(committed.revision);
  row.set_answer(committed.answer);
  return row.SerializeAsString();
}

absl::StatusOr<std::optional<Committed>> FindAnswer(const Reader& reader, absl::string_view request_key,
                                                    absl::string_view fingerprint) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(Family::kRequests, request_key));
  if (!bytes.has_value()) return std::nullopt;
  v1::RequestRow row;
  if (!row.ParseFromString(*bytes)) return DamagedRow(request_key);
  if (row.fingerprint() != fingerprint) return RequestIdReused();
  return Committed{.revision = row.revision(), .replayed = true, .answer = std::move(*row.mutable_answer())};
}

absl::Status CheckRequestLimits(absl::string_view request_key, absl::string_view answer) {
  // What an expiry row puts before the request key also has to fit.
  if (request_key.size() + kExpiryPrefix.size() + kTimeBytes > kKeyBytesMax)
    return LimitExceeded("store", "the request_id is too long");
  if (answer.size() > kValueBytesMax) return LimitExceeded("store", "the answer is too large to be kept for a retry");
  return absl::OkStatus();
}

std::string ExpiryKey(absl::Time committed, absl::string_view request_key) {
  return absl::StrCat(TimeKey(committed), request_key);
}

KeyRange ExpiredBefore(absl::Time time) { return {.first = std::string(kExpiryPrefix), .end = TimeKey(time)}; }

absl::string_view RequestKeyOfExpiry(absl::string_view expiry_key) {
  return expiry_key.substr(std::min(expiry_key.size(), kExpiryPrefix.size() + kTimeBytes));
}

}  // namespace jiedui::store
