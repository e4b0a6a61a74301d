// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/engine.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/ops/log.h"
#include "common/rpc/status.h"
#include "common/rpc/wire.h"
#include "grpc/support/time.h"

namespace jiedui::rpc {
namespace {

constexpr absl::Duration kRetryHint = absl::Milliseconds(200);

// Counted from the monotonic clock, so that a jump of the wall clock moves no deadline.
absl::Duration TimeLeft(gpr_timespec deadline) {
  const gpr_timespec now = gpr_now(GPR_CLOCK_MONOTONIC);
  const gpr_timespec left = gpr_time_sub(gpr_convert_clock_type(deadline, GPR_CLOCK_MONOTONIC), now);
  return absl::Seconds(left.tv_sec) + absl::Nanoseconds(left.tv_nsec);
}

}  // namespace

absl::Status ServerStopping() { return ShuttingDown("the server"); }

absl::Status ServerStoppingAfter(int64_t rows) {
  if (rows == 0) return ServerStopping();
  return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                   absl::StrCat("the server is stopping; of the stream only the first ", rows,
                                rows == 1 ? " row was" : " rows were", " taken (and stored, or refused): retry"),
                   {{"rows", absl::StrCat(rows)}});
}

absl::Status TooMuchWaiting() {
  return Overloaded("OVERLOADED", "too many calls are waiting; retry later", kRetryHint);
}

bool IsOverload(const absl::Status& status) {
  return status.code() == absl::StatusCode::kResourceExhausted && ReasonOf(status) == "OVERLOADED";
}

bool HasStopped(const absl::Status& status) {
  if (status.code() != absl::StatusCode::kUnavailable) return false;
  const std::string reason = ReasonOf(status);
  return reason.empty() || reason == "SHUTTING_DOWN" || reason == "OUTCOME_UNKNOWN";
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Method::Decode(const google::protobuf::Message& prototype,
                                                                          grpc::ByteBuffer& buffer) const {
  const auto bytes_max = static_cast<size_t>(engine().options.message_bytes_max);
  if (buffer.Length() > bytes_max) {
    return LimitExceeded("request", absl::StrCat("has ", buffer.Length(), " bytes; at most ", bytes_max));
  }
  return rpc::Decode(prototype, buffer);
}

CallInfo Method::InfoOf(const grpc::ServerContext& context, absl::Time without_deadline) const {
  std::string wanted_revision;
  if (recovery() != nullptr) {
    const auto wanted = context.client_metadata().find(kWantedRevisionKey);
    if (wanted != context.client_metadata().end()) wanted_revision.assign(wanted->second.data(), wanted->second.size());
  }
  const gpr_timespec deadline = context.raw_deadline();
  const bool given = gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) != 0;
  return {.method = place_.path,
          .actor = "anonymous",
          .deadline = given ? engine().clock.Now() + TimeLeft(deadline) : without_deadline,
          .wanted_revision = std::move(wanted_revision)};
}

bool Method::WaitsForRevision(const CallInfo& call, absl::AnyInvocable<void(absl::Status)> then) const {
  if (call.wanted_revision.empty()) return false;
  return engine().chances.Offer(*recovery(), absl::OkStatus(), call, std::move(then));
}

grpc::Status Method::ErrorOf(const absl::Status& status) const {
  if (status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown) {
    ops::Log(ops::Level::kError, "a call failed for a reason of our own",
             {{"method", place_.path}, {"error", status.ToString()}});
  }
  return ToGrpcStatus(status, engine().options.error_domain);
}

}  // namespace jiedui::rpc
