// SPDX-License-Identifier: Apache-2.0
// Lists of what a pairing has.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/rpc/list_page.h"
#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {

// Lets `service` answer `method` with pages of the request's parent's members in the table of `prefix`. NOT_FOUND:
// there is no such pairing, since a misspelt name is no empty list; else as rpc::ListPage.
template <typename Request, typename Response, typename Resource>
void AddList(const ServiceParts& parts, absl::string_view method, absl::string_view prefix, rpc::Service& service) {
  service.Read<Request, Response>(
      method, rpc::ReadCost::kScan,
      [parts, prefix](const Request& request, const rpc::ReadContext& context) -> absl::StatusOr<rpc::Encoded> {
        RETURN_IF_ERROR(RequirePairing(parts.tables, context.snapshot, request.parent()).status());
        return rpc::ListPage(context, request, MembersOf(request.parent(), prefix), Resource::default_instance());
      });
}

}  // namespace jiedui::scheduler
