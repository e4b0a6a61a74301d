// SPDX-License-Identifier: Apache-2.0
// How the tools call the scheduler: with a deadline, and errors as statuses.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpc/support/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace jiedui::scheduler {

inline absl::Status ToStatus(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

inline void SetDeadline(int milliseconds, grpc::ClientContext& context) {
  context.set_deadline(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_millis(milliseconds, GPR_TIMESPAN)));
}

// One call of `Stub`, answered within so many milliseconds, or what came instead.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request, int deadline_ms) {
  grpc::ClientContext context;
  SetDeadline(deadline_ms, context);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return ToStatus(status);
  return response;
}

}  // namespace jiedui::scheduler
