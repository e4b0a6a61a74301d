// SPDX-License-Identifier: Apache-2.0
// EditionService.ListEditionRows: the rows behind a figure as an edition keeps them, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "jiedui/scheduler/v1/edition_service.pb.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

absl::StatusOr<v1::ListEditionRowsResponse> ListEditionRows(const ServiceParts& parts,
                                                            const v1::ListEditionRowsRequest& request,
                                                            const rpc::ReadContext& context);

}  // namespace jiedui::scheduler
