// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/admin_service.h"

#include "common/ops/flags.h"
#include "jiedui/registry/v1/admin_service.pb.h"
#include "registry_service/domain/stamp.h"

namespace jiedui::registry {
namespace {

v1::GetStatusResponse StatusNow(const rpc::ReadContext& context, absl::Time start_time) {
  v1::GetStatusResponse response;
  response.set_version(ops::kVersion);
  response.set_incarnation(context.store.incarnation);
  response.set_revision(context.snapshot.revision());
  response.set_oldest_revision(context.store.oldest_revision);
  *response.mutable_start_time() = ToTimestamp(start_time);
  return response;
}

}  // namespace

rpc::Service NewAdminService(absl::Time start_time) {
  rpc::Service service("jiedui.registry.v1.AdminService");
  service.Read<v1::GetStatusRequest, v1::GetStatusResponse>(
      "GetStatus", rpc::ReadCost::kPoint,
      [start_time](const v1::GetStatusRequest&, const rpc::ReadContext& context)
          -> absl::StatusOr<v1::GetStatusResponse> { return StatusNow(context, start_time); });
  return service;
}

}  // namespace jiedui::registry
