// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/status.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "google/rpc/error_details.pb.h"

namespace jiedui::rpc {
namespace {

constexpr char kUrlPrefix[] = "type.googleapis.com/";
constexpr size_t kDescriptionBytesMax = 300;
constexpr size_t kMetadataBytesMax = 200;
constexpr size_t kMetadataEntriesMax = 16;
constexpr absl::string_view kCutMark = "...";

// One detail, as it lies in a status.
struct Payload {
  std::string url;
  std::string bytes;
};

std::string Cut(absl::string_view text, size_t bytes_max) {
  if (!IsValidUtf8(text)) return Cut(absl::CHexEscape(text), bytes_max);
  if (text.size() <= bytes_max) return std::string(text);
  size_t end = bytes_max - kCutMark.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), kCutMark);
}

bool TellsNothing(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown;
}

// For an error that was made without a reason.
absl::string_view ReasonByCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return "INVALID_FIELD";
    case absl::StatusCode::kNotFound:
      return "RESOURCE_NOT_FOUND";
    case absl::StatusCode::kAlreadyExists:
      return "ID_TAKEN";
    case absl::StatusCode::kAborted:
      return "ETAG_MISMATCH";
    case absl::StatusCode::kResourceExhausted:
      return "LIMIT_EXCEEDED";
    case absl::StatusCode::kUnavailable:
      return "SHUTTING_DOWN";
    case absl::StatusCode::kDeadlineExceeded:
      return "DEADLINE_PASSED";
    case absl::StatusCode::kDataLoss:
      return "DATA_DAMAGED";
    case absl::StatusCode::kFailedPrecondition:
      return "RULES_FAILED";
    default:
      return "INTERNAL";
  }
}

google::rpc::ErrorInfo InfoOf(const absl::Status& status, absl::string_view domain) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(absl::StrCat(kUrlPrefix, info.GetDescriptor()->full_name()));
  if (payload.has_value() && !TellsNothing(status.code())) info.ParseFromString(std::string(*payload));
  if (info.reason().empty()) info.set_reason(std::string(ReasonByCode(status.code())));
  if (info.domain().empty()) info.set_domain(std::string(domain));
  google::protobuf::Map<std::string, std::string> metadata;
  metadata.swap(*info.mutable_metadata());
  for (const auto& [key, value] : metadata) {
    if (info.metadata().size() >= kMetadataEntriesMax) break;
    (*info.mutable_metadata())[Cut(key, kMetadataBytesMax)] = Cut(value, kMetadataBytesMax);
  }
  return info;
}

// Keeps `keep` violations; where there are more, the last one kept says so.
template <typename Violations>
void Shorten(int keep, Violations& violations) {
  for (auto& violation : violations) violation.set_description(Cut(violation.description(), kDescriptionBytesMax));
  const int total = violations.size();
  if (total <= keep) return;
  violations.DeleteSubrange(keep, total - keep);
  violations[keep - 1].Clear();
  violations[keep - 1].set_description(absl::StrCat("and ", total - keep + 1, " more"));
}

template <typename Detail, typename Violations>
bool ShortenAs(int keep, Violations* (Detail::*violations)(), Payload& payload) {
  if (payload.url != absl::StrCat(kUrlPrefix, Detail::descriptor()->full_name())) return false;
  Detail detail;
  if (!detail.ParseFromString(payload.bytes)) return true;
  Shorten(keep, *(detail.*violations)());
  payload.bytes = detail.SerializeAsString();
  return true;
}

void Shorten(int keep, Payload& payload) {
  using google::rpc::BadRequest;
  using google::rpc::PreconditionFailure;
  using google::rpc::QuotaFailure;
  ShortenAs(keep, &BadRequest::mutable_field_violations, payload) ||
      ShortenAs(keep, &PreconditionFailure::mutable_violations, payload) ||
      ShortenAs(keep, &QuotaFailure::mutable_violations, payload);
}

// All details but the ErrorInfo, and but what the store tells only us.
std::vector<Payload> OtherPayloads(const absl::Status& status) {
  std::vector<Payload> payloads;
  if (TellsNothing(status.code())) return payloads;
  const std::string info_url = absl::StrCat(kUrlPrefix, google::rpc::ErrorInfo::descriptor()->full_name());
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& bytes) {
    if (url != info_url && absl::StartsWith(url, kUrlPrefix))
      payloads.push_back({.url = std::string(url), .bytes = std::string(bytes)});
  });
  return payloads;
}

void AddDetail(std::string url, std::string bytes, google::rpc::Status& status) {
  auto& detail = *status.add_details();
  detail.set_type_url(std::move(url));
  detail.set_value(std::move(bytes));
}

google::rpc::Status Assemble(const absl::Status& status, const google::rpc::ErrorInfo& info,
                             const std::vector<Payload>& others, int keep) {
  google::rpc::Status result;
  result.set_code(static_cast<int>(status.code()));
  result.set_message(TellsNothing(status.code()) ? "internal error" : Cut(status.message(), kErrorMessageBytesMax));
  AddDetail(absl::StrCat(kUrlPrefix, info.GetDescriptor()->full_name()), info.SerializeAsString(), result);
  for (Payload payload : others) {
    Shorten(keep, payload);
    AddDetail(std::move(payload.url), std::move(payload.bytes), result);
  }
  return result;
}

}  // namespace

google::rpc::Status ToRpcStatus(const absl::Status& status, absl::string_view domain) {
  google::rpc::Status result;
  if (status.ok()) return result;
  google::rpc::ErrorInfo info = InfoOf(status, domain);
  const std::vector<Payload> others = OtherPayloads(status);
  for (int keep = kErrorViolationsMax; keep > 0; keep /= 2) {
    result = Assemble(status, info, others, keep);
    if (result.ByteSizeLong() <= kErrorDetailBytesMax) return result;
  }
  result = Assemble(status, info, {}, 1);
  if (result.ByteSizeLong() <= kErrorDetailBytesMax) return result;
  info.clear_metadata();
  return Assemble(status, info, {}, 1);
}

grpc::Status ToGrpcStatus(const absl::Status& status, absl::string_view domain) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status details = ToRpcStatus(status, domain);
  return grpc::Status(static_cast<grpc::StatusCode>(details.code()), details.message(), details.SerializeAsString());
}

absl::Status FromRpcStatus(const google::rpc::Status& status) {
  absl::Status result(static_cast<absl::StatusCode>(status.code()), status.message());
  for (const auto& detail : status.details()) result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  return result;
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) details.clear_details();
  details.set_code(static_cast<int>(status.error_code()));
  details.set_message(status.error_message());
  return FromRpcStatus(details);
}

}  // namespace jiedui::rpc
