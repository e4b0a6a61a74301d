// SPDX-License-Identifier: Apache-2.0
// OutcomeService: what came of the training, each recorded once however many townships report it.
#pragma once

#include "common/rpc/service.h"
#include "scheduler_service/rpc/parts.h"

namespace jiedui::scheduler {

rpc::Service NewOutcomeService(const ServiceParts& parts);

}  // namespace jiedui::scheduler
