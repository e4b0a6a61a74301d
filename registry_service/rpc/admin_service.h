// SPDX-License-Identifier: Apache-2.0
// jiedui.registry.v1.AdminService.
#pragma once

#include "absl/time/time.h"
#include "common/rpc/service.h"

namespace jiedui::registry {

rpc::Service NewAdminService(absl::Time start_time);

}  // namespace jiedui::registry
