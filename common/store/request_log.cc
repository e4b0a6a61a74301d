// SPDX-License-Identifier: Apache-2.0
#include "common/store/request_log.h"

#include <algorithm>
#include <cstring>

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

// Shorter answers are repeated: to say where they lie takes as much.
constexpr size_t kAnswerBytesPlacedMin = 32;

// Where `part` begins in `whole`; nullptr if it is not there. In time proportional to both.
const void* FindIn(absl::string_view whole, absl::string_view part) {
  return memmem(whole.data(), whole.size(), part.data(), part.size());
}

void SetAnswer(absl::string_view answer, absl::string_view change_row, v1::RequestRow& row) {
  const void* const place = answer.size() < kAnswerBytesPlacedMin ? nullptr : FindIn(change_row, answer);
  if (place == nullptr) {
    row.set_answer(answer.data(), answer.size());
    return;
  }
  row.set_answer_offset(static_cast<uint32_t>(static_cast<const char*>(place) - change_row.data()));
  row.set_answer_size(static_cast<uint32_t>(answer.size()));
}

absl::StatusOr<std::string> AnswerOf(const Reader& reader, absl::string_view request_key, v1::RequestRow row) {
  if (row.answer_size() == 0) return std::move(*row.mutable_answer());
  ASSIGN_OR_RETURN(const std::optional<std::string> change, reader.Get(Family::kChanges, RevisionKey(row.revision())));
  const size_t end = size_t{row.answer_offset()} + row.answer_size();
  if (!change.has_value() || end > change->size()) return DamagedRow(request_key);
  return change->substr(row.answer_offset(), row.answer_size());
}

}  // namespace

std::string RequestKey(absl::string_view actor, absl::string_view request_id) {
  return IndexKey("", actor, request_id);
}

std::string EncodeRequestRow(absl::string_view fingerprint, const Committed& committed, absl::string_view change_row) {
  v1::RequestRow row;
  row.set_fingerprint(fingerprint.data(), fingerprint.size());
  row.set_revision(committed.revision);
  SetAnswer(committed.answer, change_row, row);
  return row.SerializeAsString();
}

absl::StatusOr<std::optional<Committed>> FindAnswer(const Reader& reader, absl::string_view request_key,
                                                    absl::string_view fingerprint) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(Family::kRequests, request_key));
  if (!bytes.has_value()) return std::nullopt;
  v1::RequestRow row;
  if (!row.ParseFromString(*bytes)) return DamagedRow(request_key);
  if (row.fingerprint() != fingerprint) return RequestIdReused();
  const uint64_t revision = row.revision();
  ASSIGN_OR_RETURN(std::string answer, AnswerOf(reader, request_key, std::move(row)));
  return Committed{.revision = revision, .replayed = true, .answer = std::move(answer)};
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
