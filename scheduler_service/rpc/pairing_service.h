// SPDX-License-Identifier: Apache-2.0
// PairingService: pairings of divisions (结对).
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewPairingService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
