// SPDX-License-Identifier: Apache-2.0
// EditionService: reports that were handed in, and corrections of what they have counted.
#pragma once

#include "common/rpc/service.h"
#include "common/store/store.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

// `store` outlives the service.
rpc::Service NewEditionService(const ServiceParts& parts, store::Store& store);

}  // namespace jiedui::scheduler
