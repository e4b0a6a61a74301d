// SPDX-License-Identifier: Apache-2.0
// PostingService: exchange positions.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewPostingService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
