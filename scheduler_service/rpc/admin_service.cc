// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/admin_service.h"

#include "common/ops/flags.h"
#include "jiedui/scheduler/v1/admin_service.pb.h"
#include "scheduler_service/domain/stamp.h"
#include "scheduler_service/rpc/directory_state.h"
#include "scheduler_service/rpc/verify.h"

namespace jiedui::scheduler {
namespace {

absl::StatusOr<v1::GetStatusResponse> StatusNow(const ServiceParts& parts, const rpc::ReadContext& context,
                                                absl::Time start_time) {
  v1::GetStatusResponse response;
  response.set_version(ops::kVersion);
  response.set_incarnation(context.store.incarnation);
  response.set_revision(context.snapshot.revision());
  response.set_oldest_revision(context.store.oldest_revision);
  *response.mutable_start_time() = ToTimestamp(start_time);
  ASSIGN_OR_RETURN(*response.mutable_directory(), StateOfDirectory(parts, context));
  return response;
}

}  // namespace

rpc::Service NewAdminService(const ServiceParts& parts, const store::Store& store, absl::Time start_time) {
  rpc::Service service("jiedui.scheduler.v1.AdminService");
  service.Read<v1::GetStatusRequest, v1::GetStatusResponse>(
      "GetStatus", rpc::ReadCost::kPoint,
      [parts, start_time](const v1::GetStatusRequest&, const rpc::ReadContext& context) {
        return StatusNow(parts, context, start_time);
      });
  service.Stream<v1::VerifyRequest>(
      "Verify",
      [parts, &store](const v1::VerifyRequest& request,
                      const rpc::CallInfo&) -> absl::StatusOr<std::unique_ptr<rpc::StreamSource>> {
        return NewVerifySource(store, parts.tables, request);
      });
  return service;
}

}  // namespace jiedui::scheduler
