// SPDX-License-Identifier: Apache-2.0
// AdminService.Verify: the checks of store/verify.h over one snapshot, told as they go.
#pragma once

#include <memory>

#include "common/rpc/call.h"
#include "common/store/store.h"
#include "jiedui/scheduler/v1/admin_service.pb.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

inline constexpr int kFindingsDefault = 1000;

// Holds its snapshot until it is destroyed. Store and tables outlive it.
std::unique_ptr<rpc::StreamSource> NewVerifySource(const store::Store& store, const Tables& tables,
                                                   const v1::VerifyRequest& request);

}  // namespace jiedui::scheduler
